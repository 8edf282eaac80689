// Simulates a small data set in memory, trains a narrow Lite-UNet on it for two epochs, and evaluates it:
//
//     node examples/train.mjs [FOLDER]
//
// With a FOLDER, the model is left there as a package. Two epochs teach it next to nothing: it shows the way only.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  completeTrainConfig,
  evaluate,
  memoryStore,
  openDevice,
  openModel,
  packageFiles,
  packTrained,
  train,
} from '@celltally/counting';
import {
  encodePng,
  formatSplit,
  labelPicture,
  makeSplit,
  memoryFiles,
  openDataset,
  simulate,
  subset,
} from '@celltally/imaging';

const dataset = await openDataset(memoryFiles('simulated', simulatedFiles(8)));
const config = completeTrainConfig({ width: 8, crop: 48, halo: 16, batch: 2, epochs: 2, warmup: 0 });

const model = await follow(train({ dataset, config, store: memoryStore() }), (event) => {
  if (event.type === 'training') console.log(`${event.parameters} parameters, ${event.steps} steps an epoch`);
  if (event.type === 'epoch') {
    const { epoch, loss, validation } = event.record;
    console.log(`epoch ${epoch}: loss ${loss.toFixed(4)}, validation MAE ${validation.mae.toFixed(2)}`);
  }
});

const device = await openDevice('cpu');
const about = {
  name: 'simulated cells',
  description: 'An example that was trained for two epochs.',
  authors: [{ name: 'celltally' }],
  cite: [{ text: model.architecture.paper.title, doi: model.architecture.paper.doi }],
  license: 'MIT',
  tags: ['cell-counting'],
};
const contents = await packTrained(model, { about, dataset, device });
await device.close();

const test = evaluate({ dataset: subset(dataset, 'test'), model: openModel(contents) });
const { summary } = await follow(test, (event) => {
  if (event.type === 'evaluated') {
    const { image, actual, predicted } = event.result;
    console.log(`${image}: ${actual} cells, predicted ${predicted.toFixed(1)}`);
  }
});
console.log(`test MAE ${summary.mae.toFixed(2)} over ${summary.images} pictures`);

const [folder] = process.argv.slice(2);
if (folder !== undefined) {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of await packageFiles(contents)) await writeFile(join(folder, name), bytes);
  console.log(`package in ${folder}`);
}

/** Pictures, labels and split of a data set, by path. */
function simulatedFiles(pictures) {
  const files = {};
  for (let i = 0; i < pictures; i++) {
    const { image, labels } = simulate({
      modality: 'fluorescence',
      seed: i + 1,
      width: 64,
      height: 64,
      count: 4 + (i % 5),
      diameter: 11,
    });
    files[`images/cells-${i}.png`] = encodePng(image);
    files[`annotations/cells-${i}.png`] = encodePng(labelPicture(labels));
  }
  const names = Array.from({ length: pictures }, (_, i) => `cells-${i}.png`);
  const splits = makeSplit(names, { seed: 1, train: 4, val: 2, test: 2 });
  return { ...files, 'split.json': formatSplit({ splits, rule: { marks: 'unique-labels' } }) };
}

/** Follows a task to its end and gives its result. */
async function follow(events, tell) {
  let next = await events.next();
  for (; !next.done; next = await events.next()) tell(next.value);
  return next.value;
}
