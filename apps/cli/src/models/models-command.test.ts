import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../run.js';
import { temporaryFolder, testIo } from '../testing/test-io.js';
import { tinyData, tinyModel } from '../testing/tiny-model.js';

interface Row {
  readonly name: string;
  readonly kind: string;
  readonly parameters: number;
  readonly macs256: number;
  readonly macs512: number;
}

describe('celltally models', () => {
  it('lists packages and architectures with what they cost', async () => {
    const cwd = await temporaryFolder();
    await tinyData(cwd);
    await mkdir(join(cwd, 'weights'));
    await cp(await tinyModel(cwd), join(cwd, 'weights/tiny'), { recursive: true });
    const io = { ...(await testIo(cwd)), env: { CELLTALLY_WEIGHTS: 'weights' } };
    expect(await run(['models', '--json'], io)).toBe(0);
    const { packages, architectures, recipes } = JSON.parse(io.out()) as Record<
      'packages' | 'architectures' | 'recipes',
      Row[]
    >;
    expect(recipes).toEqual([expect.objectContaining({ name: 'classical', kind: 'recipe' })]);
    const lite = architectures.find(({ name }) => name === 'lite-unet');
    const tiny = packages.find(({ name }) => name === 'tiny');
    const published = ['dcl', 'elmgan', 'lite-unet', 'ssrnet', 'unet'];
    expect(architectures.map(({ name }) => name)).toEqual(expect.arrayContaining(published));
    expect(lite).toMatchObject({ kind: 'architecture', parameters: 1_300_337 });
    expect(tiny).toMatchObject({ kind: 'package', architecture: 'unet', dataset: 'data', target: 'density' });
    expect(tiny!.parameters).toBeLessThan(lite!.parameters / 10);
    expect(tiny!.macs512).toBe(4 * tiny!.macs256);
  });

  it('tells of a damaged package without hiding the others', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'weights/torn'), { recursive: true });
    await writeFile(join(cwd, 'weights/torn/rdf.yaml'), 'type: model\n');
    const io = { ...(await testIo(cwd)), env: { CELLTALLY_WEIGHTS: 'weights' } };
    expect(await run(['models'], io)).toBe(2);
    expect(io.err()).toMatch(/warning: .*torn: model package/);
    expect(io.out()).toMatch(/lite-unet +1\.300 M/);
  });
});
