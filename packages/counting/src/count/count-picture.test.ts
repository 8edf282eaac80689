import { encodeTiff, type Image, openImage } from '@celltally/imaging';
import { createTarget } from '@celltally/models';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PERCENTILES, preparePicture } from '../picture/preparation.js';
import { decodePrediction } from '../predict/decode-prediction.js';
import { atOwnSize } from '../predict/own-size.js';
import { openPredictor } from '../predict/predictor.js';
import { takeTurns } from '../predict/take-turns.js';
import { ANY_PROGRAM, pointwiseDevice } from '../testing/device-double.node.js';
import { countPicture } from './count-picture.js';

const first = (red: number): number => red;

const cases = fc.record({
  width: fc.integer({ min: 1, max: 70 }),
  height: fc.integer({ min: 1, max: 70 }),
  seed: fc.nat(1000),
  halo: fc.constantFrom(0, 4),
  lanes: fc.integer({ min: 1, max: 3 }),
  target: fc.constantFrom('density', 'location', 'mask', 'count'),
  relativeThreshold: fc.constantFrom(0, 0.4),
  peakRadius: fc.constantFrom(1, 3),
  inputScale: fc.constantFrom(1, 1, 1.7067, 0.6),
  /** Of a head that counts. */
  perMass: fc.constantFrom(undefined, 0.5),
  fixed: fc.boolean(),
  turns: fc.constantFrom(1 as const, 1 as const, 4 as const),
});

describe('countPicture', () => {
  it('finds what decoding the whole map finds, and tells the same map and objects, for all targets and scales', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ width, height, seed, halo, lanes, target: name, ...each }) => {
        const { inputScale, perMass, fixed, turns, ...settings } = each;
        const data = Uint16Array.from({ length: width * height }, (_, i) => ((i + seed) * 7919) % 997);
        const image: Image = { width, height, channels: 1, colour: 'grey', bitDepth: 16, data };
        const tiles = { tile: 16, halo, multipleOf: 4, fixed };
        const predictors = await Promise.all(
          Array.from({ length: lanes }, () =>
            openPredictor(pointwiseDevice(first, undefined, perMass), ANY_PROGRAM, tiles, turns),
          ),
        );
        const target = createTarget(name);
        const chosen = { ...target.defaults, ...settings, absoluteThreshold: 0.3 };
        const preparation = { normalisation: PERCENTILES, inputScale };
        const seen: [number, number][] = [];
        const map: number[] = [];
        const labels: number[] = [];
        const found = await countPicture(
          { source: await openImage(encodeTiff(image)) },
          {
            model: { name: 'double', program: ANY_PROGRAM, target, settings: chosen, preparation, tiles },
            settings: chosen,
            selection: {},
            predictors: takeTurns(predictors),
            lanes,
            turns,
          },
          {
            onRun: (done, total) => seen.push([done, total]),
            onMap: async ({ top, values }) => {
              expect(top * width).toBe(map.length);
              map.push(...values);
            },
            onLabels: async ({ top, labels: rows }, objects) => {
              expect([top * width, objects]).toEqual([labels.length, expect.any(Number)]);
              labels.push(...rows);
            },
          },
          new AbortController().signal,
        );
        const prediction = await predictors[0]!.predict(preparePicture(image, preparation));
        const decoded = decodePrediction(target, prediction, chosen);
        const { decoded: expected, map: values } = atOwnSize({ decoded, map: prediction.map }, image);
        expect(found).toMatchObject({ width, height, points: expected.points.map(({ x, y }) => ({ x, y })) });
        for (const { x, y } of found.points) expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true);
        expect(Math.abs(found.count - expected.count)).toBeLessThanOrEqual(1e-9 * expected.count);
        expect(labels).toEqual([...(expected.labels?.labels ?? [])]);
        if (target.cellMass === undefined) expect(map).toEqual([...values.data]);
        else {
          const sum = map.reduce((total, value) => total + value, 0);
          const { count } = target.decode(prediction.map, chosen);
          expect(Math.abs(sum - count)).toBeLessThanOrEqual(1e-5 * count);
          expect(map).toHaveLength(width * height);
        }
        const total = seen[0]![1];
        expect(total % turns).toBe(0);
        expect(seen.length % total).toBe(0);
        expect(seen.map(([done]) => done)).toEqual(seen.map((_, i) => (i % total) + 1));
      }),
      { numRuns: 60 },
    );
  });
});
