import { type Device, floats, type Tensor } from '@celltally/engine';
import { crop, type Dataset, type Image, subset, toChannels } from '@celltally/imaging';
import { type ModelDescription, type PackageContents, VERSION } from '@celltally/models';
import { CountingError } from '../errors.js';
import type { EvaluationSummary } from '../metrics/summary.js';
import { preparePicture } from '../picture/preparation.js';
import type { TrainedModel } from './outcome.js';

export interface PackingOptions {
  /** Name, authors, licence and so on, for people. */
  readonly about: ModelDescription;
  /** The data the model was trained on: its first validation picture becomes the test tensors. */
  readonly dataset: Dataset;
  /** Runs the exported model once. */
  readonly device: Device;
  /** Figures of the test part, measured with the finished model. */
  readonly test?: EvaluationSummary;
}

/** Largest value that a picture can hold: what fixed means and deviations count as 1. */
const fullScaleOf = (image: Image): number => (image.bitDepth === 8 ? 255 : image.bitDepth === 16 ? 65535 : 1);

/** Everything that a model package of a trained model holds, test tensors included. */
export async function packTrained(model: TrainedModel, options: PackingOptions): Promise<PackageContents> {
  const { dataset, device } = options;
  const first = subset(dataset, 'val').items[0] ?? dataset.items[0];
  if (first === undefined) throw new CountingError(`${dataset.name} holds no picture for the package's test tensors`);
  const whole = await (await first.open()).read();
  const { tile } = testSquare(model, whole);
  const image = crop(whole, { x: 0, y: 0, width: tile, height: tile });
  const program = await device.load(model.program);
  const prepared = asThreeChannels(preparePicture(image, model.preparation).data, tile);
  const { map } = await program.run({ image: prepared });
  await program.release();
  const { config, records, bestEpoch } = model;
  const last = records.at(-1);
  return {
    about: options.about,
    program: model.program,
    testInput: asThreeChannels(Float32Array.from(toChannels(image, whole.colour === 'rgb' ? 3 : 1).data), tile),
    testOutput: map as Tensor,
    settings: {
      version: VERSION,
      architecture: { name: model.architecture.name, options: model.options },
      target: { name: model.target.name, settings: model.target.settings },
      decode: model.settings,
      preparation: { normalisation: model.preparation.normalisation, fullScale: fullScaleOf(whole), inputScale: 1 },
      tiles: { tile: config.crop, halo: config.halo, multipleOf: model.architecture.multipleOf },
      training: {
        dataset: model.dataset,
        seed: config.seed,
        split: Object.fromEntries(
          Object.entries(dataset.splits ?? {}).map(([part, names]) => [part, (names as readonly string[]).length]),
        ),
        details: {
          config: { ...config },
          epochs: records.length,
          bestEpoch,
          hours: Number(((last?.seconds ?? 0) / 3600).toFixed(2)),
        },
      },
      figures: {
        ...(model.validation ? { val: figuresOf(model.validation) } : {}),
        ...(options.test ? { test: figuresOf(options.test) } : {}),
      },
    },
  };
}

/** The largest square of whole network steps that fits both a tile and the picture. */
function testSquare({ config, architecture }: TrainedModel, { width, height }: Image): { tile: number } {
  const step = architecture.multipleOf;
  const tile = Math.floor(Math.min(config.crop, width, height) / step) * step;
  if (tile === 0) throw new CountingError(`pictures of ${width} x ${height} are smaller than the network's step of ${step}`);
  return { tile };
}

function asThreeChannels(data: Float32Array, size: number): Tensor<'float32'> {
  const area = size * size;
  const three = new Float32Array(3 * area);
  for (let channel = 0; channel < 3; channel++) {
    three.set(data.length === area ? data : data.subarray(channel * area, (channel + 1) * area), channel * area);
  }
  return floats([1, 3, size, size], three);
}

function figuresOf(summary: EvaluationSummary): Record<string, number> {
  const figures: Record<string, number> = {
    images: summary.images,
    MAE: summary.mae,
    RMSE: summary.rmse,
    bias: summary.bias,
    'relative error': summary.relativeError,
  };
  for (const { radius, precision, recall, f1 } of summary.localization) {
    figures[`precision at ${radius} px`] = precision;
    figures[`recall at ${radius} px`] = recall;
    figures[`F1 at ${radius} px`] = f1;
  }
  return figures;
}
