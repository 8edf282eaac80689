import { classicalModel, count, type UsableModel } from '@celltally/counting';
import { blobSource, encodeTiff, simulate } from '@celltally/imaging';
import { describe, expect, it } from 'vitest';
import { CLASSICAL_ID, type CountEvent, type CountOutcome } from '../work/engine-methods.js';
import { countPictures } from './count.js';
import { engineMethods } from './engine.js';
import { paintLabels } from './paint-labels.js';

const { image } = simulate({
  modality: 'fluorescence',
  width: 120,
  height: 90,
  count: 14,
  diameter: 14,
  seed: 3,
});
const size = { width: 120, height: 90 };
const blob = new Blob([encodeTiff(image) as Uint8Array<ArrayBuffer>]);
const picture = { id: 'p', name: 'p.tif', blob, plane: {} };

/** Label image as the command line writes it. */
async function labelsByCount(model: UsableModel): Promise<Uint32Array> {
  const labels = new Uint32Array(size.width * size.height);
  const files = [{ name: 'p.tif', open: async () => blobSource(blob) }];
  for await (const event of count({ files, model, labels: true })) {
    if (event.type === 'labelBand') labels.set(event.labels, event.top * size.width);
  }
  return labels;
}

type Found = Pick<CountOutcome, 'spots' | 'outlines'>;

/** Label image of what the page keeps. */
const labelsOf = ({ spots, outlines = [] }: Found): Uint32Array =>
  paintLabels(
    Array.from({ length: spots.length / 3 }, (_, i) => {
      const outline = outlines[i];
      const place = { x: spots[3 * i]!, y: spots[3 * i + 1]! };
      return outline === undefined ? place : { ...place, outline };
    }),
    size,
    'p.tif',
  ).labels;

function listen() {
  const outcomes: CountOutcome[] = [];
  const emit = (event: CountEvent): void => {
    if (event.type === 'failed') throw new Error(event.reason);
    if (event.type === 'counted') outcomes.push(event.outcome);
  };
  return { outcomes, context: { signal: new AbortController().signal, emit } };
}

describe('cells that a model outlines', () => {
  it.each([1, 1.5, 0.6])('are those of the command line, pixel by pixel, at a scale of %d', async (scale) => {
    const model = classicalModel({ scale, method: 'nuclei' });
    const { outcomes, context } = listen();
    await countPictures(model, [picture], 'wasm', context, () => {});
    const expected = await labelsByCount(model);
    const [outcome] = outcomes;
    expect(new Set(expected).size).toBe(outcome!.spots.length / 3 + 1);
    expect(outcome!.spots.length / 3).toBeGreaterThan(8);
    expect(labelsOf(outcome!)).toEqual(expected);
  });

  it('have their outlines also where the map is read again, and none where cells are blobs', async () => {
    const { count: run, decodeAgain } = engineMethods();
    const { outcomes, context } = listen();
    const model = { id: CLASSICAL_ID, file: new Blob() };
    await run({ model, pictures: [picture], device: 'wasm', fit: false }, context);
    const again = (threshold: number) =>
      decodeAgain({ id: 'p', threshold }, { ...context, emit: () => {} }) as Promise<Found>;
    const [outcome] = outcomes;
    expect(labelsOf(await again(outcome!.threshold))).toEqual(labelsOf(outcome!));
    await countPictures(classicalModel({ method: 'blobs' }), [picture], 'wasm', context, () => {});
    expect(outcomes[1]!.spots.length).toBeGreaterThan(0);
    expect(outcomes[1]!.outlines).toBeUndefined();
    expect(outcomes[1]!.warnings).toEqual([]);
  });

  it('of a region are those of that part, whose map is not kept as that of the picture', async () => {
    const { outcomes, context } = listen();
    const kept: unknown[] = [];
    const region = { x: 8, y: 4, width: 60, height: 60 };
    const model = classicalModel({ method: 'nuclei', diameter: 14 });
    const pictures = [picture, { ...picture, region }];
    await countPictures(model, pictures, 'wasm', context, (_, { own }) => kept.push(own));
    const [whole, part] = outcomes;
    expect(part!.outlines!.length).toBe(part!.spots.length / 3);
    expect(part!.spots.length).toBeLessThan(whole!.spots.length);
    expect(kept).toEqual([size]);
  });
});
