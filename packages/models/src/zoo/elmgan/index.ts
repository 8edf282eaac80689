import type { Architecture } from '../../architecture.js';
import { DROPOUT, ENCODER_STRIDE } from '../pix2pix/encoder.js';
import { objective } from '../ssrnet/objective.js';
import { adversary } from './adversary.js';
import { generator } from './generator.js';
import type { ElmganOptions } from './options.js';

export const architecture: Architecture<ElmganOptions> = {
  name: 'elmgan',
  summary: 'ELMGAN: fold upsampling, a map and a count, trained against a network that judges both',
  paper: {
    title: 'ELMGAN: A GAN-based efficient lightweight multi-scale-feature-fusion multi-task model',
    authors: 'Lijia Deng, Shui-Hua Wang, Yu-Dong Zhang',
    year: 2022,
    doi: '10.1016/j.knosys.2022.109434',
  },
  defaults: {
    width: 64,
    dropout: DROPOUT,
    compression: 0,
    darkGround: false,
    countPlane: true,
    countScale: 100,
  },
  multipleOf: ENCODER_STRIDE,
  halo: 130,
  sizes: 'fixed',
  stages: [
    {
      name: 'network',
      targets: ['mask', 'location'],
      stride: 1,
      network: generator,
      objective,
      adversary,
    },
  ],
  recipe: {
    optimiser: 'adam',
    learningRate: 1e-4,
    beta1: 0.5,
    weightDecay: 0,
    pixelWeight: 20,
    countWeight: 1e-4,
    adversarialWeight: 1,
  },
};
