import type { Architecture } from '../../architecture.js';
import { type AttentionUNetOptions, attentionUnet } from './network.js';

export const architecture: Architecture<AttentionUNetOptions> = {
  name: 'attention-unet',
  summary: 'Attention U-Net: a U-Net whose skips pass through additive attention gates',
  paper: {
    title: 'Attention U-Net: Learning Where to Look for the Pancreas',
    authors: 'Ozan Oktay et al.',
    year: 2018,
    doi: '10.48550/arXiv.1804.03999',
  },
  defaults: { width: 64 },
  multipleOf: 16,
  halo: 122,
  sizes: 'free',
  stages: [
    {
      name: 'network',
      targets: ['density', 'location', 'mask', 'count'],
      stride: 1,
      network: (scope, image, options) => ({ map: attentionUnet(scope, image, options) }),
    },
  ],
  recipe: {},
};
