import type { Architecture } from '../../architecture.js';
import { type LiteUNetOptions, liteUnet } from './network.js';

export const architecture: Architecture<LiteUNetOptions> = {
  name: 'lite-unet',
  summary: 'Lite-UNet: difference convolutions, ghost modules with attention, graph correlation attention',
  paper: {
    title: 'Lite-UNet: A Lightweight and Efficient Network for Cell Localization',
    authors: 'Bo Li et al.',
    year: 2023,
    doi: '10.36227/techrxiv.23549910',
  },
  defaults: {
    width: 32,
    theta: 0.7,
    gradientAggregation: true,
    ghostCbam: true,
    graphCorrelationAttention: true,
    attentionWidth: 32,
  },
  multipleOf: 16,
  halo: 258,
  sizes: 'free',
  stages: [
    {
      name: 'network',
      targets: ['density', 'location', 'mask', 'count'],
      stride: 1,
      network: (scope, image, options) => ({ map: liteUnet(scope, image, options) }),
    },
  ],
  recipe: {},
};
