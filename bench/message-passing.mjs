// Times the two forms of the bilinear means in DCL's global message passing, on 512 channels and nine samples as in its
// counter, in turns in one process, and prints the medians as a table.
// usage: node bench/message-passing.mjs [--pictures 2] [--side 32] [--repetitions 3]
import { parseArgs } from 'node:util';
import { compile, floats, gradients, input, openDevice } from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import {
  bilinearMeanByProduct,
  bilinearMeanBySampling,
} from '../packages/models/dist/zoo/dcl/bilinear-mean.js';

const { values } = parseArgs({
  options: {
    pictures: { type: 'string', default: '2' },
    side: { type: 'string', default: '32' },
    repetitions: { type: 'string', default: '3' },
  },
});
const [pictures, side, repetitions] = [values.pictures, values.side, values.repetitions].map(Number);

const random = createRandom(1);
const noise = (shape) =>
  floats(
    shape,
    Float32Array.from({ length: shape.reduce((n, d) => n * d, 1) }, () => random.normal()),
  );
const feeds = {
  x: noise([pictures, 512, side, side]),
  offsets: noise([pictures, 18, side, side]),
  dy: noise([pictures, 512, side, side]),
};

const device = await openDevice('cpu');
const cases = [];
for (const [form, mean] of [
  ['product', bilinearMeanByProduct],
  ['sampling', bilinearMeanBySampling],
]) {
  const [x, offsets, dy] = Object.entries(feeds).map(([name, { shape }]) => input(name, shape));
  const y = mean(x, offsets);
  const [dx, dOffsets] = gradients(y, [x, offsets], dy);
  for (const [what, outputs, names] of [
    ['forward', { y }, ['x', 'offsets']],
    ['forward and backward', { y, dx, dOffsets }, ['x', 'offsets', 'dy']],
  ]) {
    const program = await device.load(compile({ outputs }));
    const run = () => program.run(Object.fromEntries(names.map((name) => [name, feeds[name]])));
    await run();
    cases.push({ form, what, run, times: [] });
  }
}
for (let round = 0; round < repetitions; round++) {
  for (const { run, times } of cases) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
}
await device.close();

console.log(`| of ${pictures} x 512 x ${side}², nine samples | form | ms |\n|---|---|--:|`);
for (const { form, what, times } of cases) {
  const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  console.log(`| ${what} | ${form} | ${median.toFixed(0)} |`);
}
