import { DeviceError } from '../errors.js';
import type { CompiledProgram, Device, DeviceOptions, OpenDevice, Program } from './device.js';
import { packTensors } from './protocol.node.js';
import { startWorker, type WorkerClient } from './worker-client.node.js';

export { deviceNames } from './node-devices.js';

function checkOptions({ threads }: DeviceOptions): void {
  if (threads !== undefined && !(Number.isSafeInteger(threads) && threads > 0)) {
    throw new DeviceError(`threads must be a positive integer, received ${threads}`);
  }
}

async function loadProgram(worker: WorkerClient, compiled: CompiledProgram): Promise<Program> {
  const model = new Uint8Array(compiled.model);
  const { inputs, outputs, updates } = compiled;
  const id = await worker.call('load', [{ model, inputs, outputs, updates }], [model.buffer]);
  return {
    async run(feeds, fetch) {
      const { packed, moved } = packTensors(feeds);
      return worker.call('run', [id, packed, fetch], moved);
    },
    release: () => worker.call('release', [id]),
  };
}

/**
 * Opens a device in a thread of its own, because a run blocks the thread that calls it. Feeds and residents are copied
 * when the call is made; those over a SharedArrayBuffer are copied by the device's thread instead, so leave them
 * unchanged until the call resolves. Several devices may be open at once, each with its own threads.
 */
export const openDevice: OpenDevice = async (name, options = {}) => {
  checkOptions(options);
  const worker = startWorker();
  try {
    await worker.call('open', [name, { ...options }]);
  } catch (error) {
    await worker.close();
    throw error;
  }
  const device: Device = {
    name,
    load: (program) => loadProgram(worker, program),
    async write(residents) {
      const { packed, moved } = packTensors(residents);
      return worker.call('write', [packed], moved);
    },
    read: (names) => worker.call('read', [names]),
    close: () => worker.close(),
  };
  return device;
};
