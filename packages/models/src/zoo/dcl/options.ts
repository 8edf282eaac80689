import { ArchitectureOptionError } from '../../errors.js';

export type DclOptions = {
  /** Channels of the first level of the counter's VGG-19; the last has eight times as many. Default 64. */
  readonly width: number;
  /** Batch normalisation in the counter's VGG-19. Default true. */
  readonly batchNorm: boolean;
  /** The counter passes messages before it counts. Default true. */
  readonly messagePassing: boolean;
  /** Places that every place takes messages from. Default 9. */
  readonly samples: number;
  /** Channels of the first level of the localizer's U-Net. Default 64. */
  readonly localizerWidth: number;
};

/** @throws ArchitectureOptionError for a width or a number of samples that is no positive whole number */
export function requireOptions({ width, samples, localizerWidth }: DclOptions): void {
  for (const [option, value] of Object.entries({ width, samples, localizerWidth })) {
    if (Number.isSafeInteger(value) && value > 0) continue;
    throw new ArchitectureOptionError('dcl', option, 'a positive whole number', value);
  }
}
