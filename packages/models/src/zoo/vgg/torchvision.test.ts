import {
  filled,
  floatData,
  floats,
  input,
  integers,
  readSafetensors,
  type Tensor,
  writeSafetensors,
} from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import { build, type Declaration } from '@celltally/nn';
import { describe, expect, it } from 'vitest';
import { PretrainedError } from '../../errors.js';
import { torchvisionVgg } from './torchvision.js';
import { VGG16, VGG19, type VggStages, vggTrunk } from './vgg.js';

interface Variant {
  readonly stages?: VggStages;
  readonly width?: number;
  readonly batchNorm?: boolean;
}

const declarations = (
  prefix: string,
  { stages = VGG19, width = 2, batchNorm = true }: Variant,
): Declaration[] => {
  const { parameters, buffers } = build(
    (scope) => {
      const at = prefix === '' ? scope : scope.child(prefix);
      return vggTrunk(at, input('image', [1, 3, 16, 16]), { stages, width, batchNorm });
    },
    { training: false },
  );
  return [...parameters, ...buffers];
};

/** A file as torchvision's state dictionaries are stored, read back. */
function published(
  variant: Variant,
  others: Readonly<Record<string, Tensor>> = {},
): ReadonlyMap<string, Tensor> {
  const random = createRandom(1);
  const tensors = new Map<string, Tensor>(
    declarations('', variant).map(({ name, shape }) => [
      name,
      floats(
        shape,
        Float32Array.from({ length: shape.reduce((n, d) => n * d, 1) }, () => random.normal()),
      ),
    ]),
  );
  tensors.set('classifier.0.weight', filled([4, 8], 0.5));
  tensors.set('classifier.0.bias', filled([4], 0.5));
  for (const [name, tensor] of Object.entries(others)) tensors.set(name, tensor);
  return readSafetensors(writeSafetensors(tensors)).tensors;
}

const fit = torchvisionVgg('counter.');

describe('torchvisionVgg', () => {
  it.each([true, false])(
    'gives every tensor of a trunk its published values (batch normalisation: %s)',
    (batchNorm) => {
      const counted: Record<string, Tensor> = batchNorm
        ? { 'features.1.num_batches_tracked': integers([], [7]) }
        : {};
      const file = published({ batchNorm }, counted);
      const network = declarations('counter', { batchNorm });
      const found = fit(file, [...network, { name: 'head.weight', shape: [1, 16, 1, 1] }]);
      expect([...found.keys()]).toEqual(network.map(({ name }) => name));
      for (const [name, tensor] of found)
        expect(floatData(tensor)).toEqual(floatData(file.get(name.replace('counter.', ''))!));
    },
  );

  it('fills a trunk of the first stages alone', () => {
    const short = declarations('front', { stages: VGG16.slice(0, 4), batchNorm: false });
    const found = torchvisionVgg('front.')(published({ stages: VGG16, batchNorm: false }), short);
    expect([...found.keys()]).toEqual(short.map(({ name }) => name));
  });

  const refusal = (file: ReadonlyMap<string, Tensor>, variant: Variant): string => {
    try {
      fit(file, declarations('counter', variant));
    } catch (error) {
      expect(error).toBeInstanceOf(PretrainedError);
      return (error as Error).message;
    }
    return 'accepted';
  };

  it('names the variant that it was given', () => {
    expect(refusal(published({ batchNorm: true }), { batchNorm: false })).toMatch(
      /with batch normalisation.*batchNorm to true/,
    );
    expect(refusal(published({ batchNorm: false }), { batchNorm: true })).toMatch(
      /without batch normalisation.*batchNorm to false/,
    );
    expect(refusal(published({ stages: VGG16 }), {})).toMatch(/VGG-16/);
    expect(refusal(published({}), { stages: VGG16 })).toMatch(/VGG-19/);
    expect(refusal(published({ stages: VGG16.slice(0, 3) }), { stages: VGG16 })).toMatch(/VGG-10/);
    expect(refusal(published({}), {})).toBe('accepted');
  });

  it('names the tensor that does not fit', () => {
    expect(refusal(published({ width: 4 }), {})).toMatch(
      /'features\.0\.weight'.*\[4, 3, 3, 3\].*\[2, 3, 3, 3\].*width 64/,
    );
    const rounded = published({}, { 'features.3.bias': { ...integers([2], [1, 2]) } });
    expect(refusal(rounded, {})).toMatch(/'features\.3\.bias'.*int64/);
  });

  it('names a tensor that is missing', () => {
    const file = new Map([...published({})].filter(([name]) => name !== 'features.4.running_var'));
    expect(refusal(file, {})).toMatch(/lacks the tensor 'features\.4\.running_var'/);
  });

  it('refuses a file of something else', () => {
    expect(refusal(new Map([['conv1.weight', filled([2, 3, 3, 3], 1)]]), {})).toMatch(/features\.N\.weight/);
  });
});
