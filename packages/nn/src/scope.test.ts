import { input, staticShape, sum } from '@celltally/engine';
import { describe, expect, it } from 'vitest';
import { NetworkError } from './errors.js';
import { batchNorm } from './layers/batch-norm.js';
import { convolution, depthwise } from './layers/convolution.js';
import { dropout } from './layers/dropout.js';
import { type Built, build, parameterCount, type Scope } from './scope.js';

const image = input('image', [2, 3, 8, 8]);
const block = (scope: Scope) =>
  dropout(
    scope.child('drop'),
    batchNorm(scope.child(1), convolution(scope.child(0), image, { out: 4 })),
    0.25,
  );

describe('build', () => {
  it('names tensors by their way through the scopes', () => {
    const built = build((scope) => block(scope.child('enc')), { training: true });
    expect(built.parameters.map(({ name, shape }) => `${name} ${shape.join('x')}`)).toEqual([
      'enc.0.weight 4x3x3x3',
      'enc.0.bias 4',
      'enc.1.weight 4',
      'enc.1.bias 4',
    ]);
    expect(built.buffers.map(({ name }) => name)).toEqual(['enc.1.running_mean', 'enc.1.running_var']);
    expect([...built.updates.keys()]).toEqual(['enc.1.running_mean', 'enc.1.running_var']);
    expect(built.masks.map(({ name, shape, keep }) => ({ name, shape, keep }))).toEqual([
      { name: 'mask.enc.drop.dropout', shape: [2, 4, 8, 8], keep: 0.75 },
    ]);
    expect(parameterCount(built)).toBe(4 * 27 + 4 + 8);
  });

  it('has no masks and no updates where it does not train', () => {
    const built = build(block, { training: false });
    expect([built.masks.length, built.updates.size]).toEqual([0, 0]);
    expect(built.buffers).toHaveLength(2);
  });

  it('declares the same, and updates nothing, where a training keeps its statistics', () => {
    const [plain, keeping] = [false, true].map((keepStatistics) =>
      build(block, { training: true, keepStatistics }),
    ) as [Built<unknown>, Built<unknown>];
    const names = ({ parameters, buffers, masks }: Built<unknown>) =>
      [parameters, buffers, masks].map((list) => list.map(({ name }) => name));
    expect(names(keeping)).toEqual(names(plain));
    expect(plain.updates.size).toBe(2);
    expect(keeping.updates.size).toBe(0);
  });

  it('freezes a part: its parameters are buffers, and it runs as in inference, by the same names', () => {
    const two = (scope: Scope) => {
      block(scope.child('learnt').frozen());
      return block(scope.child('head'));
    };
    const training = build(two, { training: true });
    expect(training.parameters.map(({ name }) => name)).toEqual([
      'head.0.weight',
      'head.0.bias',
      'head.1.weight',
      'head.1.bias',
    ]);
    expect(training.buffers.map(({ name }) => name)).toEqual([
      ...['learnt.0.weight', 'learnt.0.bias', 'learnt.1.weight', 'learnt.1.bias'],
      ...['learnt.1.running_mean', 'learnt.1.running_var', 'head.1.running_mean', 'head.1.running_var'],
    ]);
    expect([...training.updates.keys()]).toEqual(['head.1.running_mean', 'head.1.running_var']);
    expect(training.masks.map(({ name }) => name)).toEqual(['mask.head.drop.dropout']);
    const still = build(two, { training: false });
    const names = ({ parameters, buffers }: typeof still) =>
      [parameters, buffers].map((list) => list.map(({ name }) => name));
    expect(names(still)).toEqual(names(training));
  });

  it('keeps children of a frozen scope frozen', () => {
    const inner = build((scope) => block(scope.frozen().child('deep')), { training: true });
    expect(inner.parameters).toEqual([]);
    expect(inner.buffers).toHaveLength(6);
    expect(inner.result.node.op.name).toBe('batchNormInference');
  });

  it('refuses two tensors of one name', () => {
    const twice = (scope: Scope) =>
      sum(convolution(scope, convolution(scope, image, { out: 3 }), { out: 3 }));
    expect(() => build(twice, { training: true })).toThrow(NetworkError);
    expect(() => build(twice, { training: true })).toThrow(/'weight'/);
  });
});

describe('convolution', () => {
  it('keeps the size at stride 1, and cuts channels into groups', () => {
    const built = build(
      (scope) =>
        depthwise(
          scope.child('a'),
          convolution(scope.child('b'), image, { out: 6, kernel: [1, 5], groups: 3 }),
          { stride: 2 },
        ),
      { training: true },
    );
    expect(staticShape(built.result.shape, 'test')).toEqual([2, 6, 4, 4]);
    expect(built.parameters.map(({ shape }) => shape)).toEqual([[6, 1, 1, 5], [6], [6, 1, 3, 3], [6]]);
  });
});
