import { countL1, sum } from '@celltally/engine';
import type { Architecture } from '../../architecture.js';
import { mapObjective } from '../../objectives/map.js';
import { torchvisionVgg } from '../vgg/torchvision.js';
import { COUNTER_STRIDE, counter, TRUNK_STRIDE } from './counter.js';
import { localizer } from './localizer.js';
import type { DclOptions } from './options.js';

/** Names of the counter's tensors begin with this in both stages. */
const COUNTER = 'counter';

export const architecture: Architecture<DclOptions> = {
  name: 'dcl',
  summary: 'DCL: a counter that learns from numbers alone, then a U-Net that locates with its help',
  paper: {
    title: 'Rethinking Cell Counting Methods: Decoupling Counting and Localization',
    authors: 'Zixuan Zheng et al.',
    year: 2024,
    doi: '10.48550/arXiv.2503.13989',
  },
  defaults: { width: 64, batchNorm: true, messagePassing: true, samples: 9, localizerWidth: 64 },
  multipleOf: TRUNK_STRIDE,
  halo: 258,
  sizes: 'fixed',
  stages: [
    {
      name: COUNTER,
      targets: ['count'],
      stride: COUNTER_STRIDE,
      network: (scope, image, options) => ({ map: counter(scope.child(COUNTER), image, options) }),
      objective: ({ map }, { count }) => ({ loss: countL1(map, count), metrics: {} }),
    },
    {
      name: 'localizer',
      targets: ['density'],
      stride: 1,
      network: (scope, image, options) => {
        const cells = counter(scope.child(COUNTER).frozen(), image, options);
        return {
          map: localizer(scope.child('localizer'), image, cells, options),
          count: sum(cells, { axes: [1, 2, 3] }),
        };
      },
      // The frozen counter's count has nothing to learn: a weighted error of counts is that of the density's sum.
      objective: ({ map }, truth, options) => mapObjective({ map }, truth, options),
    },
  ],
  recipe: {
    optimiser: 'adam',
    learningRate: 1e-4,
    weightDecay: 0,
    schedule: 'restarts',
    warmup: 0,
    epochs: 310,
    batch: 8,
    crop: 256,
    sampling: 'whole',
    intensity: 0,
    colour: 0,
    sigma: 3,
    countWeight: 0,
  },
  pretrained: torchvisionVgg(`${COUNTER}.`),
};
