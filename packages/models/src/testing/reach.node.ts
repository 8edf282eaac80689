import { type Device, filled, floatData, floats, input, type Tensor } from '@celltally/engine';
import { build, compileExport, type Declaration } from '@celltally/nn';
import type { Architecture, Stage } from '../architecture.js';
import type { NetworkOptions } from '../options.js';
import { fullSizePrediction } from '../stages.js';

/**
 * How far, in pixels, a pixel of the input reaches in the map: measured exactly on a network of positive weights and no
 * biases, which passes on nothing of a black picture and something of every lit pixel. Each picture of the batch lights
 * one column, and each stands differently to the poolings. Weights of twice the mean keep far values from underflow.
 */
export async function reachOf(
  device: Device,
  architecture: Architecture,
  options: NetworkOptions,
): Promise<number> {
  const { halo, multipleOf } = architecture;
  const middle = multipleOf * Math.ceil((halo + multipleOf) / multipleOf);
  const [height, width] = [multipleOf, 2 * middle];
  const image = input('image', [multipleOf, 3, height, width]);
  const stage = architecture.stages.at(-1) as Stage;
  const network = build((scope) => fullSizePrediction(stage, scope, image, options), { training: false });
  const tensors = new Map(
    [...network.parameters, ...network.buffers].map((each) => [each.name, positive(each)]),
  );
  const program = await device.load(
    compileExport({ network, outputs: { map: network.result.map }, tensors }),
  );
  const pictures = filled([multipleOf, 3, height, width], 0);
  for (let shift = 0; shift < multipleOf; shift++) {
    for (let line = 0; line < 3 * height; line++)
      pictures.data[(shift * 3 * height + line) * width + middle + shift] = 1000;
  }
  const map = floatData((await program.run({ image: pictures })).map as Tensor);
  await program.release();
  let reach = 0;
  map.forEach((value, i) => {
    const shift = Math.floor(i / (height * width));
    if (value !== 0) reach = Math.max(reach, Math.abs((i % width) - middle - shift));
  });
  return reach;
}

const unit = { uniform: () => 0, normal: () => 0 };

function positive({ name, shape, initialise }: Declaration): Tensor<'float32'> {
  if (shape.length >= 2) return filled(shape, 2 / shape.slice(1).reduce((n, d) => n * d, 1));
  return name.endsWith('bias') ? filled(shape, 0) : floats(shape, initialise(shape, unit));
}
