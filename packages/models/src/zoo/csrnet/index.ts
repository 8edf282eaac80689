import type { Architecture } from '../../architecture.js';
import { torchvisionVgg } from '../vgg/torchvision.js';
import { type CsrnetOptions, FRONT, STRIDE } from './features.js';
import { csrnet } from './network.js';

export const architecture: Architecture<CsrnetOptions> = {
  name: 'csrnet',
  summary: 'CSRNet: the front of VGG-16 and dilated convolutions, density at an eighth',
  paper: {
    title: 'CSRNet: Dilated Convolutional Neural Networks for Understanding the Highly Congested Scenes',
    authors: 'Yuhong Li, Xiaofan Zhang, Deming Chen',
    year: 2018,
    doi: '10.1109/CVPR.2018.00120',
  },
  defaults: { width: 64, batchNorm: false },
  multipleOf: STRIDE,
  halo: 149,
  sizes: 'free',
  stages: [
    {
      name: 'network',
      targets: ['density', 'count'],
      stride: STRIDE,
      network: (scope, image, options) => ({ map: csrnet(scope, image, options) }),
    },
  ],
  recipe: { learningRate: 0.0001 },
  pretrained: torchvisionVgg(`${FRONT}.`),
};
