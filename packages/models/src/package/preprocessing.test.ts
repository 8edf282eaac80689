import { floatData } from '@celltally/engine';
import type { Normalisation } from '@celltally/imaging';
import { describe, expect, it } from 'vitest';
import { deviation } from '../testing/golden.node.js';
import { noisePicture } from '../testing/small-package.node.js';
import { type ProcessingStep, prepareTensor, preprocessingSteps } from './preprocessing.js';

const HEIGHT = 20;
const WIDTH = 30;
const AREA = HEIGHT * WIDTH;

/** BioImage.IO's steps as its specification words them, on one picture of three channels. */
function follow(steps: readonly ProcessingStep[], picture: Float32Array): Float32Array {
  return steps.reduce((data, { id, kwargs }) => {
    const each = (value: unknown, channel: number): number =>
      Array.isArray(value) ? value[channel] : (value as number);
    switch (id) {
      case 'ensure_dtype':
        return data;
      case 'fixed_zero_mean_unit_variance':
        return data.map((value, i) => {
          const channel = Math.floor(i / AREA);
          return (value - each(kwargs.mean, channel)) / each(kwargs.std, channel);
        });
      case 'scale_linear':
        return data.map((value) => value * (kwargs.gain as number) + (kwargs.offset as number));
      case 'scale_range': {
        const joint = (kwargs.axes as string[]).includes('channel');
        const size = joint ? data.length : AREA;
        return data.map((value, i) => {
          const start = Math.floor(i / size) * size;
          const sorted = data.slice(start, start + size).sort();
          const at = (percent: number): number => {
            const rank = (percent / 100) * (size - 1);
            const low = Math.floor(rank);
            return sorted[low]! + (rank - low) * (sorted[Math.min(low + 1, size - 1)]! - sorted[low]!);
          };
          const [low, high] = [at(kwargs.min_percentile as number), at(kwargs.max_percentile as number)];
          return (value - low) / (high - low + (kwargs.eps as number));
        });
      }
      default:
        throw new Error(`no such step: ${id}`);
    }
  }, picture);
}

describe('preprocessingSteps', () => {
  const normalisations: Normalisation[] = [
    { kind: 'percentile', low: 1, high: 99.8, jointly: true },
    { kind: 'percentile', low: 2, high: 98 },
    { kind: 'fixed', mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
    { kind: 'fixed', mean: 0.5, std: [0.1, 0.2, 0.3] },
    { kind: 'fixed', mean: 0.4, std: 0.2 },
    { kind: 'range', min: 10, max: 200 },
    { kind: 'range', min: 0, max: 1 },
  ];
  for (const normalisation of normalisations) {
    it(`say to others what we do: ${JSON.stringify(normalisation)}`, () => {
      const preparation = { normalisation, fullScale: 255 };
      const picture = noisePicture(HEIGHT, WIDTH);
      const theirs = follow(preprocessingSteps(preparation), picture.data);
      expect(deviation(floatData(prepareTensor(picture, preparation)), theirs)).toBeLessThan(1e-6);
    });
  }

  it('prepare every picture of a batch by itself', () => {
    const normalisation: Normalisation = { kind: 'percentile', low: 0, high: 100, jointly: true };
    const one = noisePicture(HEIGHT, WIDTH);
    const data = new Float32Array(2 * one.data.length);
    data.set(one.data);
    data.set(
      one.data.map((value) => 3 * value),
      one.data.length,
    );
    const batch = { dtype: 'float32', shape: [2, 3, HEIGHT, WIDTH], data } as const;
    const prepared = floatData(prepareTensor(batch, { normalisation, fullScale: 255 }));
    expect(deviation(prepared.slice(one.data.length), prepared.slice(0, one.data.length))).toBeLessThan(1e-6);
  });
});
