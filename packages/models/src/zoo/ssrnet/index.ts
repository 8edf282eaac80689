import type { Architecture } from '../../architecture.js';
import { DROPOUT, ENCODER_STRIDE } from '../pix2pix/encoder.js';
import { type SsrnetOptions, ssrnet } from './network.js';
import { objective } from './objective.js';

export const architecture: Architecture<SsrnetOptions> = {
  name: 'ssrnet',
  summary: 'SSRNet: features enlarged 32 times in one step, a mask and a count',
  paper: {
    title:
      'SSRNet: A Deep Learning Network via Spatial-Based Super-resolution Reconstruction for Cell Counting and Segmentation',
    authors: 'Lijia Deng, Qinghua Zhou, Shuihua Wang, Yudong Zhang',
    year: 2023,
    doi: '10.1002/aisy.202300185',
  },
  defaults: {
    width: 64,
    upsampling: 'ssr',
    step: 32,
    dropout: DROPOUT,
    compression: 0,
    darkGround: false,
    leakyMap: true,
  },
  multipleOf: ENCODER_STRIDE,
  halo: 127,
  sizes: 'fixed',
  stages: [
    {
      name: 'network',
      targets: ['mask', 'density', 'location'],
      stride: 1,
      network: ssrnet,
      objective,
    },
  ],
  // Its fine features meet no normalisation, so they tell cells by their brightness: pictures keep theirs.
  recipe: {
    optimiser: 'adam',
    beta1: 0.5,
    weightDecay: 0,
    pixelWeight: 10,
    countWeight: 0.001,
    intensity: 0,
    colour: 0,
  },
};
