import type { Architecture } from '../../architecture.js';
import { countingUnet, type UNetOptions } from './network.js';

export const architecture: Architecture<UNetOptions> = {
  name: 'unet',
  summary: 'U-Net of five levels with batch normalisation: the baseline',
  paper: {
    title: 'U-Net: Convolutional Networks for Biomedical Image Segmentation',
    authors: 'Olaf Ronneberger, Philipp Fischer, Thomas Brox',
    year: 2015,
    doi: '10.1007/978-3-319-24574-4_28',
  },
  defaults: { width: 64, countHead: false },
  multipleOf: 16,
  halo: 122,
  sizes: 'free',
  stages: [
    {
      name: 'network',
      targets: ['density', 'location', 'mask', 'count'],
      stride: 1,
      network: countingUnet,
    },
  ],
  recipe: {},
};
