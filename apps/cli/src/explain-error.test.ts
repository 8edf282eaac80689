import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { InputError } from './errors.js';
import { explainError } from './explain-error.js';

const failure = async (path: string): Promise<unknown> => {
  try {
    return await readFile(path);
  } catch (error) {
    return error;
  }
};

describe('explainError', () => {
  it('gives our own errors as they are', () => {
    expect(explainError(new InputError('"a" is no picture: export it'), {})).toBe(
      'celltally: "a" is no picture: export it\n',
    );
  });

  it('turns refusals of the system into words', async () => {
    expect(explainError(await failure('/no/such/file'), {})).toBe(
      'celltally: "/no/such/file" does not exist: check the path\n',
    );
  });

  it('owns up to errors that should not happen', () => {
    expect(explainError(new TypeError('x is undefined'), {})).toMatch(
      /unexpected: x is undefined\n.*CELLTALLY_DEBUG=1/,
    );
  });

  it('shows stacks, causes included, to those who ask', () => {
    const error = new InputError('outer', { cause: new Error('inner') });
    const text = explainError(error, { CELLTALLY_DEBUG: '1' });
    expect(text).toMatch(/\n {4}at /);
    expect(text).toMatch(/caused by Error: inner/);
    expect(explainError(error, {})).not.toMatch(/ {4}at /);
  });
});
