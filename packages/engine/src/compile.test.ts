import { fromBinary } from '@bufbuild/protobuf';
import { afterAll, describe, expect, it } from 'vitest';
import { gradients } from './autodiff/gradient.js';
import { compile } from './compile.js';
import { deviation } from './contract/golden.js';
import { uniform } from './contract/samples.js';
import { CompileError } from './errors.js';
import type { Value } from './graph/value.js';
import { ModelProtoSchema } from './onnx/generated/onnx_pb.js';
import { exp, relu, sigmoid } from './ops/activation.js';
import { globalAveragePool } from './ops/adaptive-pool.js';
import { add, div, mul, neg } from './ops/arithmetic.js';
import { averagePool2d, upsampleNearest } from './ops/average-pool.js';
import { conv2d, convTranspose2d } from './ops/convolution.js';
import { concat } from './ops/join.js';
import { expand, reshape } from './ops/layout.js';
import { matMul } from './ops/linear.js';
import { maxPool2d } from './ops/max-pool.js';
import { batchNormTraining, groupNorm, instanceNorm } from './ops/normalisation.js';
import { slice } from './ops/part.js';
import { mean, softmax, sum } from './ops/reduce.js';
import { constant, extent, input } from './ops/source.js';
import { depthToSpace, spaceToDepth } from './ops/space.js';
import { upsampleBilinear } from './ops/upsample-bilinear.js';
import { openDevice } from './runtime/platform.node.js';
import { type Dim, multiplyDims, type Shape, symbol } from './shape.js';
import { floatData, floats, integers, type Tensor, zeros } from './tensor.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

async function run(options: Parameters<typeof compile>[0], feeds: Record<string, Tensor> = {}) {
  const program = await device.load(compile(options));
  const result = await program.run(feeds);
  await program.release();
  return result;
}

const operators = (options: Parameters<typeof compile>[0]) => {
  const { graph, opsetImport } = fromBinary(ModelProtoSchema, compile(options).model);
  return {
    domains: [...new Set(graph!.node.map(({ domain }) => domain))].sort(),
    imported: opsetImport.map(({ domain }) => domain),
    names: graph!.node.map(({ opType }) => opType),
  };
};

describe('compile', () => {
  const [x, y] = [input('x', [2]), input('y', [2])];

  it('declares the inputs that the outputs reach, and the updates', () => {
    const program = compile({ outputs: { next: add(x, 1), unused: constant(2) }, updates: { next: 'x' } });
    expect(program.inputs).toEqual([{ name: 'x', dtype: 'float32', shape: [2] }]);
    expect(program.outputs.map(({ name }) => name)).toEqual(['next', 'unused']);
    expect(program.updates).toEqual({ next: 'x' });
  });

  it('returns inputs, constants and one value under two names', async () => {
    const result = await run(
      { outputs: { same: x, twin: x, three: constant(3) } },
      { x: floats([2], [1, 2]) },
    );
    expect(Object.values(result).map(({ data }) => [...data])).toEqual([[1, 2], [1, 2], [3]]);
  });

  it('keeps names that look like its own, or like properties of every object', async () => {
    const [a, b, c] = [input('add_0', [2]), input('constant_1', [2]), input('constructor', [2])];
    const feeds = {
      add_0: floats([2], [1, 2]),
      constant_1: floats([2], [10, 20]),
      constructor: floats([2], [0, 1]),
    };
    const value = mul(add(add(a, b), c), 2);
    const { mul_2, add_3 } = await run({ outputs: { mul_2: value, add_3: neg(value) } }, feeds);
    expect([...mul_2!.data]).toEqual([22, 46]);
    expect([...add_3!.data]).toEqual([-22, -46]);
  });

  it('replaces inputs by constants and values by others', async () => {
    const flat = input('flat', [4]);
    const part = (start: number): Value => slice(flat, { axes: [0], starts: [start], ends: [start + 2] });
    const outputs = { z: add(mul(x, 10), y) };
    const substitute = new Map([
      [x, part(0)],
      [y, part(2)],
    ]);
    const feeds = { flat: floats([4], [1, 2, 3, 4]) };
    expect([...(await run({ outputs, substitute }, feeds)).z!.data]).toEqual([13, 24]);
    const constants = new Map([[flat, feeds.flat]]);
    expect(compile({ outputs, substitute, constants }).inputs).toEqual([]);
    expect([...(await run({ outputs, substitute, constants })).z!.data]).toEqual([13, 24]);
  });

  it('tells values of equal numbers and different type or shape apart', async () => {
    const outputs = {
      vector: constant(floats([1], [7])),
      scalar: constant(7),
      integer: constant(integers([], [7])),
    };
    const result = await run({ outputs });
    expect(Object.values(result).map(({ dtype, shape }) => [dtype, shape])).toEqual([
      ['float32', [1]],
      ['float32', []],
      ['int64', []],
    ]);
  });

  it.each([
    [() => compile({ outputs: { z: add(x, input('x', [2])) } }), "two inputs are named 'x'"],
    [() => compile({ outputs: { x: add(x, 1) } }), "'x' names both an input and an output"],
    [
      () => compile({ outputs: { x: add(x, 1) }, constants: new Map([[x, floats([2], [1, 2])]]) }),
      "'x' names both an input and an output",
    ],
    [
      () => compile({ outputs: { z: add(x, 1) }, constants: new Map([[x, floats([3], [1, 2, 3])]]) }),
      "the constant for 'x' is float32 [3], the input float32 [2]: they must be the same",
    ],
    [
      () => compile({ outputs: { z: add(x, 1) }, constants: new Map([[x, integers([2], [1, 2])]]) }),
      "the constant for 'x' is int64 [2], the input float32 [2]: they must be the same",
    ],
    [
      () => compile({ outputs: { z: add(x, 1) }, substitute: new Map([[x, input('s', [1])]]) }),
      'a substitute is float32 [1], the value it replaces float32 [2]: they must be the same',
    ],
    [
      () => compile({ outputs: { z: add(x, 1) }, substitute: new Map([[x, neg(x)]]) }),
      'the substitutes form a cycle: one is computed from what it replaces',
    ],
    [
      () => {
        const free = input('free', [multiplyDims(symbol('h'), symbol('w'))]);
        return compile({ outputs: { z: expand(constant(1), free.shape), free2: neg(free) } });
      },
      "the free size 'h' stands in no input's shape by itself, so it cannot be read at run time",
    ],
  ])('refuses what cannot run: %s', (make, message) => {
    expect(make).toThrow(new CompileError(message));
  });
});

describe('free sizes', () => {
  const parameters: Record<string, Tensor> = {
    first: uniform([4, 3, 3, 3], 1),
    down: uniform([4, 4, 4, 4], 2),
    up: uniform([4, 4, 3, 3], 3),
    bias: uniform([1, 4, 1, 1], 4),
    last: uniform([2, 8, 1, 1], 5),
  };

  /** Every op that handles sizes, on a picture `[n, 3, h, w]`. */
  function network(n: Dim, h: Dim, w: Dim): Record<string, Value> {
    const p = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, constant(value)]));
    const x = input('x', [n, 3, h, w]);
    const stem = relu(conv2d(x, p.first!, { padding: 1 }));
    const normal = groupNorm(instanceNorm(stem), 2);
    const low = conv2d(maxPool2d(normal, 2), p.down!, { stride: 2, padding: 1 });
    const mixed = depthToSpace(spaceToDepth(averagePool2d(low, 3, { stride: 1, padding: 1 }), 2), 2);
    const middle = convTranspose2d(mixed, p.up!, { stride: 2, padding: 1, outputPadding: 1 });
    const high = concat([upsampleBilinear(middle, 2), upsampleNearest(middle, 2)], 1);
    const full: Shape = [n, 4, h, w];
    const y = sigmoid(conv2d(concat([high], 1), p.last!));
    const shifted = add(expand(p.bias!, full), stem);
    const rows = reshape(shifted, [n, multiplyDims(4, h), w]);
    return {
      y,
      shifted,
      attention: softmax(matMul(rows, rows, { transposeB: true })),
      average: globalAveragePool(y),
      halves: slice(y, { axes: [1], starts: [0], ends: [1] }),
      share: div(sum(y), extent(y, [0, 2, 3])),
    };
  }

  it.each([false, true])('give what known sizes give (standard operators: %s)', async (standard) => {
    const free = await device.load(
      compile({ outputs: network(symbol('batch'), symbol('height', 16), symbol('width', 8)), standard }),
    );
    for (const [n, h, w] of [
      [1, 16, 8],
      [3, 32, 24],
      [2, 16, 40],
    ] as const) {
      const feeds = { x: uniform([n, 3, h, w], n) };
      const found = await free.run(feeds);
      const expected = await run({ outputs: network(n, h, w), standard }, feeds);
      for (const [name, value] of Object.entries(expected)) {
        expect(found[name]!.shape, name).toEqual(value.shape);
        expect(deviation(floatData(found[name]!), floatData(value)), name).toBeLessThan(1e-5);
      }
    }
    await free.release();
  });

  it('are named in the program', () => {
    const { inputs, outputs } = compile({
      outputs: { y: neg(input('x', [symbol('n'), 3, symbol('h', 16)])) },
    });
    expect(inputs[0]?.shape).toEqual(['n', 3, '16·h']);
    expect(outputs[0]?.shape).toEqual(['n', 3, '16·h']);
  });

  it('differentiate where no size is needed', async () => {
    const x = input('x', [symbol('n'), symbol('k')]);
    const [dx] = gradients(mean(exp(x)), [x]);
    const { dx: found } = await run({ outputs: { dx: dx! } }, { x: zeros('float32', [2, 5]) });
    expect([...found!.data].map(Number)).toEqual(new Array(10).fill(expect.closeTo(0.1)));
  });
});

describe('standard operators', () => {
  const [x, w] = [input('x', [2, 3, 8, 8]), input('w', [4, 3, 3, 3])];
  const training = () => {
    const scale = input('scale', [4]);
    const { y } = batchNormTraining(conv2d(x, w, { padding: 1 }), { weight: scale, bias: scale });
    const loss = mean(matMul(y, y, { transposeA: true }));
    const [dx, dw] = gradients(loss, [x, w]);
    return { loss, dx: dx!, dw: dw! };
  };

  it('are the only ones in an exported model, with the same results', async () => {
    const outputs = training();
    const fast = operators({ outputs });
    expect(fast.domains).toEqual(['', 'com.microsoft']);
    const standard = operators({ outputs, standard: true });
    expect(standard.domains).toEqual(['']);
    expect(standard.imported).toEqual(['']);
    const feeds = {
      x: uniform([2, 3, 8, 8], 1),
      w: uniform([4, 3, 3, 3], 2),
      scale: uniform([4], 3, 0.5, 2),
    };
    const [a, b] = [await run({ outputs }, feeds), await run({ outputs, standard: true }, feeds)];
    for (const name of Object.keys(a)) {
      a[name]!.data.forEach((value, i) => {
        expect(Number(value)).toBeCloseTo(Number(b[name]!.data[i]), 4);
      });
    }
  });
});
