import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDataset, subset } from '@celltally/imaging';
import { openFile, openFolder } from '@celltally/imaging/node';
import { readModelPackage, readModelSettings } from '@celltally/models';
import { describe, expect, it } from 'vitest';
import { chooseModel } from '../choice/choose-model.js';
import { count } from '../count/count.js';
import { collect, ofType } from '../testing/collect.node.js';
import { openModel } from '../usable-model.js';
import { lookAt, type PictureLook } from './look.js';
import { unlikeSeen } from './unlike-seen.js';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');
const datasets = join(process.env.CELLTALLY_SHARED ?? join(repository, '..', 'shared'), 'datasets');
const there = existsSync(datasets);
if (!there) {
  console.warn(
    `Tests on real data are skipped: ${datasets} is not there. Set CELLTALLY_SHARED to the folder that holds datasets/.`,
  );
}

const BUNDLED = ['adi', 'bbbc039', 'mbm', 'vgg-cells'];

const bundled = async (names: readonly string[] = BUNDLED) =>
  Promise.all(
    names.map(async (name) => {
      const { settings } = await readModelSettings(openFolder(join(repository, 'weights', name)));
      return { name, seen: settings.seen };
    }),
  );

/** Pictures of the validation part, at even distances. */
async function looksAt(set: string, pictures: number): Promise<PictureLook[]> {
  const { items } = subset(await openDataset(openFolder(join(datasets, set))), 'val');
  const chosen = items.filter((_, i) => i % Math.ceil(items.length / pictures) === 0);
  return Promise.all(chosen.map(async (item) => lookAt(await item.open())));
}

/** Stained tissue of DSB 2018 whose nuclei are as wide as those of bone marrow, and its light is. */
const TISSUE = ['4ca5081854df7bbc.png', '65c8527c16a01619.png', 'f952cc65376009cf.png'];

/** Bright-field pictures among those of DSB 2018, of which no bundled model knows any. */
const BRIGHT_FIELD = ['091944f1d2611c91.png', '76a372bfd3fad3ea.png', '8f94a80b95a881d0.png'];

describe.skipIf(!there)('the bundled models and real pictures', () => {
  it.each(BUNDLED)('takes the model of %s for pictures of that set', async (name) => {
    const models = await bundled();
    const looks = await looksAt(name, 3);
    expect(chooseModel(looks, models)).toMatchObject({ name, warnings: [] });
    const { seen } = models.find((each) => each.name === name)!;
    const warnings = looks.flatMap((look) => unlikeSeen(look, seen!, { model: name, scale: 1 }));
    expect(warnings).toEqual([]);
  });

  it('takes the model of many nuclei for fluorescence unlike that of one laboratory', async () => {
    const models = await bundled([...BUNDLED, 'nuclei', 'dsb2018']);
    const looks = (await looksAt('dsb2018', 18)).filter(({ kind }) => kind === 'grey');
    const unlike = looks.filter(({ diameter }) => diameter !== undefined && (diameter < 16 || diameter > 36));
    expect(unlike.length).toBeGreaterThan(3);
    for (const look of unlike) expect(chooseModel([look], models).name).toBe('nuclei');
    for (const look of await looksAt('bbbc039', 3)) {
      expect(chooseModel([look], models).name).not.toBe('dsb2018');
    }
  });

  it('counts adipose tissue with no model of fluorescence or marrow without a warning', async () => {
    const models = await bundled();
    for (const look of await looksAt('adi', 3)) {
      for (const { name, seen } of models.filter((each) => each.name !== 'adi')) {
        expect(unlikeSeen(look, seen!, { model: name, scale: 1 })).toEqual([
          expect.stringMatching(/the picture is nearly white/),
        ]);
      }
    }
  });

  it('counts bright-field pictures with no bundled model without a warning, and takes none', async () => {
    const models = await bundled();
    const { items } = await openDataset(openFolder(join(datasets, 'dsb2018')));
    const chosen = items.filter(({ name }) => BRIGHT_FIELD.includes(name));
    expect(chosen).toHaveLength(BRIGHT_FIELD.length);
    const looks = await Promise.all(chosen.map(async (item) => lookAt(await item.open())));
    const choice = chooseModel(looks, models);
    expect(choice.name).toBe('classical');
    expect(choice.warnings).toHaveLength(1);
    for (const look of looks) {
      for (const { name, seen } of models) {
        expect(unlikeSeen(look, seen!, { model: name, scale: 1 })).toEqual([
          expect.stringMatching(/the picture is grey on bright ground/),
        ]);
      }
    }
  });

  it('warns of a tissue that the model of bone marrow does not know, also where it looks alike, and not of bone marrow', async () => {
    const found = await readModelPackage(openFolder(join(repository, 'weights', 'dcl-mbm')));
    const model = openModel(found, 'dcl-mbm');
    const warnings = async (set: string, names: readonly string[]): Promise<readonly string[]> => {
      const files = names.map((name) => ({
        name,
        open: () => openFile(join(datasets, set, 'images', name)),
      }));
      const { events, result } = await collect(count({ files, model }));
      expect(result.counted).toHaveLength(names.length);
      return ofType(events, 'notice').map(({ message }) => message);
    };
    expect(await warnings('dsb2018', TISSUE)).toEqual(
      TISSUE.map((name) =>
        expect.stringMatching(new RegExp(`^${name}: dcl-mbm finds \\d+ cells, and the classical recipe`)),
      ),
    );
    const { items } = subset(await openDataset(openFolder(join(datasets, 'mbm'))), 'val');
    const marrow = items.map(({ name }) => name);
    expect(await warnings('mbm', marrow)).toEqual([]);
  });
});
