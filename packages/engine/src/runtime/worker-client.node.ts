import { Worker } from 'node:worker_threads';
import { DeviceError } from '../errors.js';
import {
  type Calls,
  type CloseRequest,
  type Method,
  type Reply,
  type Request,
  unpackError,
} from './protocol.node.js';

/** The calling side of a device's thread. */
export interface WorkerClient {
  call<M extends Method>(
    method: M,
    args: Parameters<Calls[M]>,
    moved?: ArrayBuffer[],
  ): Promise<ReturnType<Calls[M]>>;
  /** Ends the thread after the calls under way; does nothing where it has ended already. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts a device's thread. It keeps the process alive only while a call is under way, so a program that forgets to
 * close its device still ends.
 */
export function startWorker(): WorkerClient {
  const worker = new Worker(new URL('./session.worker.node.js', import.meta.url), {
    // The process's own flags, such as --input-type, may not suit a module.
    execArgv: [],
  });
  const waiting = new Map<number, Waiting>();
  let calls = 0;
  let failure: Error | undefined;
  let closing = false;
  worker.unref();

  const settle = (id: number): Waiting | undefined => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0 && !closing) worker.unref();
    return call;
  };

  worker.on('message', (reply: Reply) => {
    const call = settle(reply.id);
    if ('error' in reply) call?.reject(unpackError(reply.error));
    else call?.resolve(reply.value as never);
  });
  worker.on('error', (cause) => {
    failure = cause;
  });
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      failure ??= new Error(code === 0 ? 'it was closed' : `exit code ${code}`);
      for (const { reject } of waiting.values()) reject(stopped());
      waiting.clear();
      resolve();
    });
  });
  const stopped = () =>
    new DeviceError(`the device's thread has ended (${failure?.message}); open the device again`, {
      cause: failure,
    });

  return {
    call: (method, args, moved = []) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(stopped());
        const request: Request = { id: ++calls, method, args };
        worker.postMessage(request, moved);
        waiting.set(request.id, { resolve, reject });
        worker.ref();
      }),
    close: () => {
      closing = true;
      if (!failure) worker.postMessage({ method: 'close' } satisfies CloseRequest);
      worker.ref();
      return ended;
    },
  };
}
