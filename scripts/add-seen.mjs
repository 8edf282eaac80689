// Adds to model packages what their training pictures looked like (config.celltally.seen in rdf.yaml), for packages that
// were made before that was recorded, or when the rule changes. Nothing else of a package changes; each is read again
// afterwards, with the digests of its files.
//
//     node scripts/add-seen.mjs ../shared/datasets weights/bbbc039 weights/mbm
//
// The first argument is the folder of the data sets; a package names its own under training.dataset.
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { readModelPackage, readModelSettings, seenOf } from '@celltally/counting';
import { openDataset, subset } from '@celltally/imaging';
import { openFolder } from '@celltally/imaging/node';
import { parse, stringify } from 'yaml';

const [datasets, ...folders] = process.argv.slice(2);
if (datasets === undefined || folders.length === 0) {
  console.error('usage: node scripts/add-seen.mjs FOLDER-OF-DATA-SETS PACKAGE...');
  process.exit(1);
}
for (const folder of folders.map((each) => resolve(each))) {
  const { settings } = await readModelSettings(openFolder(folder));
  const { dataset } = settings.training;
  const seen = await seenOf(subset(await openDataset(openFolder(join(resolve(datasets), dataset))), 'train'));
  const file = join(folder, 'rdf.yaml');
  const description = parse(await readFile(file, 'utf8'));
  const { files, ...known } = description.config.celltally;
  description.config.celltally = { ...known, seen, files };
  await writeFile(file, stringify(description, { lineWidth: 0, aliasDuplicateObjects: false }));
  const again = (await readModelPackage(openFolder(folder))).settings;
  if (again.seen?.pictures !== seen.pictures) throw new Error(`${file} was not written as it was meant`);
  console.log(
    `${basename(folder)}: ${seen.pictures} pictures of ${dataset}, ${Object.keys(seen.kinds).join(', ')}`,
  );
}
