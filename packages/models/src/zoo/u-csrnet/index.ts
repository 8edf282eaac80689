import type { Architecture } from '../../architecture.js';
import { type CsrnetOptions, FRONT, STRIDE } from '../csrnet/features.js';
import { torchvisionVgg } from '../vgg/torchvision.js';
import { uCsrnet } from './network.js';

export const architecture: Architecture<CsrnetOptions> = {
  name: 'u-csrnet',
  summary: 'U-CSRNet: CSRNet with three transposed convolutions back to full size',
  paper: {
    title: 'BCData: A Large-Scale Dataset and Benchmark for Cell Detection and Counting',
    authors: 'Zhongyi Huang et al.',
    year: 2020,
    doi: '10.1007/978-3-030-59722-1_28',
  },
  defaults: { width: 64, batchNorm: false },
  multipleOf: STRIDE,
  halo: 152,
  sizes: 'free',
  stages: [
    {
      name: 'network',
      targets: ['density', 'location', 'mask', 'count'],
      stride: 1,
      network: (scope, image, options) => ({ map: uCsrnet(scope, image, options) }),
    },
  ],
  recipe: { learningRate: 0.0001 },
  pretrained: torchvisionVgg(`${FRONT}.`),
};
