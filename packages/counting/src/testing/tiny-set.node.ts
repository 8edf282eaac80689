import {
  type Annotation,
  countOf,
  type Dataset,
  encodePng,
  formatSplit,
  labelPicture,
  memoryFiles,
  openDataset,
  type SplitName,
  type Splits,
  simulate,
} from '@celltally/imaging';
import { completeTrainConfig, stageConfig } from '../config/complete.js';
import type { StageConfig, TrainConfig } from '../config/train-options.js';

/** Parts of the set, by number of the picture. */
const PARTS: readonly SplitName[] = ['train', 'train', 'train', 'train', 'val', 'val', 'test', 'test'];

/** Eight simulated pictures of 48 x 48 pixels with their labels, split 4, 2, 2; by path. */
export function tinyFiles(): Record<string, Uint8Array | string> {
  const files: Record<string, Uint8Array | string> = {};
  const splits: Record<SplitName, string[]> = { train: [], val: [], test: [] };
  PARTS.forEach((part, i) => {
    const name = `cells-${i}.png`;
    const { image, labels } = simulate({
      modality: 'fluorescence',
      seed: i + 1,
      width: 48,
      height: 48,
      count: 3 + (i % 4),
      diameter: 10,
    });
    files[`images/${name}`] = encodePng(image);
    files[`annotations/${name}`] = encodePng(labelPicture(labels));
    splits[part].push(name);
  });
  files['split.json'] = formatSplit({ splits, rule: { marks: 'unique-labels' } });
  return files;
}

export const tinyDataset = (files = tinyFiles()): Promise<Dataset> => openDataset(memoryFiles('tiny', files));

/** The same pictures, of which only a table says how many cells they hold. */
export async function tinyCounts(): Promise<Dataset> {
  const { items, splits } = await tinyDataset();
  const files = tinyFiles();
  const rows = await Promise.all(
    items.map(async (item) => `${item.name},${countOf((await item.annotation()) as Annotation)}`),
  );
  const pictures = items.map(({ name }) => [name, files[`images/${name}`] as Uint8Array] as const);
  const table = ['filename,count', ...rows].join('\n');
  const counted = await openDataset(
    memoryFiles('counted', { ...Object.fromEntries(pictures), 'counts.csv': table }),
  );
  return { ...counted, splits: splits as Splits };
}

/** A training of two steps an epoch that is over in a moment; pictures are larger than a tile. */
export const tinyConfig = (changes: Readonly<Record<string, unknown>> = {}): TrainConfig =>
  completeTrainConfig({
    ...{ model: 'unet', width: 2, crop: 32, halo: 0, batch: 2, epochs: 2, warmup: 0, learningRate: 0.01 },
    ...changes,
  });

/** The options of a stage, where it is the only one. */
export const tinyStage = (changes: Readonly<Record<string, unknown>> = {}): StageConfig =>
  stageConfig(tinyConfig(changes), { stage: 0, stages: ['network'] });
