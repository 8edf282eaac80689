import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { countByCommand, expectSame } from './command-line.node.js';
import { chosen, samplePart } from './pictures.node.js';
import { awaitSteps, lookAt, openFiles } from './steps.node.js';

if (cannotRun !== undefined) console.warn(`bundled models in the page are not tested: ${cannotRun}`);

const WEIGHTS = fileURLToPath(new URL('../../../../weights/', import.meta.url));

/** Folders of the bundled models, and the names that the page shows. */
const models = readdirSync(WEIGHTS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => {
    const description = readFileSync(join(WEIGHTS, name, 'rdf.yaml'), 'utf8');
    return { folder: name, label: /^name: (.+)$/m.exec(description)?.[1] ?? name };
  });

describe.skipIf(cannotRun)('bundled models in the page', { timeout: PATIENCE }, () => {
  let session: Visit;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'celltally-e2e-'));
    await writeFile(join(folder, 'cells.tif'), await samplePart('cells-001.tif', 0, 60));
    session = await visit();
    const { page } = session;
    await openFiles(page, [chosen('cells.tif', await readFile(join(folder, 'cells.tif')))]);
    await page.locator('.card').first().waitFor();
    await lookAt(page, 'cells.tif');
  }, PATIENCE);
  afterAll(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(models)('$label finds on the processor what it finds on the command line', async (model) => {
    const { page } = session;
    await page.getByLabel('Model', { exact: true }).selectOption({ label: model.label });
    await awaitSteps(page, 1, () =>
      page.getByRole('button', { name: /Count this picture|Count again/ }).click(),
    );
    await expectSame(page, await countByCommand(folder, ['cells.tif'], ['--model', model.folder]));
  });
});
