// Trains SSRNet on discs in noise with one weight of the count's error, and prints the errors of the last quarter.
// usage: node bench/count-weight.mjs [--weight 1e-3] [--cells 12] [--radius 5] [--side 64] [--steps 600] [--width 8]
//        [--rate 1e-3] [--batch 4]
import { parseArgs } from 'node:util';
import { adam, floats, input, openDevice } from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import { loadArchitecture } from '@celltally/models';
import { build, compileTrainingStep, initialVector } from '@celltally/nn';

const { values } = parseArgs({
  options: {
    weight: { type: 'string', default: '1e-3' },
    cells: { type: 'string', default: '12' },
    radius: { type: 'string', default: '5' },
    side: { type: 'string', default: '64' },
    steps: { type: 'string', default: '600' },
    width: { type: 'string', default: '8' },
    rate: { type: 'string', default: '1e-3' },
    batch: { type: 'string', default: '4' },
  },
});
const { weight, cells, radius, side, steps, width, rate, batch } = Object.fromEntries(
  Object.entries(values).map(([name, text]) => [name, Number(text)]),
);
const random = createRandom(1);

/** A batch of pictures with 0 to `cells` discs each, their masks and numbers. */
function discs() {
  const image = new Float32Array(batch * 3 * side ** 2);
  const map = new Float32Array(batch * side ** 2);
  const count = Float32Array.from({ length: batch }, () => Math.floor((cells + 1) * random.uniform()));
  for (let i = 0; i < batch; i++) {
    for (let cell = 0; cell < count[i]; cell++) {
      const [x, y, r] = [side, side, radius].map((size) => size * random.uniform());
      const reach = 0.7 * radius + 0.6 * r;
      for (let p = 0; p < side ** 2; p++) {
        if (Math.hypot((p % side) + 0.5 - x, Math.floor(p / side) + 0.5 - y) < reach)
          map[i * side ** 2 + p] = 1;
      }
    }
    for (let p = 0; p < 3 * side ** 2; p++) {
      image[i * 3 * side ** 2 + p] = 2 * map[i * side ** 2 + (p % side ** 2)] - 0.5 + 0.5 * random.normal();
    }
  }
  return {
    image: floats([batch, 3, side, side], image),
    map: floats([batch, 1, side, side], map),
    count: floats([batch], count),
  };
}

const { stages, defaults } = await loadArchitecture('ssrnet');
const image = input('image', [batch, 3, side, side]);
const network = build((scope) => stages[0].network(scope, image, { ...defaults, width }), { training: true });
const truth = { map: input('map', [batch, 1, side, side]), count: input('count', [batch]) };
const { loss, metrics } = stages[0].objective(network.result, truth, {
  weights: { pixel: 10, count: weight },
});
const step = compileTrainingStep({ network, loss, metrics, optimiser: adam({ beta1: 0.5 }), clip: 1 });
const device = await openDevice('cpu');
const program = await device.load(step.program);
await device.write(
  step.initialState(initialVector(network.parameters, random), initialVector(network.buffers, random)),
);
const pool = Array.from({ length: 60 }, discs);
const late = { pixelError: 0, countError: 0 };
for (let i = 1; i <= steps; i++) {
  const masks = network.masks.map(({ name, shape, keep }) => {
    const length = shape.reduce((n, d) => n * d, 1);
    return [
      name,
      floats(
        shape,
        Float32Array.from({ length }, () => (random.uniform() < keep ? 1 / keep : 0)),
      ),
    ];
  });
  const known = { ...pool[Math.floor(pool.length * random.uniform())], ...Object.fromEntries(masks) };
  const found = await program.run({ ...known, ...step.scalars(i, rate) });
  if (i > 0.75 * steps)
    for (const name of Object.keys(late)) late[name] += found[name].data[0] / (0.25 * steps);
}
await device.close();
console.log(`mask ${late.pixelError.toFixed(4)}, count ${late.countError.toFixed(2)}`);
