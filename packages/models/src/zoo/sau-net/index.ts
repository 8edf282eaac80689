import type { Architecture } from '../../architecture.js';
import { type SauNetOptions, sauNet } from './network.js';

export const architecture: Architecture<SauNetOptions> = {
  name: 'sau-net',
  summary: 'SAU-Net: a U-Net of four levels with self-attention on the coarsest',
  paper: {
    title: 'SAU-Net: A Unified Network for Cell Counting in 2D and 3D Microscopy Images',
    authors: 'Yue Guo et al.',
    year: 2022,
    doi: '10.1109/TCBB.2021.3089608',
  },
  defaults: { width: 32, selfAttention: true },
  multipleOf: 8,
  halo: 51,
  sizes: 'free',
  stages: [
    {
      name: 'network',
      targets: ['density', 'location', 'mask', 'count'],
      stride: 1,
      network: (scope, image, options) => ({ map: sauNet(scope, image, options) }),
    },
  ],
  recipe: {},
};
