import { floatData, floats, type Tensor } from '@celltally/engine';
import { normalise } from '@celltally/imaging';
import type { ModelSettings } from './settings.js';

type Preparation = Pick<ModelSettings['preparation'], 'normalisation' | 'fullScale'>;

/** A step of BioImage.IO's preprocessing vocabulary. */
export interface ProcessingStep {
  readonly id: string;
  readonly kwargs: Readonly<Record<string, unknown>>;
}

/**
 * The normalisation in BioImage.IO's words, so that other consumers feed the network the same numbers. They act on the
 * picture's own intensities; `scale_range` adds 1e-6 to its divisor, which we do not.
 */
export function preprocessingSteps({ normalisation, fullScale }: Preparation): ProcessingStep[] {
  const float: ProcessingStep = { id: 'ensure_dtype', kwargs: { dtype: 'float32' } };
  switch (normalisation.kind) {
    case 'percentile': {
      const { low, high, jointly = false } = normalisation;
      const axes = jointly ? ['channel', 'y', 'x'] : ['y', 'x'];
      return [
        float,
        { id: 'scale_range', kwargs: { axes, min_percentile: low, max_percentile: high, eps: 1e-6 } },
      ];
    }
    case 'fixed': {
      const scaled = (value: number | readonly number[]): number | number[] =>
        typeof value === 'number' ? value * fullScale : value.map((each) => each * fullScale);
      const [mean, std] = [scaled(normalisation.mean), scaled(normalisation.std)];
      const channels = Math.max(
        ...[mean, std].map((value) => (typeof value === 'number' ? 0 : value.length)),
      );
      if (channels === 0) return [float, { id: 'fixed_zero_mean_unit_variance', kwargs: { mean, std } }];
      const listed = (value: number | number[]): number[] =>
        typeof value === 'number' ? new Array<number>(channels).fill(value) : value;
      const kwargs = { axis: 'channel', mean: listed(mean), std: listed(std) };
      return [float, { id: 'fixed_zero_mean_unit_variance', kwargs }];
    }
    case 'range': {
      const { min, max } = normalisation;
      const gain = 1 / (max - min);
      // The vocabulary forbids a step that changes nothing.
      if (gain === 1 && min === 0) return [float];
      return [float, { id: 'scale_linear', kwargs: { gain, offset: -min * gain } }];
    }
  }
}

/** Prepares pictures `[N, C, H, W]`, each by itself. */
export function prepareTensor(
  pictures: Tensor,
  { normalisation, fullScale }: Preparation,
): Tensor<'float32'> {
  const [count, channels, height, width] = pictures.shape as readonly [number, number, number, number];
  const volume = channels * height * width;
  const data = floatData(pictures).slice();
  const unit = normalisation.kind === 'fixed' ? fullScale : 1;
  for (let i = 0; unit !== 1 && i < data.length; i++) data[i]! /= unit;
  for (let n = 0; n < count; n++) {
    const picture = data.subarray(n * volume, (n + 1) * volume);
    const image = { width, height, channels, colour: 'multichannel', bitDepth: 32, data: picture } as const;
    picture.set(normalise(image, normalisation).data);
  }
  return floats(pictures.shape, data);
}
