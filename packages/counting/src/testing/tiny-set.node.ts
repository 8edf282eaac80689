import {
  type Dataset,
  encodePng,
  formatSplit,
  labelPicture,
  memoryFiles,
  openDataset,
  type SplitName,
  simulate,
} from '@celltally/imaging';
import { completeTrainConfig, type TrainConfig } from '../config.js';

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

/** A training of two steps an epoch that is over in a moment; pictures are larger than a tile. */
export const tinyConfig = (changes: Readonly<Record<string, unknown>> = {}): TrainConfig =>
  completeTrainConfig({
    ...{ model: 'unet', width: 2, crop: 32, halo: 0, batch: 2, epochs: 2, warmup: 0, learningRate: 0.01 },
    ...changes,
  });
