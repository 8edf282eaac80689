import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thresholdOtsu } from '../analysis/threshold-otsu.js';
import { ImagingError } from '../errors.js';
import { CROWDED_BLOBS, type SimulationOptions } from './options.js';
import { simulate } from './simulate.js';

const small = { width: 160, height: 120, count: 20 } as const;
const scenes: SimulationOptions[] = [
  { modality: 'fluorescence', ...small },
  { modality: 'fluorescence', ...small, bitDepth: 8 },
  { modality: 'brightfield', ...small },
  { ...CROWDED_BLOBS, ...small, count: 80 },
];

describe('simulate', () => {
  it.each(scenes)('tells the truth about scene %#', (scene) => {
    for (const seed of [1, 2, 3]) {
      const { image, points, labels } = simulate({ ...scene, seed });
      expect([image.width, image.height, labels.width, labels.height]).toEqual([160, 120, 160, 120]);
      expect(image.data).toHaveLength(160 * 120 * image.channels);
      expect(points.length).toBeGreaterThan(5);
      expect(points.length).toBeLessThanOrEqual(scene.count!);
      const area = new Map<number, number>();
      for (const label of labels.labels) area.set(label, (area.get(label) ?? 0) + 1);
      area.delete(0);
      expect([...area.keys()].sort((a, b) => a - b)).toEqual(points.map((_, i) => i + 1));
      for (const { x, y } of points) {
        expect(x >= 0 && x < 160 && y >= 0 && y < 120).toBe(true);
      }
    }
  });

  it.each(scenes)('is the same bit by bit for a seed, and another for another: scene %#', (scene) => {
    const [once, again, other] = [simulate(scene), simulate(scene), simulate({ ...scene, seed: 77 })];
    expect(Buffer.compare(Buffer.from(once.image.data.buffer), Buffer.from(again.image.data.buffer))).toBe(0);
    expect(again.points).toEqual(once.points);
    expect(
      Buffer.compare(Buffer.from(once.image.data.buffer), Buffer.from(other.image.data.buffer)),
    ).not.toBe(0);
  });

  it('puts each label around its point where cells keep apart', () => {
    const { points, labels } = simulate({ modality: 'fluorescence', ...small, clustering: 0 });
    points.forEach(({ x, y }, i) => {
      expect(labels.labels[Math.floor(y) * labels.width + Math.floor(x)]).toBe(i + 1);
    });
  });

  it('makes nuclei bright in fluorescence: a threshold finds the labelled pixels', () => {
    const { image, labels } = simulate({
      modality: 'fluorescence',
      count: 40,
      brightnessSpread: 0.1,
      unevenness: 0.1,
    });
    const threshold = thresholdOtsu(image.data);
    let [both, either] = [0, 0];
    labels.labels.forEach((label, i) => {
      const bright = image.data[i]! > threshold;
      if (bright && label > 0) both++;
      if (bright || label > 0) either++;
    });
    expect(both / either).toBeGreaterThan(0.8);
  });

  it('makes nuclei dark and bluer than tissue in brightfield', () => {
    const { image, labels } = simulate({ modality: 'brightfield', width: 300, height: 300, count: 60 });
    const size = 300 * 300;
    const [inside, outside] = [
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ];
    labels.labels.forEach((label, i) => {
      const sums = label > 0 ? inside : outside;
      for (let c = 0; c < 3; c++) sums[c]! += image.data[c * size + i]!;
      sums[3]!++;
    });
    const [nuclei, tissue] = [inside, outside].map((sums) => sums.slice(0, 3).map((sum) => sum / sums[3]!));
    expect(nuclei![0]).toBeLessThan(tissue![0]! - 60);
    expect(nuclei![2]).toBeGreaterThan(nuclei![0]!);
    expect(tissue![0]).toBeGreaterThan(tissue![1]! + 20);
  });

  it('keeps to the bit depth', () => {
    const deepest = (bitDepth: 8 | 12 | 16) => {
      const { image } = simulate({ modality: 'fluorescence', ...small, bitDepth, exposure: 0.9 });
      return [image.bitDepth, image.data.constructor, Math.max(...image.data)];
    };
    expect(deepest(8)).toEqual([8, Uint8Array, 255]);
    expect(deepest(12)).toEqual([16, Uint16Array, 4095]);
    expect(deepest(16)).toEqual([16, Uint16Array, 65535]);
  });

  it('clusters when asked', () => {
    const touching = (clustering: number) => {
      const { points } = simulate({
        modality: 'fluorescence',
        width: 600,
        height: 600,
        count: 60,
        clustering,
      });
      const nearest = points.map((p) =>
        Math.min(...points.map((q) => (p === q ? Infinity : Math.hypot(p.x - q.x, p.y - q.y)))),
      );
      return nearest.reduce((sum, d) => sum + d, 0) / nearest.length;
    };
    expect(touching(0.9)).toBeLessThan(0.75 * touching(0));
  });

  it('holds for any small scene', () => {
    const side = fc.integer({ min: 1, max: 60 });
    const options = fc.record({
      modality: fc.constantFrom('fluorescence' as const, 'brightfield' as const),
      width: side,
      height: side,
      count: fc.integer({ min: 0, max: 30 }),
      diameter: fc.double({ min: 4, max: 60, noNaN: true }),
      overlap: fc.double({ min: 0, max: 0.9, noNaN: true }),
      clustering: fc.double({ min: 0, max: 1, noNaN: true }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(options, (scene) => {
        const { points, labels } = simulate(scene);
        const seen = new Set(labels.labels);
        seen.delete(0);
        expect(seen.size).toBe(points.length);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses options out of range by name', () => {
    expect(() => simulate({ modality: 'fluorescence', diameter: 2 })).toThrow(/diameter.*4 to 200.*2/);
    expect(() => simulate({ modality: 'fluorescence', count: 1.5 })).toThrow(/count.*whole.*1\.5/);
    expect(() => simulate({ modality: 'brightfield', bitDepth: 16 })).toThrow(ImagingError);
    expect(() => simulate({ modality: 'phase' as 'brightfield' })).toThrow(/phase/);
  });
});
