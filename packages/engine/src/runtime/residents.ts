import { FeedError } from '../errors.js';
import type { Tensor } from '../tensor.js';
import type { TensorType } from './feeds.js';
import { identityModel } from './identity.js';
import { copyTensor, fromOrt, type InferenceSession, type Ort, type OrtTensor, toOrt } from './ort.js';

/** The tensors that live on one device, by name. */
export interface Residents {
  /** Element type and shape of each, without its data. */
  readonly types: ReadonlyMap<string, TensorType>;
  /** The value to feed to a program. */
  get(name: string): OrtTensor | undefined;
  /** Takes over an output of `session`; the tensor that it replaces is freed. */
  put(name: string, value: OrtTensor, session: InferenceSession): void;
  /** Prepares for the release of `session`, whose tensors live on without it. */
  outlive(session: InferenceSession): Promise<void>;
  /** Takes over a host tensor, with its data. */
  write(name: string, value: Tensor): Promise<void>;
  /** A copy on the host. @throws FeedError for an unknown name */
  read(name: string): Promise<Tensor>;
  /** Frees everything. */
  clear(): Promise<void>;
}

/** Moves a float32 tensor between host and GPU by running `Identity` with its output placed there. */
function mover(ort: Ort, options: InferenceSession.SessionOptions, location: 'cpu' | 'gpu-buffer') {
  let session: Promise<InferenceSession> | undefined;
  return {
    async move(x: OrtTensor): Promise<OrtTensor> {
      session ??= ort.InferenceSession.create(identityModel('float32'), {
        ...options,
        enableProfiling: false,
        preferredOutputLocation: { y: location },
      });
      return (await (await session).run({ x })).y as OrtTensor;
    },
    async release(): Promise<void> {
      await (await session)?.release();
    },
  };
}

/**
 * Residents of one device. With `onGpu`, float32 tensors live in GPU buffers from `write` on. Integers and booleans
 * stay on the host: the WebGPU provider computes them there, and they are counters, not weights.
 *
 * Reading goes through an `Identity` program because onnxruntime-node's own download of a GPU buffer is not
 * implemented and ends the process.
 */
export function residents(ort: Ort, options: InferenceSession.SessionOptions, onGpu: boolean): Residents {
  const values = new Map<string, OrtTensor>();
  const types = new Map<string, TensorType>();
  const producers = new Map<string, InferenceSession>();
  const upload = mover(ort, options, 'gpu-buffer');
  const download = mover(ort, options, 'cpu');

  const hold = (name: string, value: OrtTensor, session?: InferenceSession): void => {
    const replaced = values.get(name);
    values.set(name, value);
    types.set(name, { dtype: value.type, shape: value.dims });
    if (session && value.location === 'gpu-buffer') producers.set(name, session);
    else producers.delete(name);
    if (replaced?.location === 'gpu-buffer') replaced.dispose();
  };

  return {
    types,
    put: hold,
    get: (name) => values.get(name),
    async write(name, value) {
      const held = toOrt(ort, value);
      hold(
        name,
        onGpu && value.dtype === 'float32' && value.data.length > 0 ? await upload.move(held) : held,
      );
    },
    // A GPU buffer belongs to the session that made it: freeing the one after the other ends the process.
    async outlive(session) {
      for (const [name, producer] of producers) {
        if (producer === session) hold(name, await upload.move(values.get(name)!));
      }
    },
    async read(name) {
      const value = values.get(name);
      if (!value) {
        throw new FeedError(
          `no resident tensor is called "${name}"; there are: ${[...values.keys()].join(', ')}`,
        );
      }
      return value.location === 'gpu-buffer'
        ? fromOrt(await download.move(value))
        : copyTensor(fromOrt(value));
    },
    async clear() {
      for (const value of values.values()) if (value.location === 'gpu-buffer') value.dispose();
      values.clear();
      types.clear();
      producers.clear();
      await upload.release();
      await download.release();
    },
  };
}
