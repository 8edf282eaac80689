import { type Device, floats, input, symbol, type Tensor } from '@celltally/engine';
import { createRandom, type Normalisation } from '@celltally/imaging';
import { build, compileExport } from '@celltally/nn';
import type { Architecture, Stage } from '../architecture.js';
import type { NetworkOptions } from '../options.js';
import type { ModelSettings } from '../package/settings.js';
import { runPackage } from '../package/verify.js';
import { VERSION } from '../package/version.js';
import type { PackageContents } from '../package/write.js';
import { fullSizePrediction } from '../stages.js';
import { densityTarget } from '../targets/density.js';
import { architecture as unet } from '../zoo/unet/index.js';

type Size = readonly [number, number];

function fresh(architecture: Architecture, options: NetworkOptions, seed: number, size: Size | undefined) {
  const step = architecture.multipleOf;
  const [height, width] = size ?? [symbol('height', step), symbol('width', step)];
  const image = input('image', [symbol('batch'), 3, height, width]);
  const stage = architecture.stages.at(-1) as Stage;
  const network = build((scope) => fullSizePrediction(stage, scope, image, options), { training: false });
  const random = createRandom(seed);
  const tensors = new Map<string, Tensor>(
    [...network.parameters, ...network.buffers].map(({ name, shape, initialise }) => [
      name,
      floats(shape, initialise(shape, random)),
    ]),
  );
  return { network, tensors };
}

/** A network with fresh weights as an exported program: with free sizes, or for pictures of one `[height, width]`. */
export function exportFresh(architecture: Architecture, options: NetworkOptions, seed = 1, size?: Size) {
  const { network, tensors } = fresh(architecture, options, seed, size);
  return compileExport({ network, outputs: { ...network.result }, tensors });
}

/** The tensors of that network by name. */
export const freshTensors = (
  architecture: Architecture,
  options: NetworkOptions,
  seed = 1,
  size?: Size,
): ReadonlyMap<string, Tensor> => fresh(architecture, options, seed, size).tensors;

/** A picture of noise, `[1, 3, height, width]`, from 0 to 255. */
export function noisePicture(height: number, width: number, seed = 2): Tensor<'float32'> {
  const random = createRandom(seed);
  return floats(
    [1, 3, height, width],
    Float32Array.from({ length: 3 * height * width }, () => 255 * random.uniform()),
  );
}

/** The contents of a package around a tiny U-Net that was never trained. */
export async function smallPackage(
  device: Device,
  normalisation: Normalisation = { kind: 'percentile', low: 1, high: 99.8, jointly: true },
): Promise<PackageContents> {
  const target = densityTarget();
  const settings: ModelSettings = {
    version: VERSION,
    architecture: { name: 'unet', options: { width: 2 } },
    target: { name: target.name, settings: target.settings },
    decode: target.defaults,
    preparation: { normalisation, fullScale: 255, inputScale: 1, micrometresPerPixel: 0.5 },
    tiles: { tile: 256, halo: 32, multipleOf: 16 },
    training: {
      dataset: 'noise',
      seed: 1,
      split: { train: 3, validation: 1 },
      details: { epochs: 2, losses: [0.5, 0.25] },
    },
    figures: { validation: { MAE: 3.25, F1: 0.875 }, test: { MAE: 4 } },
    evidence: {
      validation: {
        intervals: { MAE: [2.75, 4.5] },
        worst: [{ image: 'b.png', actual: 4, predicted: 6.5 }],
      },
    },
    seen: {
      pictures: 3,
      kinds: { grey: 1 },
      channels: [1],
      bitDepths: [8, 16],
      ranges: { diameter: { least: 8, low: 9.5, median: 12, high: 15, most: 15.5 } },
    },
    calibration: { quantiles: [0.05, 0.95] },
  };
  const program = exportFresh(unet, { width: 2 });
  const testInput = noisePicture(112, 96);
  return {
    about: {
      name: 'Tiny U-Net (untrained)',
      description: 'A network for tests that knows nothing.',
      authors: [{ name: 'Ada Example', affiliation: 'Example Institute' }],
      cite: [{ text: unet.paper.title, doi: unet.paper.doi! }],
      license: 'MIT',
      tags: ['cell-counting', '2d'],
      timestamp: '2026-01-02T03:04:05Z',
    },
    settings,
    program,
    testInput,
    ...(await runPackage({ program, settings }, testInput, device)),
  };
}
