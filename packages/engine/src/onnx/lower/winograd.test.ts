import { fromBinary } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { gradients } from '../../autodiff/gradient.js';
import { compile } from '../../compile.js';
import { uniform } from '../../contract/samples.js';
import { conv2d } from '../../ops/convolution.js';
import { input } from '../../ops/source.js';
import { openDevice } from '../../runtime/platform.node.js';
import type { Tensor } from '../../tensor.js';
import { ModelProtoSchema } from '../generated/onnx_pb.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

/** Many channels and few pixels, where the form pays. */
const sizes = fc.record({
  n: fc.integer({ min: 1, max: 3 }),
  channels: fc.integer({ min: 24, max: 40 }),
  out: fc.integer({ min: 24, max: 40 }),
  height: fc.integer({ min: 1, max: 3 }).map((half) => 2 * half),
  width: fc.integer({ min: 1, max: 3 }).map((half) => 2 * half),
  bias: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1000 }),
});

function graph(
  { n, channels, out, height, width }: Record<'n' | 'channels' | 'out' | 'height' | 'width', number>,
  biased: boolean,
) {
  const x = input('x', [n, channels, height, width]);
  const w = input('w', [out, channels, 3, 3]);
  const dy = input('dy', [n, out, height, width]);
  const bias = input('bias', [out]);
  const y = conv2d(x, w, { padding: 1, ...(biased ? { bias } : {}) });
  const [dx, dw] = gradients(y, [x, w], dy);
  return { y, dx: dx!, dw: dw! };
}

const operatorsOf = ({ model }: { readonly model: Uint8Array }): Set<string> =>
  new Set(fromBinary(ModelProtoSchema, model).graph?.node.map(({ opType }) => opType));

async function resultsOf(
  form: 'cpu' | 'webgpu',
  outputs: ReturnType<typeof graph>,
  feeds: Record<string, Tensor>,
) {
  // A program made for WebGPU keeps the direct form and runs on the processor, too.
  const program = compile({ outputs, device: form });
  expect(operatorsOf(program).has('Conv')).toBe(form === 'webgpu');
  const loaded = await device.load(program);
  const wanted = Object.fromEntries(program.inputs.map(({ name }) => [name, feeds[name]!]));
  const results = await loaded.run(wanted);
  await loaded.release();
  return results;
}

describe('minimal filtering', () => {
  it('gives what the direct form gives, forward and both gradients', () =>
    fc.assert(
      fc.asyncProperty(sizes, async ({ bias, seed, ...size }) => {
        const { n, channels, out, height, width } = size;
        const outputs = graph(size, bias);
        const feeds = {
          x: uniform([n, channels, height, width], seed),
          w: uniform([out, channels, 3, 3], seed + 1),
          dy: uniform([n, out, height, width], seed + 2),
          bias: uniform([out], seed + 3),
        };
        const fast = await resultsOf('cpu', outputs, feeds);
        const direct = await resultsOf('webgpu', outputs, feeds);
        for (const name of ['y', 'dx', 'dw']) {
          const [found, wanted] = [fast[name]!.data as Float32Array, direct[name]!.data as Float32Array];
          const scale = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
          const worst = found.reduce((most, value, i) => Math.max(most, Math.abs(value - wanted[i]!)), 0);
          expect(worst / scale).toBeLessThan(2e-6);
        }
      }),
      { numRuns: 15 },
    ));

  it('is left alone where it does not pay or does not hold', () => {
    const direct = (options: Parameters<typeof conv2d>[2], x = [1, 32, 8, 8], w = [32, 32, 3, 3]) =>
      operatorsOf(compile({ outputs: { y: conv2d(input('x', x), input('w', w), options) } })).has('Conv');
    expect(direct({ padding: 1 })).toBe(false);
    expect(direct({ padding: 0 })).toBe(true);
    expect(direct({ padding: 1, stride: 2 })).toBe(true);
    expect(direct({ padding: 2, dilation: 2 })).toBe(true);
    expect(direct({ padding: 1, groups: 2 }, [1, 32, 8, 8], [32, 16, 3, 3])).toBe(true);
    expect(direct({ padding: 1 }, [1, 32, 7, 8])).toBe(true);
    expect(direct({ padding: 1 }, [1, 32, 128, 128])).toBe(true);
    expect(direct({ padding: 1 }, [1, 3, 8, 8], [8, 3, 3, 3])).toBe(true);
  });
});
