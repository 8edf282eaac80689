import { type CompiledProgram, type Device, floats, type Tensor } from '@celltally/engine';
import { crop, type Dataset, type Image, pad, subset, toChannels } from '@celltally/imaging';
import {
  halfWeights,
  type Json,
  type ModelDescription,
  type ModelSettings,
  type PackageContents,
  runPackage,
  type Seen,
  VERSION,
} from '@celltally/models';
import { CountingError } from '../errors.js';
import { enlargedImage } from '../picture/enlarge.js';
import { withPart } from '../record/record-evaluation.js';
import { seenOf } from '../seen/seen-of.js';
import { tilesOf } from './settings.js';
import type { StageCourse, TrainedModel } from './trained-model.js';

export interface PackingOptions {
  /** Name, authors, licence and so on, for people. */
  readonly about: ModelDescription;
  /** The data the model was trained on: its first validation picture becomes the test tensors. */
  readonly dataset: Dataset;
  /** Runs the exported model once. */
  readonly device: Device;
  /** The command that makes the model again, for its card. */
  readonly command?: string;
  /** What the training pictures looked like. Default: they are looked at. */
  readonly seen?: Seen;
  /** Stores the weights in half precision, in half the bytes; the test tensors are made with those. Default false. */
  readonly half?: boolean;
}

/** Largest value that a picture can hold: what fixed means and deviations count as 1. */
const fullScaleOf = (image: Image): number =>
  image.bitDepth === 8 ? 255 : image.bitDepth === 16 ? 65535 : 1;

/** Everything that a model package of a trained model holds, test tensors included. */
export async function packTrained(model: TrainedModel, options: PackingOptions): Promise<PackageContents> {
  const { dataset, device } = options;
  const first = subset(dataset, 'val').items[0] ?? dataset.items[0];
  if (first === undefined)
    throw new CountingError(`${dataset.name} holds no picture for the package's test tensors`);
  const own = await (await first.open()).read();
  const program = options.half ? halved(model.program) : model.program;
  const seen = options.seen ?? (await seenInTraining(dataset));
  const settings = settingsOf(model, { ...options, fullScale: fullScaleOf(own), ...(seen && { seen }) });
  const testInput = asThreeChannels(
    testPicture(model, enlargedImage(own, model.preparation.inputScale ?? 1)),
  );
  return {
    about: options.about,
    program,
    settings,
    testInput,
    ...(await runPackage({ program, settings }, testInput, device)),
  };
}

/** A data set that is not divided was all trained on. */
async function seenInTraining(dataset: Dataset): Promise<Seen | undefined> {
  const training = dataset.splits === undefined ? dataset : subset(dataset, 'train');
  return training.items.length === 0 ? undefined : seenOf(training);
}

const halved = (program: CompiledProgram): CompiledProgram => ({
  ...program,
  model: halfWeights(program.model),
});

function settingsOf(
  model: TrainedModel,
  {
    dataset,
    command,
    seen,
    fullScale,
  }: Pick<PackingOptions, 'dataset' | 'command' | 'seen'> & { readonly fullScale: number },
): ModelSettings {
  const { architecture, config, records, bestEpoch, stages, init } = model;
  const { tile, halo, multipleOf } = tilesOf(config, architecture);
  const seconds = stages.reduce((total, each) => total + (each.records.at(-1)?.seconds ?? 0), 0);
  return {
    version: VERSION,
    architecture: { name: architecture.name, options: model.options },
    target: { name: model.target.name, settings: model.target.settings },
    decode: model.settings,
    preparation: {
      normalisation: model.preparation.normalisation,
      fullScale,
      inputScale: model.preparation.inputScale ?? 1,
    },
    tiles: { tile, halo, multipleOf },
    training: {
      dataset: model.dataset,
      seed: config.seed,
      split: Object.fromEntries(
        Object.entries(dataset.splits ?? {}).map(([part, names]) => [part, names.length]),
      ),
      details: {
        config: { ...config },
        initial:
          init === undefined
            ? 'from scratch'
            : `from ${init.taken} tensors of ${init.name} (SHA-256 ${init.sha256})`,
        ...(stages.length === 1 ? {} : { stages: stages.map(courseOf) }),
        epochs: records.length,
        bestEpoch,
        statistics: model.statistics,
        hours: Number((seconds / 3600).toFixed(2)),
        ...(command === undefined ? {} : { command }),
      },
    },
    ...(model.validation ? withPart({ figures: {} }, 'val', model.validation, []) : { figures: {} }),
    ...(seen === undefined ? {} : { seen }),
  };
}

const courseOf = ({
  name,
  target,
  records,
  bestEpoch,
  statistics,
}: StageCourse): { readonly [key: string]: Json } => ({
  name,
  target,
  epochs: records.length,
  bestEpoch,
  statistics,
});

/** The top left of a picture: a square of whole network steps, or a whole tile of a network that knows only those. */
function testPicture({ config, architecture }: TrainedModel, picture: Image): Image {
  const { width, height } = picture;
  if (architecture.sizes === 'fixed') {
    const { tile } = tilesOf(config, architecture);
    const missing = { right: Math.max(0, tile - width), bottom: Math.max(0, tile - height) };
    return crop(pad(picture, missing, 'reflect'), { x: 0, y: 0, width: tile, height: tile });
  }
  const step = architecture.multipleOf;
  const side = Math.floor(Math.min(config.crop, width, height) / step) * step;
  if (side === 0)
    throw new CountingError(
      `pictures of ${width} x ${height} are smaller than the network's step of ${step}`,
    );
  return crop(picture, { x: 0, y: 0, width: side, height: side });
}

/** The picture's own intensities for the three channels that networks read: `[1, 3, height, width]`. */
function asThreeChannels(image: Image): Tensor<'float32'> {
  // A picture that is not coloured is one channel to the network, three times over.
  const three = toChannels(image.colour === 'rgb' ? image : toChannels(image, 1), 3);
  return floats([1, 3, image.height, image.width], three.data);
}
