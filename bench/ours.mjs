// Times one training step and one inference of our engine in a process of its own and prints the medians as JSON.
// usage: node bench/ours.mjs unet|lite-unet BATCH SIZE REPETITIONS
import { adam, floats, input, mse, openDevice } from '@celltally/engine';
import { loadArchitecture } from '@celltally/models';
import {
  build,
  compileExport,
  compileTrainingStep,
  flatLayout,
  initialVector,
  unflatten,
} from '@celltally/nn';

const [name, batchText, sizeText, repetitionsText] = process.argv.slice(2);
const [batch, size, repetitions] = [Number(batchText), Number(sizeText), Number(repetitionsText)];
const architecture = await loadArchitecture(name);

let seed = 1;
const uniform = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
const random = { uniform, normal: () => (uniform() + uniform() + uniform() - 1.5) * 2 };
const pixels = (count) =>
  floats([count, 3, size, size], Float32Array.from({ length: count * 3 * size * size }, random.normal));

/** Median of the runs after the first two, in milliseconds. */
async function median(run) {
  const times = [];
  for (let i = 0; i < repetitions + 2; i++) {
    const start = performance.now();
    await run(i + 1);
    times.push(performance.now() - start);
  }
  return times.slice(2).sort((a, b) => a - b)[repetitions >> 1];
}

async function trainingStep() {
  const image = input('image', [batch, 3, size, size]);
  const network = build((scope) => architecture.stages.at(-1).network(scope, image, architecture.defaults), {
    training: true,
  });
  const target = input('target', [batch, 1, size, size]);
  const step = compileTrainingStep({ network, loss: mse(network.result.map, target), optimiser: adam() });
  const device = await openDevice('cpu');
  const program = await device.load(step.program);
  await device.write(
    step.initialState(initialVector(network.parameters, random), initialVector(network.buffers, random)),
  );
  const feeds = {
    image: pixels(batch),
    target: floats([batch, 1, size, size], new Float32Array(batch * size * size).fill(0.1)),
  };
  for (const { name: mask, shape } of network.masks) {
    feeds[mask] = floats(shape, new Float32Array(shape.reduce((n, d) => n * d, 1)).fill(1));
  }
  const result = await median((i) => program.run({ ...feeds, ...step.scalars(i, 1e-4) }));
  await device.close();
  return result;
}

async function inference() {
  const image = input('image', [1, 3, size, size]);
  const network = build((scope) => architecture.stages.at(-1).network(scope, image, architecture.defaults), {
    training: false,
  });
  const tensors = new Map();
  for (const declarations of [network.parameters, network.buffers]) {
    for (const [key, value] of unflatten(flatLayout(declarations), initialVector(declarations, random))) {
      tensors.set(key, value);
    }
  }
  const device = await openDevice('cpu');
  const program = await device.load(
    compileExport({ network, outputs: { map: network.result.map }, tensors }),
  );
  const feeds = { image: pixels(1) };
  const result = await median(() => program.run(feeds));
  await device.close();
  return result;
}

console.log(JSON.stringify({ training: await trainingStep(), inference: await inference() }));
