// Times forms of SSRNet's factorised fold with what follows it in the network (ReLU, 1x1 convolution), in turn in one
// process; in milliseconds, and as ratios to the form of the paper.
// usage: node bench/fold.mjs [--rounds 15]
import { parseArgs } from 'node:util';
import {
  compile,
  concat,
  conv2d,
  convTranspose2d,
  depthToSpace,
  floats,
  input,
  matMul,
  openDevice,
  relu,
  reshape,
  split,
  transpose,
} from '@celltally/engine';
import { factorisedFold } from '../packages/models/dist/zoo/ssrnet/fold.js';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const rounds = Number(values.rounds);

/** Channels of the fold, and of what follows it, at the network's own width. */
const [OUT, NARROW] = [256, 64];
/** Scale, and side of the small picture. */
const places = [
  [2, 4],
  [2, 16],
  [2, 64],
  [4, 16],
  [8, 16],
  [32, 4],
  [32, 8],
];

const kernel = (weight) => reshape(weight, [weight.shape[0], weight.shape[1], 1, 1]);
const parts = (weight, scale) => split(weight, 0, new Array(scale).fill(weight.shape[0] / scale));
const byRows = (z, scale) => {
  const [n, c, h, w] = z.shape;
  return reshape(transpose(reshape(z, [n, scale, c / scale, h, w]), [0, 2, 3, 1, 4]), [
    n,
    c / scale,
    h * scale,
    w,
  ]);
};
const byColumns = (z, scale) => {
  const [n, c, h, w] = z.shape;
  return reshape(transpose(reshape(z, [n, scale, c / scale, h, w]), [0, 2, 3, 4, 1]), [
    n,
    c / scale,
    h,
    w * scale,
  ]);
};
const after = (y, narrow) => conv2d(relu(y), kernel(narrow));

/** Each is given the kernels `[OUT·scale, OUT]` of both folds, or their products `[OUT·scale², OUT]`. */
const forms = {
  'two folds (the paper’s)': (x, { rows, columns, narrow }, scale) =>
    after(byColumns(conv2d(byRows(conv2d(x, kernel(rows)), scale), kernel(columns)), scale), narrow),
  'columns as a matrix product, channels last': (x, { rows, columns, narrow }, scale) => {
    const [n, , h, w] = x.shape;
    const z = reshape(conv2d(x, kernel(rows)), [n, scale, OUT, h, w]);
    const tall = reshape(transpose(z, [0, 3, 1, 4, 2]), [n * h * scale * w, OUT]);
    const y = reshape(relu(matMul(tall, columns, { transposeB: true })), [n, h * scale * w * scale, OUT]);
    return reshape(matMul(narrow, y, { transposeB: true }), [n, NARROW, h * scale, w * scale]);
  },
  'two folds, each offset by itself': (x, { rows, columns, narrow }, scale) => {
    const tall = byRows(conv2d(x, kernel(rows)), scale);
    const each = parts(columns, scale).map((part) => after(conv2d(tall, kernel(part)), narrow));
    return byColumns(concat(each, 1), scale);
  },
  'products, DepthToSpace': (x, { products, narrow }, scale) =>
    after(depthToSpace(conv2d(x, kernel(products)), scale, 'DCR'), narrow),
  'products, transposed convolution': (x, { products, narrow }, scale) => {
    const taps = transpose(reshape(products, [scale, scale, OUT, OUT]), [3, 2, 0, 1]);
    return after(convTranspose2d(x, taps, { stride: scale }), narrow);
  },
  'products, each offset by itself': (x, { products, narrow }, scale) => {
    const each = parts(products, scale ** 2).map((part) => after(conv2d(x, kernel(part)), narrow));
    return depthToSpace(concat(each, 1), scale, 'DCR');
  },
  'the network’s': (x, { rows, columns, narrow }, scale) =>
    factorisedFold(x, { rows: kernel(rows), columns: kernel(columns) }, scale, (y) => after(y, narrow)),
};

let seed = 1;
const noise = (shape, size = 1) => {
  const data = new Float32Array(shape.reduce((n, d) => n * d, 1));
  for (let i = 0; i < data.length; i++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    data[i] = (seed / 2 ** 31 - 1) * size;
  }
  return floats(shape, data);
};

const device = await openDevice('cpu');
/** Median time of each form, in the order of `forms`. */
async function timesAt([scale, side]) {
  const x = input('x', [1, OUT, side, side]);
  await device.write({ x: noise(x.shape) });
  const weights = {
    rows: input('rows', [OUT * scale, OUT]),
    columns: input('columns', [OUT * scale, OUT]),
    products: input('products', [OUT * scale ** 2, OUT]),
    narrow: input('narrow', [NARROW, OUT]),
  };
  const constants = new Map(Object.values(weights).map((each) => [each, noise(each.shape, OUT ** -0.5)]));
  const programs = [];
  for (const form of Object.values(forms)) {
    // The result stays on the device: its way to the host would cost all forms the same.
    const program = compile({
      outputs: { y: form(x, weights, scale) },
      updates: { y: 'y' },
      constants,
      standard: true,
    });
    programs.push(await device.load(program));
  }
  const times = programs.map(() => []);
  for (let round = -2; round < rounds; round++) {
    for (const [i, program] of programs.entries()) {
      const start = performance.now();
      await program.run({});
      if (round >= 0) times[i].push(performance.now() - start);
    }
  }
  for (const program of programs) await program.release();
  return times.map((each) => each.sort((a, b) => a - b)[rounds >> 1]);
}

const table = [];
for (const place of places) table.push(await timesAt(place));
await device.close();

console.log(`| form | ${places.map(([scale, side]) => `${side}² ×${scale}`).join(' | ')} |`);
console.log(`|---|${places.map(() => '--:|').join('')}`);
for (const [i, name] of Object.keys(forms).entries()) {
  const cells = table.map((times) => `${times[i].toFixed(2)} (${(times[i] / times[0]).toFixed(2)})`);
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
