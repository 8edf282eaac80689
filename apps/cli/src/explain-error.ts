import type { Environment } from './render/colour.js';

/** What to do about the commonest refusals of the operating system. */
const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist: check the path',
  EACCES: 'may not be opened: check its permissions',
  EPERM: 'may not be opened: check its permissions',
  EISDIR: 'is a folder, a file was expected',
  ENOTDIR: 'lies below a file, a folder was expected',
  EEXIST: 'exists already',
  ENOSPC: 'cannot be written: the disk is full',
  EROFS: 'cannot be written: the disk is read-only',
  EMFILE: 'cannot be opened: too many files are open',
};

/** Errors of the language itself, which no package of ours throws on purpose. */
const UNEXPECTED = new Set(['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'Error']);

/** An error in a line or two for the terminal; with `CELLTALLY_DEBUG=1` and its stack for whoever wants to mend it. */
export function explainError(error: unknown, environment: Environment): string {
  const text = `celltally: ${describe(error)}\n`;
  if (environment.CELLTALLY_DEBUG !== '1') return text;
  return error instanceof Error ? `${text}${stacks(error)}\n` : text;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `unexpected: ${String(error)}`;
  const { code, path } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : SYSTEM[code];
  if (known !== undefined) return path === undefined ? error.message : `"${path}" ${known}`;
  if (!UNEXPECTED.has(error.name)) return error.message;
  return `unexpected: ${error.message}\nThis should not happen. CELLTALLY_DEBUG=1 shows where; please report it.`;
}

function stacks(error: Error): string {
  const own = error.stack ?? String(error);
  return error.cause instanceof Error ? `${own}\ncaused by ${stacks(error.cause)}` : own;
}
