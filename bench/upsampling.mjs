// Times ELMGAN's fold upsampling beside the usual ways to double a feature map, at the six places where its generator
// does so, all in one process in turns, and prints medians, of the times and of the ratios of each round, as a table.
// With --learning, both gradients as well.
// usage: node bench/upsampling.mjs [--size 256] [--repetitions 21] [--learning]
import { parseArgs } from 'node:util';
import {
  compile,
  conv2d,
  convTranspose2d,
  depthToSpace,
  floats,
  gradients,
  input,
  openDevice,
  reshape,
  transpose,
  upsampleBilinear,
  upsampleNearest,
} from '@celltally/engine';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '256' },
    repetitions: { type: 'string', default: '21' },
    learning: { type: 'boolean', default: false },
  },
});
const size = Number(values.size);
const repetitions = Number(values.repetitions);

/** Channels in and out, and what the side of the picture is divided by. */
const places = [
  [512, 512, 64],
  [1024, 512, 32],
  [1024, 256, 16],
  [512, 128, 8],
  [256, 64, 4],
  [32, 1, 2],
];

/** Kernel of `[out, in, k, k]` and what is done with it. */
const enlargements = {
  'fold, as transposed convolution': {
    kernel: (i, o) => [4 * o, i, 1, 1],
    run: (x, w, o) =>
      convTranspose2d(x, transpose(reshape(w, [2, 2, o, x.shape[1]]), [3, 2, 0, 1]), { stride: 2 }),
  },
  'fold, DepthToSpace DCR': {
    kernel: (i, o) => [4 * o, i, 1, 1],
    run: (x, w) => depthToSpace(conv2d(x, w), 2, 'DCR'),
  },
  'fold, DepthToSpace CRD': {
    kernel: (i, o) => [4 * o, i, 1, 1],
    run: (x, w, o) =>
      depthToSpace(conv2d(x, reshape(transpose(reshape(w, [4, o, x.shape[1]]), [1, 0, 2]), w.shape)), 2),
  },
  'fold, one transposition': {
    kernel: (i, o) => [4 * o, i, 1, 1],
    run: (x, w, o) => {
      const [n, , h, v] = x.shape;
      const blocks = reshape(conv2d(x, w), [n, 2, 2, o, h, v]);
      return reshape(transpose(blocks, [0, 3, 4, 1, 5, 2]), [n, o, 2 * h, 2 * v]);
    },
  },
  'nearest, 1x1': { kernel: (i, o) => [o, i, 1, 1], run: (x, w) => conv2d(upsampleNearest(x, 2), w) },
  'nearest, 3x3': {
    kernel: (i, o) => [o, i, 3, 3],
    run: (x, w) => conv2d(upsampleNearest(x, 2), w, { padding: 1 }),
  },
  'bilinear, 1x1': { kernel: (i, o) => [o, i, 1, 1], run: (x, w) => conv2d(upsampleBilinear(x, 2), w) },
  'bilinear, 3x3': {
    kernel: (i, o) => [o, i, 3, 3],
    run: (x, w) => conv2d(upsampleBilinear(x, 2), w, { padding: 1 }),
  },
  'transposed 4x4': {
    kernel: (i, o) => [i, o, 4, 4],
    run: (x, w) => convTranspose2d(x, w, { stride: 2, padding: 1 }),
  },
};

let seed = 1;
const noise = (shape) =>
  floats(
    shape,
    Float32Array.from({ length: shape.reduce((n, d) => n * d, 1) }, () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 32 - 0.5;
    }),
  );

const device = await openDevice('cpu');
const names = Object.keys(enlargements);
const runs = [];
/** Results stay on the device: their way to the host would cost all ways to enlarge the same. */
const updatesOf = (outputs) =>
  Object.fromEntries(Object.keys(outputs).map((name) => [name, `result.${name}`]));

for (const [index, [channels, out, divisor]] of places.entries()) {
  const x = input(`x${index}`, [1, channels, size / divisor, size / divisor]);
  const dy = input(`dy${index}`, [1, out, (2 * size) / divisor, (2 * size) / divisor]);
  await device.write({ [`x${index}`]: noise(x.shape), [`dy${index}`]: noise(dy.shape) });
  for (const [way, { kernel, run }] of Object.values(enlargements).entries()) {
    const w = input(`w${index}.${way}`, kernel(channels, out));
    const weights = noise(w.shape);
    const y = run(x, w, out);
    let options = { outputs: { y }, constants: new Map([[w, weights]]), standard: true };
    if (values.learning) {
      await device.write({ [`w${index}.${way}`]: weights });
      const [dx, dw] = gradients(y, [x, w], dy);
      options = { outputs: { y, dx, dw } };
    }
    const program = compile({ ...options, updates: updatesOf(options.outputs) });
    runs.push({ program: await device.load(program), times: [] });
  }
}
for (let round = 0; round < repetitions + 2; round++) {
  for (const { program, times } of runs) {
    const start = performance.now();
    await program.run({});
    if (round > 1) times.push(performance.now() - start);
  }
}
await device.close();

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
/** Times of one way to enlarge, at each place and over all of them, round by round. */
const timesOf = (name) =>
  runs.filter((_, i) => i % names.length === names.indexOf(name)).map(({ times }) => times);
const totalsOf = (name) =>
  timesOf(name).reduce(
    (sums, times) => sums.map((sum, round) => sum + times[round]),
    new Array(repetitions).fill(0),
  );
const first = totalsOf(names[0]);
const place = ([channels, out, divisor]) => `${channels}→${out}, ${size / divisor}²`;
console.log(`| ms at ${size}² | ${places.map(place).join(' | ')} | all | of the first |`);
console.log(`|---|${places.map(() => '--:|').join('')}--:|--:|`);
for (const name of names) {
  const totals = totalsOf(name);
  const cells = [...timesOf(name), totals].map((times) => median(times).toFixed(2));
  const ratio = median(totals.map((total, round) => total / first[round]));
  console.log(`| ${name} | ${cells.join(' | ')} | ${ratio.toFixed(2)} |`);
}
