import type { Architecture } from '../../architecture.js';
import { COARSEST, type FcrnOptions, fcrn } from './network.js';

export const architecture: Architecture<FcrnOptions> = {
  name: 'fcrn',
  summary: 'FCRN-A: a small encoder and decoder without skips, made for counting cells',
  paper: {
    title: 'Microscopy cell counting and detection with fully convolutional regression networks',
    authors: 'Weidi Xie, J. Alison Noble, Andrew Zisserman',
    year: 2018,
    doi: '10.1080/21681163.2016.1149104',
  },
  defaults: { width: 32 },
  multipleOf: COARSEST,
  halo: 29,
  sizes: 'free',
  stages: [
    {
      name: 'network',
      targets: ['density', 'location', 'mask', 'count'],
      stride: 1,
      network: (scope, image, options) => ({ map: fcrn(scope, image, options) }),
    },
  ],
  recipe: {},
};
