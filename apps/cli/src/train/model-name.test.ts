import { describe, expect, it } from 'vitest';
import { UsageError } from '../errors.js';
import { modelName } from './model-name.js';

describe('modelName', () => {
  it('is the given one, or made of data set and architecture', () => {
    expect(modelName('Nuclei (20x)', 'set', 'unet')).toBe('Nuclei (20x)');
    expect(modelName(undefined, 'Zellen.März', 'unet')).toBe('Zellen-M-rz unet');
  });

  it.each(['tiny', 'a/b/c/d', ''])('refuses %j', (name) => {
    expect(() => modelName(name, 'set', 'unet')).toThrow(UsageError);
  });
});
