import { input } from '@celltally/engine';
import { build, parameterCount } from '@celltally/nn';
import { describe, expect, it } from 'vitest';
import { VGG16, VGG19, type VggStages, vggTrunk } from './vgg.js';

const trunk = (stages: VggStages, width: number, batchNorm: boolean) =>
  build((scope) => vggTrunk(scope, input('image', [2, 3, 64, 48]), { stages, width, batchNorm }), {
    training: false,
  });

/** Numbers of the layers of a kind, where a kernel or a scale gives itself away by its rank. */
const numbers = (built: ReturnType<typeof trunk>, rank: number): number[] =>
  built.parameters
    .filter(({ name, shape }) => name.endsWith('.weight') && shape.length === rank)
    .map(({ name }) => Number(name.split('.')[1]));

describe('vggTrunk', () => {
  it.each([
    ['vgg16', VGG16, false, 14_714_688],
    ['vgg16_bn', VGG16, true, 14_723_136],
    ['vgg19', VGG19, false, 20_024_384],
    ['vgg19_bn', VGG19, true, 20_035_392],
  ])('has the parameters of %s', (_, stages, batchNorm, parameters) => {
    expect(parameterCount(trunk(stages, 64, batchNorm))).toBe(parameters);
  });

  it('numbers its layers as torchvision does', () => {
    expect(numbers(trunk(VGG16, 4, false), 4)).toEqual([0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28]);
    const plain = [0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28, 30, 32, 34];
    expect(numbers(trunk(VGG19, 4, false), 4)).toEqual(plain);
    const normalised = trunk(VGG19, 4, true);
    const convolutions = [0, 3, 7, 10, 14, 17, 20, 23, 27, 30, 33, 36, 40, 43, 46, 49];
    expect(numbers(normalised, 4)).toEqual(convolutions);
    expect(numbers(normalised, 1)).toEqual(convolutions.map((number) => number + 1));
  });

  it('halves the picture between its stages', () => {
    expect(trunk(VGG19, 4, true).result.shape).toEqual([2, 32, 4, 3]);
    expect(trunk(VGG16.slice(0, 4), 4, false).result.shape).toEqual([2, 32, 8, 6]);
  });
});
