import {
  averagePool2d,
  compile,
  type Device,
  floatData,
  floats,
  input,
  mean,
  openDevice,
  sum,
  symbol,
} from '@celltally/engine';
import { build } from '@celltally/nn';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Architecture, Stage } from './architecture.js';
import { UnsuitableTargetError } from './errors.js';
import { finalStage, fullSizePrediction, stagesFor, targetsOf } from './stages.js';

/** A stage whose map is the mean of the picture's blocks, and whose count is the sum of the picture. */
const pooling = (stride: number): Stage => ({
  name: 'pooling',
  targets: ['density'],
  stride,
  network: (_, image) => ({
    map: mean(stride === 1 ? image : averagePool2d(image, stride), { axes: [1], keepDims: true }),
    count: sum(image, { axes: [1, 2, 3] }),
  }),
});

const architecture: Architecture = {
  name: 'two stages',
  summary: 'counts, then locates',
  paper: { title: 'none', authors: 'none', year: 2024 },
  defaults: {},
  multipleOf: 1,
  halo: 0,
  sizes: 'free',
  stages: [
    { ...pooling(1), name: 'counter', targets: ['count', 'density'] },
    { ...pooling(1), name: 'localizer', targets: ['location', 'density'] },
  ],
  recipe: {},
};

describe('stagesFor', () => {
  it('ends with the first stage that learns the map; the last stage’s own map is the architecture’s', () => {
    const names = (target: 'count' | 'density' | 'location') =>
      stagesFor(architecture, target).map(({ name }) => name);
    expect(names('count')).toEqual(['counter']);
    expect(names('density')).toEqual(['counter']);
    expect(names('location')).toEqual(['counter', 'localizer']);
    expect(finalStage(architecture, 'location').name).toBe('localizer');
    expect(targetsOf(architecture)).toEqual(['location', 'density', 'count']);
  });

  it('names the maps that can be learnt when asked for another', () => {
    expect(() => stagesFor(architecture, 'mask')).toThrow(UnsuitableTargetError);
    expect(() => stagesFor(architecture, 'mask')).toThrow(/location or density or count/);
  });
});

describe('fullSizePrediction', () => {
  let device: Device;
  beforeAll(async () => {
    device = await openDevice('cpu', { threads: 1 });
  });
  afterAll(() => device.close());

  /** The full-size map of a picture `[N, 3, H, W]` whose channels are alike. */
  async function spread(stride: number, rows: number, columns: number, planes: readonly Float32Array[]) {
    const image = input('image', [symbol('n'), 3, symbol('h', stride), symbol('w', stride)]);
    const { result } = build((scope) => fullSizePrediction(pooling(stride), scope, image, {}), {
      training: false,
    });
    const program = await device.load(compile({ outputs: { map: result.map, count: result.count! } }));
    const data = Float32Array.from(planes.flatMap((plane) => [...plane, ...plane, ...plane]));
    const { map, count } = await program.run({ image: floats([planes.length, 3, rows, columns], data) });
    await program.release();
    return { map: map!, count: floatData(count!) };
  }

  it('spreads every source pixel with its whole weight, at the borders, too', async () => {
    const sides = fc.integer({ min: 1, max: 4 });
    await fc.assert(
      fc.asyncProperty(sides, sides, fc.constantFrom(2, 4, 8), async (rows, columns, stride) => {
        const [height, width] = [rows * stride, columns * stride];
        // One picture for each source pixel: its block is 1.
        const planes = Array.from({ length: rows * columns }, (_, at) => {
          const plane = new Float32Array(height * width);
          const [top, left] = [Math.floor(at / columns) * stride, (at % columns) * stride];
          for (let y = 0; y < stride; y++) {
            plane.fill(1, (top + y) * width + left, (top + y) * width + left + stride);
          }
          return plane;
        });
        const { map, count } = await spread(stride, height, width, planes);
        expect(map.shape).toEqual([planes.length, 1, height, width]);
        const data = floatData(map);
        planes.forEach((_, at) => {
          const own = data.subarray(at * height * width, (at + 1) * height * width);
          expect(own.reduce((total, value) => total + value, 0)).toBeCloseTo(1, 5);
          expect(count[at]).toBe(3 * stride ** 2);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('leaves a map of full size as it is', async () => {
    const plane = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect([...floatData((await spread(1, 2, 3, [plane])).map)]).toEqual([...plane]);
  });
});
