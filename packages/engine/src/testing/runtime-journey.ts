import { openDevice } from '#platform';
import type { DeviceName, TensorSpec } from '../runtime/device.js';
import { floats, integers, scalar } from '../tensor.js';
import { tinyProgram } from './tiny-program.js';

const float = (name: string, shape: TensorSpec['shape'] = []): TensorSpec => ({
  name,
  dtype: 'float32',
  shape,
});
const steps: TensorSpec = { name: 'steps', dtype: 'int64', shape: [] };

const program = tinyProgram({
  inputs: [float('count', ['n']), float('step'), steps, { ...steps, name: 'one' }],
  outputs: [float('next', ['n']), float('before', ['n']), { ...steps, name: 'later' }],
  nodes: [
    { op: 'Add', inputs: ['count', 'step'], outputs: ['next'] },
    { op: 'Neg', inputs: ['count'], outputs: ['before'] },
    { op: 'Add', inputs: ['steps', 'one'], outputs: ['later'] },
  ],
  updates: { next: 'count', later: 'steps' },
});

const reader = tinyProgram({
  inputs: [float('count', ['n'])],
  outputs: [float('twice', ['n'])],
  nodes: [{ op: 'Add', inputs: ['count', 'count'], outputs: ['twice'] }],
});

/** A counter on the platform's own device: residents that are written, updated, shared, read and kept after release. */
export async function runtimeJourney(name: DeviceName) {
  const device = await openDevice(name, { threads: 2 });
  const counting = await device.load(program);
  const reading = await device.load(reader);
  const count = floats([3], [1, 2, 3]);
  await device.write({ count, steps: integers([], [0]) });
  count.data.fill(100);
  const before: number[][] = [];
  for (let i = 0; i < 3; i++) {
    const outputs = await counting.run({ step: scalar(10), one: integers([], [1]) });
    before.push(Array.from(outputs.before!.data, Number));
  }
  const twice = await reading.run({});
  await counting.release();
  const afterRelease = await reading.run({});
  const kept = await device.read(['count', 'steps']);
  await device.close();
  const refused = await device.read(['count']).then(
    () => 'nothing',
    (error: Error) => error.name,
  );
  return {
    before,
    twice: Array.from(twice.twice!.data, Number),
    afterRelease: Array.from(afterRelease.twice!.data, Number),
    count: Array.from(kept.count!.data, Number),
    steps: Number(kept.steps!.data[0]),
    refused,
  };
}
