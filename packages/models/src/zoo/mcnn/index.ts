import type { Architecture } from '../../architecture.js';
import { type McnnOptions, mcnn, STRIDE } from './network.js';

export const architecture: Architecture<McnnOptions> = {
  name: 'mcnn',
  summary: 'MCNN: three columns of convolutions for large, middle and small cells, density at a quarter',
  paper: {
    title: 'Single-Image Crowd Counting via Multi-Column Convolutional Neural Network',
    authors: 'Yingying Zhang et al.',
    year: 2016,
    doi: '10.1109/CVPR.2016.70',
  },
  defaults: { width: 16 },
  multipleOf: STRIDE,
  halo: 39,
  sizes: 'free',
  stages: [
    {
      name: 'network',
      targets: ['density', 'count'],
      stride: STRIDE,
      network: (scope, image, options) => ({ map: mcnn(scope, image, options) }),
    },
  ],
  recipe: {},
};
