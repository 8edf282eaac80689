import { createRandom, matchPoints, pointsOf } from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FitError } from '../errors.js';
import type { MapPlane, MapTarget } from '../model.js';
import { densityTarget } from './density.js';
import { type FitSample, fitDecodeSettings, fitDecoding } from './fit.js';
import { fitCountScale } from './fit-count-scale.js';
import { locationTarget } from './location.js';
import { maskTarget } from './mask.js';

const size = { width: 96, height: 96 };
const random = createRandom(7);
const grid = (step: number) =>
  Array.from({ length: 36 }, (_, i) => ({
    x: 8 + step * (i % 6) + 3 * random.uniform(),
    y: 8 + step * Math.floor(i / 6) + 3 * random.uniform(),
  }));

/** The training map of 36 cells, with noise on top. */
function noisy(target: ReturnType<typeof densityTarget>, level: number): FitSample {
  const annotation = { kind: 'points' as const, points: grid(15) };
  const map: MapPlane = target.target(annotation, size);
  for (let i = 0; i < map.data.length; i++) map.data[i]! += level * target.cellHeight * random.normal();
  return { map, annotation };
}

/** Discs of some height, in rows; where `wrong` is given, further discs of that height, which are no cells. */
function discs(target: MapTarget, count: number, height: number, wrong?: number): FitSample {
  const labels = new Uint32Array(size.width * size.height);
  const map: MapPlane = { ...size, data: new Float32Array(labels.length) };
  const cells = wrong === undefined ? count : 2 * count;
  for (let n = 0; n < cells; n++) {
    const [x, y] = [10 + 18 * (n % 5), 10 + 18 * Math.floor(n / 5)];
    for (let i = 0; i < labels.length; i++) {
      if (Math.hypot((i % size.width) + 0.5 - x, Math.floor(i / size.width) + 0.5 - y) > 5) continue;
      map.data[i] = (n < count ? height : wrong!) * target.cellHeight;
      if (n < count) labels[i] = n + 1;
    }
  }
  return { map, annotation: { kind: 'labels', ...size, labels } };
}

describe('fitDecoding', () => {
  for (const target of [densityTarget(), locationTarget()]) {
    it(`${target.name}: finds thresholds that the noise does not pass`, () => {
      // The default thresholds differ in how much noise they let pass.
      const level = target.name === 'density' ? 0.1 : 0.16;
      const samples = [noisy(target, level), noisy(target, level)];
      const start = samples.reduce(
        (sum, { map }) => sum + target.decode(map, target.defaults).points.length,
        0,
      );
      const { settings, location } = fitDecoding(target, samples, { radius: 4 });
      expect(start).toBeGreaterThan(72);
      expect(location!.f1).toBeGreaterThan(0.98);
      expect(settings.countScale).toBe(1);
      expect(fitDecoding(target, samples, { radius: 4 }).settings).toEqual(settings);
    });
  }

  it('mask: finds a threshold between background and cells', () => {
    const labels = new Uint32Array(64 * 64);
    for (let i = 0; i < 16; i++) {
      for (let y = 0; y < 8; y++)
        labels.fill(
          i + 1,
          ((i >> 2) * 16 + 4 + y) * 64 + (i & 3) * 16 + 4,
          ((i >> 2) * 16 + 4 + y) * 64 + (i & 3) * 16 + 12,
        );
    }
    const annotation = { kind: 'labels' as const, width: 64, height: 64, labels };
    const map = {
      width: 64,
      height: 64,
      data: Float32Array.from(labels, (label) => (label > 0 ? 0.45 : 0.32)),
    };
    const { settings, location, countError } = fitDecoding(maskTarget(), [{ map, annotation }], {
      radius: 3,
    });
    expect(settings.absoluteThreshold).toBe(0.4);
    expect(location!.f1).toBe(1);
    expect(countError).toBe(0);
  });

  it('mask: parts nothing where cells have waists of their own', () => {
    const size = { width: 60, height: 40 };
    const labels = new Uint32Array(size.width * size.height);
    const map = { ...size, data: new Float32Array(labels.length) };
    // Two cells, each like two discs of radius 6 that overlap.
    [10, 30].forEach((top, cell) => {
      for (const left of [15, 24]) {
        for (let i = 0; i < labels.length; i++) {
          const [x, y] = [i % size.width, Math.floor(i / size.width)];
          if (Math.hypot(x - left, y - top) < 6) labels[i] = cell + 1;
        }
      }
    });
    labels.forEach((label, i) => {
      map.data[i] = label > 0 ? 1 : 0;
    });
    const target = maskTarget();
    expect(target.decode(map, target.defaults).count).toBe(4);
    const { settings, countError } = fitDecoding(target, [
      { map, annotation: { kind: 'labels', ...size, labels } },
    ]);
    expect(settings.split).toBeUndefined();
    expect(countError).toBe(0);
  });

  it('mask: tells fragments by what is usual in their picture', () => {
    /** Nine squares of one side, and as many smaller ones that no annotation has. */
    const sample = (side: number, fragment: number): FitSample => {
      const size = { width: 66, height: 66 };
      const labels = new Uint32Array(size.width * size.height);
      const data = new Float32Array(labels.length);
      const fill = (
        values: Uint32Array | Float32Array,
        left: number,
        top: number,
        of: number,
        value: number,
      ) => {
        for (let y = top; y < top + of; y++) values.fill(value, y * 66 + left, y * 66 + left + of);
      };
      for (let i = 0; i < 9; i++) {
        const [left, top] = [(i % 3) * 22, Math.floor(i / 3) * 22];
        fill(labels, left, top, side, i + 1);
        fill(data, left, top, side, 1);
        fill(data, left + side + 2, top, fragment, 1);
      }
      return { map: { ...size, data }, annotation: { kind: 'labels', ...size, labels } };
    };
    // The fragments of the one are larger than the cells of the other.
    const { settings, countError } = fitDecoding(maskTarget(), [sample(15, 5), sample(4, 1)]);
    expect(settings.leastShare).toBeGreaterThan(0);
    expect(countError).toBe(0);
    expect(fitDecoding(maskTarget(), [sample(15, 1), sample(15, 1)]).settings.leastShare).toBeUndefined();
  });

  it('mask: no thresholds, waists and sizes tried one by one do better', () => {
    const noise = createRandom(3);
    const size = { width: 60, height: 60 };
    const labels = new Uint32Array(size.width * size.height);
    const centres = Array.from({ length: 12 }, () => [60 * noise.uniform(), 60 * noise.uniform()] as const);
    labels.forEach((_, i) => {
      const [x, y] = [i % 60, Math.floor(i / 60)];
      labels[i] = 1 + centres.findIndex(([left, top]) => Math.hypot(x - left, y - top) < 6);
    });
    const target = maskTarget();
    const annotation = { kind: 'labels', ...size, labels } as const;
    const map = target.target(annotation, size);
    for (let i = 0; i < map.data.length; i++) map.data[i] = 0.3 + 0.5 * map.data[i]! + 0.2 * noise.uniform();
    const { settings, location, countError } = fitDecoding(target, [{ map, annotation }], { radius: 4 });
    const truth = pointsOf(annotation)!;
    expect(Math.abs(target.decode(map, settings).count - truth.length)).toBe(countError);
    for (const absoluteThreshold of [0.3, 0.5, 0.6, 0.7]) {
      for (const split of [0.05, 0.2, 0.3]) {
        for (const peakRadius of [0, 2, 4]) {
          const tried = { ...target.defaults, absoluteThreshold, split, peakRadius };
          const { points } = target.decode(map, tried);
          const f1 =
            (2 * matchPoints(points, truth, 4).truePositives) / Math.max(1, points.length + truth.length);
          expect(f1).toBeLessThanOrEqual(location!.f1 + 0.005 + 1e-12);
          if (f1 >= location!.f1)
            expect(Math.abs(points.length - truth.length)).toBeGreaterThanOrEqual(countError);
        }
      }
    }
  });

  it('of settings that find the cells about as well, takes those that count best', () => {
    const target = locationTarget();
    const size = { width: 288, height: 252 };
    const all = Array.from({ length: 403 }, (_, i) => ({
      x: 12 + 12 * (i % 22),
      y: 12 + 12 * Math.floor(i / 22),
    }));
    // Three cells are faint, and three specks are brighter than those: a threshold that finds all cells counts the specks.
    const [bright, faint, specks] = [all.slice(0, 397), all.slice(397, 400), all.slice(400)];
    const map: MapPlane = { ...size, data: new Float32Array(size.width * size.height) };
    for (const [points, height] of [
      [bright, 1],
      [faint, 0.22],
      [specks, 0.55],
    ] as const) {
      const part = target.target({ kind: 'points', points }, size);
      part.data.forEach((value, i) => {
        map.data[i]! += height * value;
      });
    }
    const annotation = { kind: 'points' as const, points: [...bright, ...faint] };
    const { countError, location } = fitDecoding(target, [{ map, annotation }], { radius: 4 });
    expect(countError).toBe(0);
    expect(location!.recall).toBeCloseTo(397 / 400, 12);
  });

  it('stays at the defaults where nothing does better', () => {
    for (const target of [densityTarget(), locationTarget()]) {
      const { relativeThreshold, peakRadius } = fitDecodeSettings(target, [noisy(target, 0)], { radius: 4 });
      expect({ relativeThreshold, peakRadius }).toEqual({
        relativeThreshold: target.defaults.relativeThreshold,
        peakRadius: target.defaults.peakRadius,
      });
    }
  });

  it('leaves counts as the map says them', () => {
    const target = densityTarget();
    const annotation = { kind: 'points' as const, points: grid(15) };
    const map = target.target(annotation, size);
    for (let i = 0; i < map.data.length; i++) map.data[i]! *= 0.8;
    const { countError, settings } = fitDecoding(target, [{ map, annotation }]);
    expect(countError).toBeCloseTo(7.2, 3);
    expect(settings.countScale).toBe(1);
  });

  it('keeps the thresholds where no picture has positions', () => {
    const target = densityTarget();
    const sample = noisy(target, 0.1);
    const fitted = fitDecoding(target, [{ map: sample.map, annotation: { kind: 'count', count: 36 } }]);
    expect(fitted.location).toBeUndefined();
    expect(fitted.settings).toEqual(target.defaults);
  });

  it.each([densityTarget(), maskTarget()])(
    '$name: takes a sample of weight three for three samples',
    (target) => {
      const [few, many] = [discs(target, 4, 0.55), discs(target, 16, 0.4)];
      for (const [light, heavy] of [
        [few, many],
        [many, few],
      ] as const) {
        const weighted = fitDecoding(target, [light, { ...heavy, weight: 3 }]);
        const repeated = fitDecoding(target, [light, heavy, heavy, heavy]);
        expect(weighted.settings).toEqual(repeated.settings);
        expect(weighted.countError).toBeCloseTo(repeated.countError, 9);
        expect(weighted.location?.f1).toBeCloseTo(repeated.location!.f1, 9);
      }
    },
  );

  it('lets the heavier sample decide where two ask for different thresholds', () => {
    // Cells of the one are no higher than what is no cell in the other.
    const target = maskTarget();
    const [pale, bright] = [discs(target, 8, 0.45), discs(target, 8, 0.9, 0.55)];
    const thresholdOf = (samples: readonly FitSample[]) =>
      fitDecoding(target, samples).settings.absoluteThreshold;
    expect(thresholdOf([{ ...pale, weight: 9 }, bright])).toBeLessThan(0.45);
    expect(thresholdOf([pale, { ...bright, weight: 9 }])).toBeGreaterThan(0.55);
  });

  it('needs pictures and a radius', () => {
    expect(() => fitDecoding(densityTarget(), [])).toThrow(FitError);
    expect(() => fitDecoding(densityTarget(), [noisy(densityTarget(), 0)], { radius: 0 })).toThrow(
      /radius.*0/,
    );
  });
});

describe('fitCountScale', () => {
  const pair = fc.tuple(
    fc.double({ min: 0.1, max: 100, noNaN: true }),
    fc.double({ min: 0.1, max: 100, noNaN: true }),
  );

  it('is not beaten by any other factor', () => {
    fc.assert(
      fc.property(
        fc.array(pair, { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        (pairs, other) => {
          const counts = pairs.map(([count]) => count);
          const truth = pairs.map(([, wanted]) => wanted);
          const error = (scale: number) =>
            counts.reduce((sum, count, i) => sum + Math.abs(count * scale - truth[i]!), 0);
          expect(error(fitCountScale(counts, truth))).toBeLessThanOrEqual(error(other) + 1e-9);
        },
      ),
    );
  });

  it('takes a picture of weight three for three pictures', () => {
    const [counts, truth] = [
      [10, 20, 5],
      [12, 18, 9],
    ];
    expect(fitCountScale(counts, truth, [1, 1, 3])).toBe(fitCountScale([...counts, 5, 5], [...truth, 9, 9]));
    expect(fitCountScale(counts, truth, [1, 9, 1])).toBe(0.9);
  });

  it('is 1 where nothing was counted', () => {
    expect(fitCountScale([0, 0], [3, 4])).toBe(1);
  });
});
