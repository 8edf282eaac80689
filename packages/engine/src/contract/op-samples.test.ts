import { afterAll, describe, expect, it } from 'vitest';
import { compile } from '../compile.js';
import type { OpName } from '../ops/attributes.js';
import { ops } from '../ops/table.js';
import { openDevice } from '../runtime/platform.node.js';
import { opSamples } from './op-samples.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

describe.each(Object.keys(ops) as OpName[])('%s', (name) => {
  it('is the op that the table and the sample say', () => {
    expect(ops[name].name).toBe(name);
    expect(opSamples[name].node.op).toBe(ops[name]);
  });

  it.each([true, false])('is accepted by ONNX Runtime, standard operators alone: %s', async (standard) => {
    const program = await device.load(compile({ outputs: { result: opSamples[name] }, standard }));
    await program.release();
  });
});
