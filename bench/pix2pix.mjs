// Times one prediction of ELMGAN's generator beside one of pix2pix's, from which it descends: eight stages down and, by
// transposed convolutions, eight up. One process, in turns; medians of the times and of the ratios as a table.
// usage: node bench/pix2pix.mjs [--sizes 256,512] [--repetitions 11]
import { parseArgs } from 'node:util';
import {
  concat,
  convTranspose2d,
  floats,
  input,
  instanceNorm,
  leakyRelu,
  openDevice,
  relu,
  tanh,
} from '@celltally/engine';
import { cost, loadArchitecture } from '@celltally/models';
import {
  batchNorm,
  build,
  compileExport,
  convolution,
  flatLayout,
  initialVector,
  torchDefault,
  unflatten,
} from '@celltally/nn';

const { values } = parseArgs({
  options: { sizes: { type: 'string', default: '256,512' }, repetitions: { type: 'string', default: '11' } },
});
const repetitions = Number(values.repetitions);

/** Isola et al. 2017, the U-Net generator; without dropout, which only training draws. */
function pix2pix(scope, image, norm) {
  const down = [64, 128, 256, 512, 512, 512, 512, 512];
  const skips = [];
  let x = image;
  down.forEach((out, stage) => {
    const at = scope.child('down').child(stage);
    const inner = stage > 0 && stage < down.length - 1;
    x = convolution(at, stage > 0 ? leakyRelu(x, 0.2) : x, {
      out,
      kernel: 4,
      stride: 2,
      padding: 1,
      bias: !inner,
    });
    if (inner) x = norm(at.child('norm'), x);
    skips.push(x);
  });
  x = skips.pop();
  while (skips.length > 0) {
    const at = scope.child('up').child(skips.length);
    const skip = skips.pop();
    x = concat([norm(at.child('norm'), enlarged(at, relu(x), skip.shape[1])), skip], 1);
  }
  const last = scope.child('up').child(0);
  return tanh(enlarged(last, relu(x), 1));
}

const enlarged = (scope, x, out) =>
  convTranspose2d(x, scope.parameter('weight', [x.shape[1], out, 4, 4], torchDefault), {
    stride: 2,
    padding: 1,
  });

const elmgan = await loadArchitecture('elmgan');
const networks = {
  elmgan: (scope, image) => elmgan.stages[0].network(scope, image, elmgan.defaults),
  'pix2pix, instance normalisation': (scope, image) => ({
    map: pix2pix(scope, image, (_, x) => instanceNorm(x)),
  }),
  'pix2pix, batch normalisation': (scope, image) => ({ map: pix2pix(scope, image, batchNorm) }),
};

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

let seed = 1;
const uniform = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
const random = { uniform, normal: () => (uniform() + uniform() + uniform() - 1.5) * 2 };

console.log('| size | network | parameters, M | multiply-accumulates, G | ms | of the first |');
console.log('|---|---|--:|--:|--:|--:|');
for (const size of values.sizes.split(',').map(Number)) {
  const device = await openDevice('cpu');
  const runs = [];
  for (const [name, network] of Object.entries(networks)) {
    const image = input('image', [1, 3, size, size]);
    const built = build((scope) => network(scope, image), { training: false });
    const tensors = new Map(
      [built.parameters, built.buffers].flatMap((declared) => [
        ...unflatten(flatLayout(declared), initialVector(declared, random)),
      ]),
    );
    const program = await device.load(
      compileExport({ network: built, outputs: { ...built.result }, tensors }),
    );
    runs.push({ name, program, times: [], ...cost(built) });
  }
  const image = floats([1, 3, size, size], Float32Array.from({ length: 3 * size * size }, random.normal));
  for (let round = 0; round < repetitions + 2; round++) {
    for (const { program, times } of runs) {
      const start = performance.now();
      await program.run({ image });
      if (round > 1) times.push(performance.now() - start);
    }
  }
  await device.close();
  for (const { name, parameters, macs, times } of runs) {
    const ratio = median(times.map((time, round) => time / runs[0].times[round]));
    const figures = [(parameters / 1e6).toFixed(2), (macs / 1e9).toFixed(2), median(times).toFixed(0)];
    console.log(`| ${size}² | ${name} | ${figures.join(' | ')} | ${ratio.toFixed(2)} |`);
  }
}
