/** What passes between the page and a worker: calls, what happens meanwhile, and how they ended. */
export type ToWorker =
  | { readonly call: number; readonly method: string; readonly args: unknown }
  | { readonly call: number; readonly abort: true };

export type FromWorker =
  | { readonly call: number; readonly event: unknown }
  | { readonly call: number; readonly result: unknown }
  | { readonly call: number; readonly error: { readonly name: string; readonly message: string } };

/** A method of a worker: what it takes, what it tells meanwhile and what it gives back. */
export interface Method {
  readonly args: unknown;
  readonly event: unknown;
  readonly result: unknown;
}

/** The part of a `Worker` or of a worker's own scope that is used. */
export interface Port<In, Out> {
  postMessage(message: Out, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<In>) => void) | null;
}

export interface CallOptions<Event> {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: Event) => void;
}

/** Calls methods of a worker; `M` is the map of its methods. */
export type Call<M extends { readonly [K in keyof M]: Method }> = <K extends keyof M & string>(
  method: K,
  args: M[K]['args'],
  options?: CallOptions<M[K]['event']>,
) => Promise<M[K]['result']>;

/** What a method is given beside its arguments. */
export interface Context<Event> {
  readonly signal: AbortSignal;
  emit(event: Event, transfer?: readonly Transferable[]): void;
}

/** A result whose buffers go to the page without a copy. */
export class Handover<T> {
  constructor(
    readonly value: T,
    readonly buffers: readonly Transferable[],
  ) {}
}

export type Methods<M extends { readonly [K in keyof M]: Method }> = {
  readonly [K in keyof M]: (
    args: M[K]['args'],
    context: Context<M[K]['event']>,
  ) => Promise<M[K]['result'] | Handover<M[K]['result']>>;
};

/** An error that a worker has thrown; `name` is that of its class. */
export class WorkError extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

/** The page's end. */
export function callsTo<M extends { readonly [K in keyof M]: Method }>(
  port: Port<FromWorker, ToWorker>,
): Call<M> {
  const open = new Map<number, (message: FromWorker) => void>();
  let last = 0;
  port.onmessage = ({ data }) => open.get(data.call)?.(data);
  return (method, args, { signal, onEvent } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const call = ++last;
      const abort = (): void => port.postMessage({ call, abort: true }, []);
      const end = (): void => {
        open.delete(call);
        signal?.removeEventListener('abort', abort);
      };
      signal?.addEventListener('abort', abort, { once: true });
      open.set(call, (message) => {
        if ('event' in message) return onEvent?.(message.event);
        end();
        if ('result' in message) resolve(message.result);
        else reject(signal?.aborted ? (signal.reason as Error) : thrown(message.error));
      });
      port.postMessage({ call, method, args }, []);
    });
}

const thrown = ({ name, message }: { readonly name: string; readonly message: string }): Error =>
  new WorkError(name, message);

/** The worker's end. */
export function answer<M extends { readonly [K in keyof M]: Method }>(
  port: Port<ToWorker, FromWorker>,
  methods: Methods<M>,
): void {
  const running = new Map<number, AbortController>();
  port.onmessage = ({ data }) => {
    if ('abort' in data) {
      running.get(data.call)?.abort(new DOMException('stopped', 'AbortError'));
      return;
    }
    const { call, method, args } = data;
    const ended = new AbortController();
    running.set(call, ended);
    const context: Context<never> = {
      signal: ended.signal,
      emit: (event, transfer = []) => port.postMessage({ call, event }, [...transfer]),
    };
    const run = methods[method as keyof M] as (args: unknown, context: Context<never>) => Promise<unknown>;
    run(args, context)
      .then(
        (result) =>
          result instanceof Handover
            ? port.postMessage({ call, result: result.value }, [...result.buffers])
            : port.postMessage({ call, result }, []),
        (error: unknown) => port.postMessage({ call, error: described(error) }, []),
      )
      .finally(() => running.delete(call));
  };
}

const described = (error: unknown): { readonly name: string; readonly message: string } =>
  error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
