import type { DecodeSettings } from '../model.js';
import type { Attachments, ModelPackage } from './model-package.js';
import type { Seen } from './seen.js';

/** The name of the attachment that shows how the training went. */
export const CURVE_FILE = 'training.svg';

/** The name of the attachment that shows where a model failed on a part of the data. */
export const failuresFile = (part: string): string =>
  `failures-${part.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}.svg`;

/** Within how many pixels a found cell must lie of a true one, where failures are shown. */
export const FAILURE_RADIUS = 10;

const percent = (share: number): string => `${Math.round(1000 * share) / 10} %`;
const figure = (value: number): string => String(Number(value.toPrecision(4)));

const READING: Readonly<Record<string, (contents: Pick<ModelPackage, 'settings'>) => string>> = {
  density: ({ settings }) =>
    `The sum of the output map over any region, divided by ${settings.target.settings.scale ?? 1}, is the number of ` +
    'cells in it; peaks of the map are their positions.',
  location: () => 'The peaks of the output map are the cells; their number is the count.',
  mask: () =>
    'Connected pixels of the output map above the threshold are one cell; their number is the count.',
  count: () =>
    'The sum of the output map over the picture is the number of cells in it; it tells no positions.',
};

const COUNTED =
  'The number of cells, though, is the second output: it is for all that the network sees at once, so of a larger ' +
  'picture each tile counts by the share of its map (negative values as zero) that lies within its own part. ';

const foundInstead = (number: string): string =>
  `What celltally counts are the cells that it finds: on the validation pictures they were nearer to the truth than ${number}. `;

/** What is counted, where it is not what the map says by itself. */
function counting({ countFrom }: DecodeSettings, numbered: boolean): string {
  if (countFrom === 'objects') return foundInstead(numbered ? 'the second output, a number' : 'the sum');
  return numbered ? COUNTED : '';
}

/**
 * The documentation of a model: what it does, how it was made, how it did, and where to be careful. Markdown, with the
 * section "Validation" that BioImage.IO asks for.
 */
export function modelCard({
  about,
  settings,
  program,
  attachments,
}: Pick<ModelPackage, 'about' | 'settings' | 'attachments'> &
  Partial<Pick<ModelPackage, 'program'>>): string {
  const { architecture, target, decode, preparation, tiles, training } = settings;
  const read = READING[target.name];
  const counts = counting(decode, (program?.outputs.length ?? 1) > 1);
  const options = Object.entries(architecture.options).map(([name, value]) => `${name} ${value}`);
  const pictures = Object.entries(training.split).map(([split, count]) => `${count} ${split}`);
  return `${[
    `# ${about.name}`,
    about.description,
    '## Use',
    `\`celltally count IMAGES --model THIS-PACKAGE\`. ${read === undefined ? '' : read({ settings })} ${counts}Any software that ` +
      'runs BioImage.IO models can compute the map; the decoding below is what celltally adds.',
    [
      `- Peaks or objects: at least ${figure(decode.absoluteThreshold)}, and ${percent(decode.relativeThreshold)} of ` +
        `the map's maximum; radius ${decode.peakRadius} px; ${smallestOf(decode)}${partedAt(decode)}counts are multiplied by ${figure(decode.countScale)}.`,
      `- Tiles: ${tiles.tile} px a side with ${tiles.halo} px of halo; sides are multiples of ${tiles.multipleOf}.`,
      `- Pictures: ${sizeOf(preparation)}.`,
    ].join('\n'),
    '## Training',
    `Network: ${architecture.name} (${options.join(', ')}). Target: ${target.name}. Data: ${training.dataset} ` +
      `(pictures: ${pictures.length > 0 ? pictures.join(', ') : 'not recorded'}), seed ${training.seed}. ` +
      `${courseOf(training.details)}${beginningOf(training.details)}${seenText(settings.seen)}The whole configuration stands in \`rdf.yaml\` under \`config.celltally\`.`,
    ...(typeof training.details.command === 'string'
      ? [`\`\`\`sh\n${training.details.command}\n\`\`\``]
      : []),
    ...(attachments?.has(CURVE_FILE) ? [`![Loss and error over the epochs](${CURVE_FILE})`] : []),
    '## Validation',
    ...figureTable(settings),
    ...worstTables(settings, attachments),
    'The figures hold for pictures like those of the data set. On others, count a few pictures by hand and compare ' +
      'before trusting the numbers: stain, magnification, cell type and focus all matter.',
    '## Cite',
    about.cite
      .map(({ text, doi, url }) => `- ${text}${doi ? ` https://doi.org/${doi}` : url ? ` ${url}` : ''}`)
      .join('\n'),
  ].join('\n\n')}\n`;
}

/** Which objects are too small beside the others, if any are. */
const smallestOf = ({ leastShare }: ModelPackage['settings']['decode']): string =>
  leastShare === undefined
    ? ''
    : `objects have at least ${percent(leastShare)} of the median area of their picture; `;

/** How objects that touch are told apart, as far as they are. */
const partedAt = ({ split }: ModelPackage['settings']['decode']): string =>
  split === undefined
    ? ''
    : `objects are parted at waists more than ${percent(split)} below their widest (watershed of the distance to the outside); `;

/** How long the training went, as far as it was recorded. */
function courseOf({ epochs, bestEpoch, hours }: ModelPackage['settings']['training']['details']): string {
  if (typeof epochs !== 'number') return '';
  const best = typeof bestEpoch === 'number' ? `, the best of which was number ${bestEpoch}` : '';
  return `${epochs} epochs${best}${typeof hours === 'number' ? `, in ${hours} hours` : ''}. `;
}

/** What the weights were before, as far as it was recorded. */
const beginningOf = ({ initial }: ModelPackage['settings']['training']['details']): string =>
  typeof initial === 'string' ? `Trained ${initial}. ` : '';

/** What the training pictures looked like, as far as it was recorded. */
function seenText(seen: Seen | undefined): string {
  if (seen === undefined) return '';
  const kinds = Object.entries(seen.kinds).map(([kind, share]) => `${percent(share)} ${kind}`);
  const { diameter } = seen.ranges;
  const cells =
    diameter === undefined ? '' : `; cells about ${figure(diameter.low)} to ${figure(diameter.high)} px wide`;
  return `Training pictures: ${kinds.join(', ')}${cells}. `;
}

const sizeOf = ({ inputScale, micrometresPerPixel }: ModelPackage['settings']['preparation']): string =>
  (inputScale === 1 ? 'at their own size' : `enlarged ${figure(inputScale)} times`) +
  (micrometresPerPixel === undefined
    ? ''
    : `; the network expects ${figure(micrometresPerPixel)} µm a pixel`);

type Figures = Pick<ModelPackage['settings'], 'figures' | 'evidence'>;

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A figure in each row, a part of the data in each column, as there are more figures than parts. */
function figureTable({ figures, evidence }: Figures): string[] {
  const splits = Object.keys(figures);
  if (splits.length === 0) return ['No figures were recorded.'];
  const metrics = [...new Set(splits.flatMap((split) => Object.keys(figures[split]!)))];
  const cell = (split: string, name: string): string => {
    const value = figures[split]![name];
    if (value === undefined) return '';
    const range = evidence?.[split]?.intervals[name];
    return range === undefined
      ? figure(value)
      : `${figure(value)} (${rounded(range[0])} to ${rounded(range[1])})`;
  };
  const table = [
    row(['figure', ...splits]),
    row(['---', ...splits.map(() => '---:')]),
    ...metrics.map((name) => row([name, ...splits.map((split) => cell(split, name))])),
  ].join('\n');
  const ranges = splits.some((split) => Object.keys(evidence?.[split]?.intervals ?? {}).length > 0);
  return ranges ? [table, 'In brackets: 95 % intervals, by bootstrap over the pictures.'] : [table];
}

const rounded = (value: number): string => String(Number(value.toPrecision(3)));

/** The pictures that were counted worst, of each part of the data. */
const worstTables = ({ evidence = {} }: Figures, attachments?: Attachments): string[] =>
  Object.entries(evidence).flatMap(([split, { worst = [] }]) =>
    worst.length === 0
      ? []
      : [
          `The counts of ${split} that were furthest off:`,
          [
            row(['picture', 'cells', 'counted']),
            row(['---', '---:', '---:']),
            ...worst.map(({ image, actual, predicted }) => row([image, String(actual), rounded(predicted)])),
          ].join('\n'),
          ...(attachments?.has(failuresFile(split))
            ? [
                `![Cells of ${split} that were missed, or found where none are](${failuresFile(split)})`,
                `The first of them: where cells were found, missed, and found where none are (${FAILURE_RADIUS} px). The pictures themselves are not shown.`,
              ]
            : []),
        ],
  );
