import { OBJECTIVE_NAMES, TARGET_NAMES } from '@celltally/models';
import { NORMALISATION_NAMES } from '../picture/preparation.js';
import type { OptionSpec } from './option-spec.js';

/** All that decides a training, with its defaults. A model may have defaults of its own: see `configFor`. */
export const trainOptions = {
  model: { default: 'lite-unet' as string, group: 'Network', help: 'network architecture' },
  width: {
    default: 0,
    group: 'Network',
    range: [0, 512],
    integer: true,
    help: 'width of the first level; 0 is the model’s own',
  },
  attention: {
    default: true as boolean,
    group: 'Network',
    help: 'graph correlation attention (lite-unet)',
  },
  option: {
    default: '' as string,
    group: 'Network',
    items: 'name=value',
    help: 'any other option of the network',
  },

  target: {
    default: 'density' as string,
    group: 'What is learnt',
    choices: TARGET_NAMES,
    help: 'training map',
  },
  sigma: {
    default: 3,
    group: 'What is learnt',
    range: [0.5, 50],
    help: 'standard deviation of the density kernel, in pixels',
  },
  apart: {
    default: false as boolean,
    group: 'What is learnt',
    help: 'a density in which every pixel belongs to the nearest cell alone: touching cells keep their peaks',
  },
  separation: {
    default: 0,
    group: 'What is learnt',
    range: [0, 10],
    help: 'how far below zero a mask is between cells that touch, so that they are learnt apart',
  },
  loss: {
    default: 'default' as string,
    group: 'What is learnt',
    choices: ['default', ...OBJECTIVE_NAMES],
    help: 'what is minimised; default is the model’s own, or mse',
  },
  pixelWeight: {
    default: 1,
    group: 'What is learnt',
    range: [0, 1e6],
    help: 'weight of the difference of the maps',
  },
  countWeight: {
    default: 0.001,
    group: 'What is learnt',
    range: [0, 100],
    help: 'weight of the count’s error beside the map’s; 1 with the loss dm-count',
  },
  adversarialWeight: {
    default: 1,
    group: 'What is learnt',
    range: [0, 1e6],
    help: 'weight of what an adversary says, for models that have one; 0 trains without it',
  },

  scale: {
    default: 1,
    group: 'Pictures and patches',
    range: [0.05, 20],
    help: 'factor by which pictures are enlarged before all else',
  },
  normalisation: {
    default: 'auto' as string,
    group: 'Pictures and patches',
    choices: NORMALISATION_NAMES,
    help: 'how intensities are made alike: colours as they are, each picture by its own darkest and brightest; auto: by the first training picture',
  },
  grid: {
    default: 1,
    group: 'Pictures and patches',
    range: [1, 64],
    integer: true,
    help: 'training pictures are cut into this many rows and columns of parts, each an example',
  },
  sampling: {
    default: 'patches' as string,
    group: 'Pictures and patches',
    choices: ['patches', 'whole'],
    help: 'learn from patches cut at random places, or from whole pictures (or parts)',
  },
  crop: {
    default: 256,
    group: 'Pictures and patches',
    range: [32, 2048],
    integer: true,
    help: 'side of a training patch, in pixels',
  },
  patches: {
    default: 1,
    group: 'Pictures and patches',
    range: [1, 1000],
    integer: true,
    perStage: true,
    help: 'patches of each picture in an epoch',
  },
  balance: {
    default: 0,
    group: 'Pictures and patches',
    range: [0, 1],
    help: 'how far rare kinds of pictures (stained, grey) are shown more often: 0, all pictures alike; 1, all kinds equally often',
  },

  flips: {
    default: true as boolean,
    group: 'Variation of training pictures',
    help: 'mirror training pictures',
  },
  turns: {
    default: true as boolean,
    group: 'Variation of training pictures',
    help: 'turn training pictures by quarters',
  },
  zoom: {
    default: 0,
    group: 'Variation of training pictures',
    range: [0, 3],
    help: 'variation of size: 1 makes cells up to twice or half as wide',
  },
  intensity: {
    default: 0.1,
    group: 'Variation of training pictures',
    range: [0, 1],
    help: 'variation of contrast and brightness',
  },
  exposure: {
    default: 0,
    group: 'Variation of training pictures',
    range: [0, 9],
    help: 'variation of exposure, for pictures on black: 1 makes them up to twice or half as bright',
  },
  glare: {
    default: 0,
    group: 'Variation of training pictures',
    range: [0, 10],
    help: 'brightest band of light laid over half of the patches, as of fibres on the slide; in ranges of intensity, for pictures on black',
  },
  colour: {
    default: 0.05,
    group: 'Variation of training pictures',
    range: [0, 1],
    help: 'variation of each colour by itself (colour pictures)',
  },
  stain: {
    default: 0,
    group: 'Variation of training pictures',
    range: [0, 3],
    help: 'variation of stains, of stained tissue: 1 makes haematoxylin, and eosin, up to twice or half as dense',
  },

  epochs: {
    default: 200,
    group: 'Course of the training',
    range: [1, 100000],
    integer: true,
    perStage: true,
    help: 'passes over the training pictures',
  },
  minutes: {
    default: 0,
    group: 'Course of the training',
    range: [0, 100000],
    perStage: true,
    help: 'stop after this time, which the learning rate then goes by; 0 is no limit',
  },
  patience: {
    default: 0,
    group: 'Course of the training',
    range: [0, 100000],
    integer: true,
    perStage: true,
    help: 'stop after this many epochs without improvement; 0 never',
  },
  validateEvery: {
    default: 1,
    group: 'Course of the training',
    range: [1, 1000],
    integer: true,
    help: 'epochs between two validations',
  },
  validateWith: {
    default: 'running' as string,
    group: 'Course of the training',
    choices: ['running', 'population'],
    help: 'statistics of batch normalisation in validation: as training left them, or averaged over 30 batches',
  },
  seed: {
    default: 1,
    group: 'Course of the training',
    range: [0, 2 ** 31],
    integer: true,
    help: 'seed of everything random',
  },

  batch: {
    default: 4,
    group: 'Optimisation',
    range: [1, 256],
    integer: true,
    perStage: true,
    help: 'patches in a step',
  },
  learningRate: {
    default: 0.001,
    group: 'Optimisation',
    range: [1e-7, 1],
    perStage: true,
    help: 'largest learning rate',
  },
  schedule: {
    default: 'cosine' as string,
    group: 'Optimisation',
    choices: ['constant', 'cosine', 'restarts', 'step'],
    help: 'course of the learning rate',
  },
  warmup: {
    default: 3,
    group: 'Optimisation',
    range: [0, 10000],
    perStage: true,
    help: 'epochs over which the learning rate rises',
  },
  optimiser: {
    default: 'adamW' as string,
    group: 'Optimisation',
    choices: ['adam', 'adamW', 'sgd'],
    help: 'optimiser',
  },
  beta1: {
    default: 0.9,
    group: 'Optimisation',
    range: [0, 0.9999],
    help: 'decay of the mean gradient (adam, adamW), or momentum (sgd)',
  },
  weightDecay: {
    default: 0.0001,
    group: 'Optimisation',
    range: [0, 1],
    perStage: true,
    help: 'weight decay',
  },
  clip: {
    default: 1,
    group: 'Optimisation',
    range: [0, 1e6],
    help: 'largest norm of a gradient; 0 is no limit',
  },
  averaging: {
    default: 0,
    group: 'Optimisation',
    range: [0, 0.99999],
    help: 'decay of the averaged weights that are kept; 0 keeps the last ones',
  },

  statistics: {
    default: 'batch' as string,
    group: 'Optimisation',
    choices: ['batch', 'kept'],
    help: 'what batch normalisation goes by: each batch’s own statistics, or those of the model that the training goes on from, which stay as they are',
  },

  tile: {
    default: 0,
    group: 'Counting',
    range: [0, 8192],
    integer: true,
    help: 'side of a tile when counting, in pixels; 0 is the crop',
  },
  halo: {
    default: 32,
    group: 'Counting',
    range: [0, 512],
    integer: true,
    help: 'context around each tile of a large picture, in pixels',
  },
  countFrom: {
    default: 'best' as string,
    group: 'Counting',
    choices: ['best', 'number', 'objects'],
    help: 'what counts, of networks that say a number beside a map, or whose map sums to one: that number, or the cells that are found; the one that suits the validation pictures best',
  },
  calibration: {
    default: 'none',
    group: 'Counting',
    choices: ['none', 'scale'],
    help: 'correction of the counts: none, or the factor that suits the validation pictures best',
  },
} satisfies Record<string, OptionSpec>;

type Specs = typeof trainOptions;
type Widened<T> = T extends number ? number : T extends boolean ? boolean : string;
type Valued<S> = S extends { readonly default: infer T } ? Widened<T> : never;

/** Options of a training, all of them. Those of several stages may differ from stage to stage. */
export type TrainConfig = {
  readonly [K in keyof Specs]: Specs[K] extends { readonly perStage: true }
    ? Valued<Specs[K]> | readonly Valued<Specs[K]>[]
    : Valued<Specs[K]>;
};

/** The options that hold for one stage of a training. */
export type StageConfig = { readonly [K in keyof Specs]: Valued<Specs[K]> };
