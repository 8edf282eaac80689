import { describe, expect, it } from 'vitest';
import type { ReducedMap } from '../work/engine-methods.js';
import { type CountRecord, NEW_FIELDS, type Picture } from './project.js';
import { addTallies, tallyPicture, tallyRegion } from './tally.js';

const CLASSES = [{ id: 0, name: 'cell', colour: [1, 2, 3] }] as const;

const COUNTED: CountRecord = {
  ...{ model: 'm', modelName: 'm', target: 'density', count: 3.2, device: 'wasm', warnings: [] },
  ...{ threshold: 0.5, floor: 0.1, seconds: 1 },
};

/** Eight pixels a side, a cell in each upper quarter. */
const picture = (counted?: CountRecord): Picture => ({
  ...{ id: 'a', file: 'f', name: 'a.png', plane: {}, fields: { ...NEW_FIELDS, counted } },
  cells: new Map(
    [
      [1, 2],
      [6, 2],
    ].map(([x, y], id) => [id, { id, x: x!, y: y!, kind: 0 }]),
  ),
  facts: {
    format: 'png',
    ...{ width: 8, height: 8, channels: 1, depth: 1, times: 1, pages: 1 },
    colour: 'grey',
    bitDepth: 8,
    choice: { name: 'm', reason: '', warnings: [] },
    pixelSize: { x: 500, y: 500, source: 'user' },
  },
});

/** A quarter as many values as pixels, of which 100 make a cell: 0.4 cells a block on the left, and 0.04 on the right. */
const MAP: ReducedMap = {
  ...{ kind: 'heat', width: 4, height: 4, reduction: 2, cellMass: 100 },
  values: Float32Array.from({ length: 16 }, (_, i) => (i % 4 < 2 ? 10 : 1)),
};

const LEFT = {
  id: 1,
  name: 'left',
  polygon: [
    { x: 0, y: 0 },
    { x: 4, y: 0 },
    { x: 4, y: 8 },
    { x: 0, y: 8 },
  ],
};

describe('tallyRegion', () => {
  it('counts the cells of a region, and sums the map over it', () => {
    const tally = tallyRegion(picture(COUNTED), LEFT, CLASSES, MAP);
    expect(tally).toMatchObject({ cells: 1, byClass: [1], area: 32, squareMillimetres: 8 });
    expect(tally.estimate).toBeCloseTo(3.2, 6);
  });

  it('estimates nothing where the model says no number of a part', () => {
    const { cellMass: _, ...mask } = MAP;
    for (const map of [undefined, mask])
      expect(tallyRegion(picture(COUNTED), LEFT, CLASSES, map).estimate).toBeUndefined();
    const found = picture({ ...COUNTED, countsFound: true });
    expect(tallyRegion(found, LEFT, CLASSES, MAP)).toMatchObject({ cells: 1, estimate: undefined });
    expect(tallyPicture(found, CLASSES).estimate).toBe(3.2);
  });
});

describe('addTallies', () => {
  it('adds what all have, and leaves out what one has not', () => {
    const whole = tallyPicture(picture(COUNTED), CLASSES);
    const none = tallyPicture(picture(), CLASSES);
    expect(addTallies([whole, whole])).toMatchObject({ cells: 4, byClass: [4], area: 128, estimate: 6.4 });
    expect(addTallies([whole, none])).toMatchObject({ cells: 4, estimate: undefined });
  });
});
