import { type MessagePort, parentPort } from 'node:worker_threads';
import * as ort from 'onnxruntime-node';
import { DeviceError } from '../errors.js';
import { physicalCores } from './cores.node.js';
import type { Device, DeviceName, DeviceOptions, Program } from './device.js';
import { hostDevice } from './host.js';
import { deviceNames } from './node-devices.js';
import type { InferenceSession } from './ort.js';
import { probeDevice } from './probe.js';
import {
  type Calls,
  type CloseRequest,
  type Method,
  packError,
  type Reply,
  type Request,
  unpackTensors,
} from './protocol.node.js';
import { sessionOptions } from './session-options.js';

function portOfThread(): MessagePort {
  if (!parentPort) throw new DeviceError('this module is the body of a worker thread; open a device instead');
  return parentPort;
}

const port = portOfThread();

// Read when the first session is created.
ort.env.logLevel = 'error';

const programs = new Map<number, Program>();
let opened: Device | undefined;
let loaded = 0;

function device(): Device {
  if (!opened) throw new DeviceError('no device is open in this thread');
  return opened;
}

function program(id: number): Program {
  const found = programs.get(id);
  if (!found) throw new DeviceError('the program is released; load it again');
  return found;
}

/**
 * Threads sleep between operators instead of spinning. Two threads on two cores: a chain of matrix products took 76 to
 * 84 ms, spinning 84 to 127 ms; a longer one beside a busy thread, as the one that prepares batches is, took 165 to
 * 204 ms, spinning 234 to 364 ms.
 *
 * Subnormal numbers count as zero: an element-wise chain over them took 175 ms, over zeros 4 ms. ONNX Runtime sets
 * this once in a process, for the thread of its first session and that session's own threads: further devices keep
 * subnormals, at their cost.
 */
const threading = { session: { intra_op: { allow_spinning: '0' }, set_denormal_as_zero: '1' } };

const nodeSessionOptions = (name: DeviceName, options: DeviceOptions): InferenceSession.SessionOptions => ({
  ...sessionOptions,
  executionProviders: [name],
  intraOpNumThreads: options.threads ?? physicalCores(),
  extra: threading,
  ...(options.profile !== undefined && { enableProfiling: true, profileFilePrefix: options.profile }),
});

async function open(name: DeviceName, options: DeviceOptions): Promise<void> {
  const supported = ort.listSupportedBackends().map((backend) => backend.name);
  const available = deviceNames.filter((known) => supported.includes(known));
  if (!available.includes(name)) {
    throw new DeviceError(`no device "${name}" in this ONNX Runtime; use one of: ${available.join(', ')}`);
  }
  const host = hostDevice(ort, {
    name,
    session: nodeSessionOptions(name, options),
    residentsOnGpu: name === 'webgpu',
  });
  if (name !== 'cpu') await probeDevice(host, available);
  opened = host;
}

type Handlers = { readonly [M in Method]: (...args: Parameters<Calls[M]>) => Promise<ReturnType<Calls[M]>> };

const handlers: Handlers = {
  open,
  async load(compiled) {
    const id = ++loaded;
    programs.set(id, await device().load(compiled));
    return id;
  },
  run: (id, feeds, fetch) => program(id).run(unpackTensors(feeds), fetch),
  async release(id) {
    await programs.get(id)?.release();
    programs.delete(id);
  },
  write: (residents) => device().write(unpackTensors(residents)),
  read: (names) => device().read(names),
};

const answer = <M extends Method>({ method, args }: Request<M>) =>
  (handlers[method] as (...given: Parameters<Calls[M]>) => Promise<unknown>)(...args);

/** Outputs are this thread's own: they move instead of being copied. */
const movable = (method: Method, value: unknown): ArrayBuffer[] =>
  method === 'run' || method === 'read'
    ? Object.values(value as ReturnType<Calls['read']>).map(({ data }) => data.buffer as ArrayBuffer)
    : [];

async function close(): Promise<void> {
  await opened?.close().catch(() => undefined);
  // In a later turn, so that the replies of the calls before are posted first.
  setImmediate(() => port.close());
}

port.on('message', async (request: Request | CloseRequest) => {
  if (request.method === 'close') return close();
  const post = (reply: Reply, moved: ArrayBuffer[] = []) => port.postMessage(reply, moved);
  try {
    const value = await answer(request);
    post({ id: request.id, value }, movable(request.method, value));
  } catch (thrown) {
    post({ id: request.id, error: packError(thrown) });
  }
});
