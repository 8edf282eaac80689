import type { EngineMethods } from './engine-methods.js';
import type { PictureMethods } from './picture-methods.js';
import { type Call, callsTo, type FromWorker, type Port, type ToWorker } from './rpc.js';

/** The page's workers. Each starts when it is first asked for something. */
export interface Workers {
  /** Reads pictures, and always has time for it. */
  readonly pictures: Call<PictureMethods>;
  /** Runs networks, which takes its thread for seconds at a time. */
  readonly engine: Call<EngineMethods>;
}

/**
 * Two workers, so that the picture that is looked at does not wait for the network.
 * @param base address of the page's folder
 */
export function startWorkers(base: string): Workers {
  const pictures = lazily<Call<PictureMethods>>(() => {
    const call: Call<PictureMethods> = callsTo(
      portOf(new Worker(new URL('../worker/pictures-worker.js', import.meta.url), { type: 'module' })),
    );
    void call('prepare', { models: new URL('models.json', base).href });
    return call;
  });
  const engine = lazily<Call<EngineMethods>>(() => {
    const call: Call<EngineMethods> = callsTo(
      portOf(new Worker(new URL('../worker/engine-worker.js', import.meta.url), { type: 'module' })),
    );
    // Messages keep their order: whatever is asked next finds the runtime.
    void call('prepare', { runtime: new URL('runtime/', base).href });
    return call;
  });
  return {
    pictures: (method, args, options) => pictures()(method, args, options),
    engine: (method, args, options) => engine()(method, args, options),
  };
}

const portOf = (worker: Worker): Port<FromWorker, ToWorker> => worker as Port<FromWorker, ToWorker>;

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
