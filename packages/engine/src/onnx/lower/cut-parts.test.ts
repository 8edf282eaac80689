import { fileURLToPath } from 'node:url';
import { fromBinary } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { compile } from '../../compile.js';
import { browserMissing } from '../../contract/chromium.node.js';
import { uniform } from '../../contract/samples.js';
import { split } from '../../ops/join.js';
import { input } from '../../ops/source.js';
import { openDevice } from '../../runtime/platform.node.js';
import { runInBrowser } from '../../testing/browser.node.js';
import type { cutInParts } from '../../testing/cut-in-parts.js';
import { ModelProtoSchema } from '../generated/onnx_pb.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

if (browserMissing) console.warn(`cutting into many parts on WebGPU is not tested: ${browserMissing}`);

describe('cutting into many parts', () => {
  it('takes few parts at a time on WebGPU, and gives the same', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 120 }),
        fc.constantFrom(0, 1),
        async (sizes, axis) => {
          const sum = sizes.reduce((a, b) => a + b, 0);
          const shape = axis === 0 ? [sum, 2] : [2, sum];
          const parts = split(input('x', shape), axis, sizes);
          const outputs = Object.fromEntries(parts.map((part, i) => [`part${i}`, part]));
          const found = [];
          for (const form of ['cpu', 'webgpu'] as const) {
            const program = compile({ outputs, device: form });
            const nodes = fromBinary(ModelProtoSchema, program.model).graph!.node;
            // With the whole, the 8 buffers that every WebGPU device grants.
            if (form === 'webgpu')
              expect(Math.max(...nodes.map(({ output }) => output.length))).toBeLessThan(8);
            const loaded = await device.load(program);
            found.push(await loaded.run({ x: uniform(shape, 1) }));
            await loaded.release();
          }
          expect(found[1]).toEqual(found[0]);
        },
      ),
      { numRuns: 25 },
    ));

  it.skipIf(browserMissing)(
    'runs on WebGPU in Chromium',
    async () => {
      const entry = fileURLToPath(new URL('../../testing/cut-in-parts.js', import.meta.url));
      const found = await runInBrowser(entry, 'cutInParts', ['webgpu', 60], { timeout: 280_000 });
      const { whole, parts } = found as unknown as Awaited<ReturnType<typeof cutInParts>>;
      expect(parts.length).toBe(60);
      expect(parts.flat()).toEqual(whole);
    },
    300_000,
  );
});
