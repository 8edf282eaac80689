import type { Tensor } from '@celltally/engine';
import type { Declaration } from '@celltally/nn';
import type { Pretrained } from '../../architecture.js';
import { PretrainedError } from '../../errors.js';

/** Fully connected layers at the end of a VGG network; they and its convolutions give it its number. */
const CLASSIFIER_LAYERS = 3;

/**
 * How a network whose VGG trunk stands at `prefix` (`counter.`, say) begins from a file of torchvision's VGG. The trunk
 * takes `features.N.weight` and so on, running statistics included; the classifier and layers behind the trunk's last
 * are left in the file. The colours that such a trunk expects are scaled to [0, 1], less the mean of ImageNet and over
 * its deviation; batch normalisation adapts to others.
 */
export const torchvisionVgg =
  (prefix: string): Pretrained =>
  (file, network) => {
    const published = layersOf([...file].map(([name, { shape }]) => ({ name, shape })));
    const trunk = layersOf(
      network
        .filter(({ name }) => name.startsWith(prefix))
        .map(({ name, shape }) => ({ name: name.slice(prefix.length), shape })),
    );
    requireVariant(published, trunk);
    return new Map(
      trunk.map(({ name, shape }) => [prefix + name, fitting(name, file.get(name), shape)] as const),
    );
  };

type Named = Pick<Declaration, 'name' | 'shape'>;

const layersOf = (tensors: readonly Named[]): Named[] =>
  tensors.filter(({ name }) => /^features\.\d+\.\w+$/.test(name));

const isNormalised = (layers: readonly Named[]): boolean =>
  layers.some(({ name }) => name.endsWith('.running_mean'));

/** Numbers of the convolutions, ascending. */
const convolutionsOf = (layers: readonly Named[]): number[] =>
  layers
    .filter(({ shape }) => shape.length === 4)
    .map(({ name }) => Number(name.split('.')[1]))
    .sort((a, b) => a - b);

function requireVariant(published: readonly Named[], trunk: readonly Named[]): void {
  const convolutions = convolutionsOf(published);
  if (convolutions.length === 0) {
    throw new PretrainedError(
      'the file holds no convolution that is named features.N.weight, as torchvision names those of a VGG network',
    );
  }
  if (isNormalised(published) !== isNormalised(trunk)) {
    const [has, wants] = isNormalised(published) ? ['with', true] : ['without', false];
    throw new PretrainedError(
      `the file is of a VGG network ${has} batch normalisation: set the model's option batchNorm to ${wants}, or take the file of the other variant`,
    );
  }
  if (convolutionsOf(trunk).some((number, i) => number !== convolutions[i])) {
    throw new PretrainedError(
      `the file is of VGG-${convolutions.length + CLASSIFIER_LAYERS}, with convolutions at other places than the model's: take the file of the model's own network`,
    );
  }
}

function fitting(name: string, tensor: Tensor | undefined, expected: readonly number[]): Tensor {
  if (tensor === undefined)
    throw new PretrainedError(`the file is not complete: it lacks the tensor '${name}'`);
  const { dtype, shape } = tensor;
  if (dtype !== 'float32')
    throw new PretrainedError(`the tensor '${name}' of the file holds ${dtype}, not floats`);
  if (shape.join() === expected.join()) return tensor;
  throw new PretrainedError(
    `the tensor '${name}' of the file has the shape [${shape.join(', ')}], the model needs [${expected.join(', ')}]: the published networks have the width 64`,
  );
}
