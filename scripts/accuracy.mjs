// Writes docs/accuracy.md: the figures of the bundled models, of the classical recipe and of papers, set by set.
// `--classical DATASETS` measures the recipe on the test parts of the sets in a folder first, and keeps its figures.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { publishedFor } from '../packages/counting/dist/benchmark/published.js';

const inRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const PAGE = inRoot('docs/accuracy.md');
const RECIPE = inRoot('docs/accuracy-classical.json');

/** The public sets and what is in them. */
const SETS = {
  'vgg-cells': 'simulated fluorescence in colour, 176 ± 61 cells in 256 x 256 pixels',
  bbbc039: 'nuclei of U2OS cells, fluorescence, about 115 in 696 x 520 pixels',
  dsb2018:
    'nuclei of many kinds, fluorescence and stained tissue, 44 ± 48 in 256 x 256 to 1388 x 1040 pixels',
  'dsb2018 (grey)': 'of these only the ones on dark ground, as from fluorescence (`--kinds grey`)',
  mbm: 'nuclei of stained bone marrow, 126 ± 33 in 600 x 600 pixels',
  'mbm (2 x 2 parts)': 'quarters of these as pictures of their own (`--grid 2`)',
  adi: 'cells of fatty tissue, 155 ± 36 in 150 x 150 pixels',
};

const PARTS = '(2 x 2 parts)';

/** What must be known to read a set's table. */
const REMARKS = {
  bbbc039:
    'Ten pictures of this set are in dsb2018, too (correlation above 0.99 where others stay below 0.25): `nuclei` was trained without those of them that are in a later part of the other set.',
};

const short = (value) => (value === undefined ? '' : String(Number(value.toPrecision(3))));
const percent = (value) => (value === undefined ? '' : `${(100 * value).toFixed(1)} %`);
const printed = (value) => (Array.isArray(value) ? value.join(' to ') : short(value));
const cell = (figures, intervals, name, write = short) => {
  const range = intervals?.[name];
  const said = write(figures[name]);
  return range === undefined ? said : `${said} (${range.map(write).join(' to ')})`;
};

/** What the packages in weights/ say of themselves. */
function packages() {
  return readdirSync(inRoot('weights'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const { config } = parse(readFileSync(inRoot(`weights/${name}/rdf.yaml`), 'utf8'));
      const { architecture, training, figures, evidence } = config.celltally;
      return { name, architecture: architecture.name, data: training.dataset, figures, evidence };
    });
}

/** The test figures of a package on a set: of another set than its own first one they are called by both names. */
function measuredOn(model, data) {
  const named = `${data} test`;
  const part = named in model.figures || model.data.split(' + ')[0] !== data ? named : 'test';
  const figures = model.figures[part];
  return figures && { ...model, figures, evidence: model.evidence?.[part] };
}

/** Papers that counted quarters of bone marrow stand beside quarters. */
function publishedOn(data) {
  const ofParts = ({ protocol }) => protocol.includes('quarters of the pictures');
  return publishedFor(data.replace(` ${PARTS}`, '')).filter(
    (each) => !each.source.startsWith('Measured for celltally') && ofParts(each) === data.endsWith(PARTS),
  );
}

const row = (label, { figures, evidence: { intervals } = {} }) =>
  `| ${[
    label,
    cell(figures, intervals, 'MAE'),
    short(figures.RMSE),
    cell(figures, intervals, 'relative error', percent),
    percent(figures['F1 at 10 px']),
    short(figures.Dice),
  ].join(' | ')} |`;

function section(data, about, models, recipe) {
  const found = models.map((model) => measuredOn(model, data)).filter((model) => model !== undefined);
  found.sort((a, b) => a.figures.MAE - b.figures.MAE);
  const published = publishedOn(data);
  const protocols = [...new Set(published.map(({ source, protocol }) => `${source}. ${protocol}`))];
  const number = ({ source, protocol }) => protocols.indexOf(`${source}. ${protocol}`) + 1;
  const images = found[0]?.figures.images ?? recipe?.figures.images;
  return [
    `## ${data}`,
    '',
    `${about[0].toUpperCase()}${about.slice(1)}. ${images} test ${data.endsWith(PARTS) ? 'parts' : 'pictures'}.`,
    '',
    ...(data in REMARKS ? [REMARKS[data], ''] : []),
    '| | MAE | RMSE | relative error | F1 at 10 px | Dice |',
    '|---|---|---|---|---|---|',
    ...found.map((model) =>
      row(`[${model.name}](../weights/${model.name}/README.md) (${model.architecture})`, model),
    ),
    ...(recipe === undefined ? [] : [row('`classical`, learnt nothing', recipe)]),
    ...published.map(
      (each) => `| ${each.method} [${number(each)}] | ${printed(each.mae)} | ${printed(each.rmse)} | | | |`,
    ),
    '',
    ...protocols.map((protocol, i) => `${i + 1}. ${protocol}`),
    ...(protocols.length === 0 ? [] : ['']),
    ...found.flatMap(({ name, evidence }) =>
      evidence?.worst === undefined
        ? []
        : [`Furthest off with ${name}: ${evidence.worst.slice(0, 3).map(miss).join('; ')}.`, ''],
    ),
  ];
}

const miss = ({ image, actual, predicted }) =>
  `\`${image}\` has ${actual}, counted were ${Number(predicted.toFixed(1))}`;

/** The page, as text. */
export function accuracyPage() {
  const models = packages();
  const recipe = JSON.parse(readFileSync(RECIPE, 'utf8'));
  return [
    '# How good the counts are',
    '',
    'Mean absolute errors (MAE, in cells a picture) of what `celltally count` has in the box, on pictures that no model learnt',
    'from and nothing was decided on, beside published figures. In brackets: 95 % intervals, by bootstrap over the',
    'pictures. No model of ours began with outside weights; the papers’ training differs, as the notes say, so stand their figures',
    'beside ours, not against them.',
    '',
    'Written by `node scripts/accuracy.mjs` from the model packages; a test fails when it is out of date. A package’s figures',
    'are written by `celltally evaluate --model NAME --data SET --split test --record`, those of the classical recipe by',
    '`node scripts/accuracy.mjs --classical DATASETS`. F1: precision and recall of positions within 10 pixels. Dice: of outlines.',
    '',
    ...Object.entries(SETS).flatMap(([data, about]) => section(data, about, models, recipe[data])),
    '## When not to trust them',
    '',
    'The figures hold for pictures like those of the set. `count` warns of what it can see to differ (kind, width of the cells,',
    'light), and [choosing-a-model.md](choosing-a-model.md#when-not-to-trust-a-count) says what it cannot see. On pictures of',
    'your own, mark a few by hand and let `celltally evaluate` compare.',
    '',
  ].join('\n');
}

/** The page as it stands in the repository. */
export const currentPage = () => readFileSync(PAGE, 'utf8');

async function measureRecipe(folder) {
  const { classicalModel, evaluate, picturesOfKinds } = await import('../packages/counting/dist/index.js');
  const { cardFigures, cardIntervals } = await import('../packages/counting/dist/record/card-figures.js');
  const { datasetInParts, openDataset, subset } = await import('../packages/imaging/dist/index.js');
  const { openFolder } = await import('../packages/imaging/dist/node.node.js');
  const measured = {};
  for (const data of Object.keys(SETS)) {
    const [, name, taken] = /^(\S+)(?: (\(.+\)))?$/.exec(data);
    const part = subset(await openDataset(openFolder(join(folder, name))), 'test');
    const ofKind = taken !== undefined && taken !== PARTS;
    const whole = ofKind ? await picturesOfKinds(part, [taken.slice(1, -1)]) : part;
    const dataset = taken === PARTS ? datasetInParts(part, 2) : whole;
    const events = evaluate({ dataset, model: classicalModel() });
    let next = await events.next();
    while (!next.done) next = await events.next();
    const { summary } = next.value;
    measured[data] = { figures: cardFigures(summary), evidence: { intervals: cardIntervals(summary) } };
    process.stderr.write(`${data}: MAE ${summary.mae.toFixed(2)}\n`);
  }
  writeFileSync(RECIPE, `${JSON.stringify(measured, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [flag, folder] = process.argv.slice(2);
  if (flag === '--classical' && folder !== undefined) await measureRecipe(folder);
  else if (flag !== undefined) throw new Error('usage: node scripts/accuracy.mjs [--classical DATASETS]');
  writeFileSync(PAGE, accuracyPage());
}
