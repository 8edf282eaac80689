/** The part of a Node process that a hidden cursor has to watch. */
export interface SignalSource {
  readonly pid: number;
  on(event: string, listener: () => void): unknown;
  off(event: string, listener: () => void): unknown;
  listenerCount(event: string): number;
  kill(pid: number, signal: string): unknown;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Hides the cursor of a terminal and returns a function that shows it again; calling that twice does no harm. The
 * cursor also comes back when the process exits or is told to stop.
 */
export function hideCursor(
  stream: { write(text: string): unknown },
  source: SignalSource = process,
): () => void {
  const handlers = signals.map((signal) => {
    const handler = () => {
      restore();
      // Our listener replaced the default, which is to die. Where no one else listens, do what it would have done.
      if (source.listenerCount(signal) === 0) source.kill(source.pid, signal);
    };
    source.on(signal, handler);
    return [signal, handler] as const;
  });
  let hidden = true;
  const restore = () => {
    if (!hidden) return;
    hidden = false;
    for (const [signal, handler] of handlers) source.off(signal, handler);
    source.off('exit', restore);
    stream.write('\u001b[?25h');
  };
  source.on('exit', restore);
  stream.write('\u001b[?25l');
  return restore;
}
