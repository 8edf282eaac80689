import { maxPool2d, relu, type Value } from '@celltally/engine';
import { batchNorm, convolution, heNormal, type Scope } from '@celltally/nn';

/** Channels of every 3x3 convolution, stage by stage, as multiples of the first one's. */
export type VggStages = readonly (readonly number[])[];

/** Thirteen convolutions; the first ten of them are the front end of CSRNet. */
export const VGG16: VggStages = [
  [1, 1],
  [2, 2],
  [4, 4, 4],
  [8, 8, 8],
  [8, 8, 8],
];

/** Sixteen convolutions, the trunk of DCL's counter. */
export const VGG19: VggStages = [
  [1, 1],
  [2, 2],
  [4, 4, 4, 4],
  [8, 8, 8, 8],
  [8, 8, 8, 8],
];

export interface VggOptions {
  readonly stages: VggStages;
  /** Channels of the first convolution; 64 is the published width. */
  readonly width: number;
  /** Batch normalisation between every convolution and its rectifier. */
  readonly batchNorm: boolean;
}

/**
 * The convolutions of a VGG network: `[N, C, H, W]` to `[N, C', H/s, W/s]`, s = 2^(stages - 1). 2x2 max pooling stands
 * between the stages, not behind the last one. Tensors are named `features.N.weight` and so on with the numbers that
 * torchvision gives them, where rectifiers and poolings count, too.
 *
 * Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", 2015.
 */
export function vggTrunk(
  scope: Scope,
  image: Value,
  { stages, width, batchNorm: normalise }: VggOptions,
): Value {
  const features = scope.child('features');
  let x = image;
  let number = 0;
  const layer = (): Scope => features.child(number++);
  stages.forEach((stage, index) => {
    if (index > 0) {
      x = maxPool2d(x, 2);
      number++;
    }
    for (const multiple of stage) {
      x = convolution(layer(), x, { out: width * multiple, initialise: heNormal });
      if (normalise) x = batchNorm(layer(), x);
      x = relu(x);
      number++;
    }
  });
  return x;
}
