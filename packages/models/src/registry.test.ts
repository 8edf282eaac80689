import { describe, expect, it } from 'vitest';
import { UnknownNameError } from './errors.js';
import { ARCHITECTURE_NAMES, listArchitectures, loadArchitecture } from './registry.js';

describe('registry', () => {
  it('lists every architecture with its costs', async () => {
    const rows = await listArchitectures();
    expect(
      rows.map(({ name, parameters, macs256 }) => [name, parameters, Math.round(macs256 / 1e6)]),
    ).toEqual([
      ['attention-unet', 34878573, 66425],
      ['csrnet', 16263489, 27066],
      ['dcl', 54572738, 91422],
      ['elmgan', 15764641, 4029],
      ['fcrn', 1366784, 6099],
      ['lite-unet', 1300337, 4294],
      ['mcnn', 133705, 1758],
      ['sau-net', 2192289, 10024],
      ['ssrnet', 15628932, 3673],
      ['u-csrnet', 16304689, 27137],
      ['unet', 34527041, 65347],
    ]);
    expect(await listArchitectures()).toBe(rows);
  });

  it('loads each by its own name', async () => {
    for (const name of ARCHITECTURE_NAMES) expect((await loadArchitecture(name)).name).toBe(name);
  });

  it('names what exists when asked for something else', async () => {
    await expect(loadArchitecture('alexnet')).rejects.toThrow(UnknownNameError);
    await expect(loadArchitecture('alexnet')).rejects.toThrow(
      `'alexnet': there are ${ARCHITECTURE_NAMES.join(', ')}`,
    );
  });
});
