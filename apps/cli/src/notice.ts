import type { Io } from './io.js';
import { createPalette, wantsColour } from './render/colour.js';

/** Tells something on the side: standard error, so that results stay clean. */
export function notice(io: Pick<Io, 'stderr' | 'env'>, level: 'info' | 'warning', message: string): void {
  io.stderr.write(`${noticeLine(io, level, message)}\n`);
}

/** The same as a line, for whoever keeps a status line below it. */
export function noticeLine(
  { stderr, env }: Pick<Io, 'stderr' | 'env'>,
  level: 'info' | 'warning',
  message: string,
): string {
  const palette = createPalette(wantsColour(stderr, env));
  return level === 'warning' ? `${palette.yellow('warning:')} ${message}` : palette.dim(message);
}
