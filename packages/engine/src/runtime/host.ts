import { DeviceError, FeedError } from '../errors.js';
import type { Tensor } from '../tensor.js';
import type { CompiledProgram, Device, DeviceName, Program } from './device.js';
import { checkFeeds } from './feeds.js';
import { fromOrt, type InferenceSession, messageOf, type Ort, type OrtTensor, toOrt } from './ort.js';
import { type Residents, residents as residentTensors } from './residents.js';
import { serial } from './serial.js';

/** How a device runs its programs. */
export interface HostConfig {
  readonly name: DeviceName;
  readonly session: InferenceSession.SessionOptions;
  /** Whether float32 residents live in GPU buffers. */
  readonly residentsOnGpu: boolean;
}

/** Names of the outputs that a run returns. @throws FeedError for an unknown name */
function returned(
  { outputs, updates }: CompiledProgram,
  fetch: readonly string[] | undefined,
): readonly string[] {
  const names = outputs.map(({ name }) => name);
  const unknown = fetch?.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new FeedError(`the program has no output "${unknown}"; its outputs are ${names.join(', ')}`);
  }
  return fetch ?? names.filter((name) => !(name in updates));
}

function checkUpdates({ outputs, updates }: CompiledProgram): void {
  const updated = new Set<string>();
  for (const [output, resident] of Object.entries(updates)) {
    if (!outputs.some(({ name }) => name === output)) {
      throw new DeviceError(`updates["${output}"] names no output of the program`);
    }
    if (updated.has(resident)) throw new DeviceError(`two outputs update the resident tensor "${resident}"`);
    updated.add(resident);
  }
}

/**
 * Measured with onnxruntime-node 1.30 and 100 MB of residents, on two cores: an input is used where it lies, while
 * every output on the CPU is copied once into a new ArrayBuffer, about 30 ms in all beside a kernel of 10 ms. Outputs
 * pre-allocated in `fetches` are filled and then copied all the same, so double buffering gains no time and takes
 * twice the memory: the runtime allocates the outputs, and each is the input of the next run as it is.
 */
async function runOnce(
  ort: Ort,
  session: InferenceSession,
  program: CompiledProgram,
  residents: Residents,
  feeds: Readonly<Record<string, Tensor>>,
  fetch: readonly string[] | undefined,
): Promise<Record<string, Tensor>> {
  const names = returned(program, fetch);
  checkFeeds(program.inputs, feeds, residents.types);
  const inputs: Record<string, OrtTensor> = {};
  for (const { name } of program.inputs) {
    const fed = feeds[name];
    inputs[name] = fed ? toOrt(ort, fed) : residents.get(name)!;
  }
  const wanted = [...new Set([...Object.keys(program.updates), ...names])];
  if (wanted.length === 0) return {};
  const outputs = await session.run(inputs, wanted);
  for (const [output, resident] of Object.entries(program.updates)) {
    residents.put(resident, outputs[output] as OrtTensor, session);
  }
  const results: Record<string, Tensor> = {};
  for (const name of names) {
    const resident = program.updates[name];
    results[name] =
      resident === undefined ? fromOrt(outputs[name] as OrtTensor) : await residents.read(resident);
  }
  return results;
}

/**
 * A device in the calling thread, on top of an ONNX Runtime distribution. Calls take their turns. `write` keeps the
 * arrays that it is given: pass copies if the caller goes on using them.
 */
export function hostDevice(ort: Ort, { name, session: options, residentsOnGpu }: HostConfig): Device {
  const inTurn = serial();
  const residents = residentTensors(ort, options, residentsOnGpu);
  const sessions = new Set<InferenceSession>();
  let closed = false;

  const call = <T>(what: string, job: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      if (closed) throw new DeviceError(`the ${name} device is closed; open it again`);
      try {
        return await job();
      } catch (cause) {
        if (cause instanceof DeviceError || cause instanceof FeedError) throw cause;
        throw new DeviceError(`the ${name} device failed to ${what}: ${messageOf(cause)}`, { cause });
      }
    });

  const release = async (session: InferenceSession): Promise<void> => {
    if (!sessions.delete(session)) return;
    await residents.outlive(session);
    if (options.enableProfiling) session.endProfiling();
    await session.release();
  };

  const load = async (program: CompiledProgram): Promise<Program> => {
    checkUpdates(program);
    const place = ({ name, dtype }: CompiledProgram['outputs'][number]) =>
      name in program.updates && dtype === 'float32' ? 'gpu-buffer' : 'cpu';
    const session = await ort.InferenceSession.create(program.model, {
      ...options,
      ...(residentsOnGpu && {
        preferredOutputLocation: Object.fromEntries(program.outputs.map((spec) => [spec.name, place(spec)])),
      }),
    });
    sessions.add(session);
    return {
      run: (feeds, fetch) =>
        call('run the program', async () => {
          if (!sessions.has(session)) throw new DeviceError('the program is released; load it again');
          return runOnce(ort, session, program, residents, feeds, fetch);
        }),
      release: () => (closed ? Promise.resolve() : call('release the program', () => release(session))),
    };
  };

  return {
    name,
    load: (program) => call('load the program', () => load(program)),
    write: (values) =>
      call('write tensors', async () => {
        for (const [key, value] of Object.entries(values)) await residents.write(key, value);
      }),
    read: (names) =>
      call('read tensors', async () => {
        const read: Record<string, Tensor> = {};
        for (const key of names) read[key] = await residents.read(key);
        return read;
      }),
    close: () =>
      inTurn(async () => {
        closed = true;
        await residents.clear();
        for (const session of sessions) await release(session);
      }),
  };
}
