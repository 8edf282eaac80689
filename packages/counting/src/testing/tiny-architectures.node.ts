import {
  abs,
  add,
  averagePool2d,
  concat,
  countL1,
  type Dim,
  mean,
  mul,
  relu,
  reshape,
  square,
  sub,
  sum,
  upsampleBilinear,
  type Value,
} from '@celltally/engine';
import { type Architecture, mapObjective, type Prediction, type Stage } from '@celltally/models';
import { batchNorm, convolution, dropout, type Scope } from '@celltally/nn';

/** Features of a picture at an eighth of its size, with statistics and dropout of their own. */
function coarse(scope: Scope, image: Value): Value {
  const pooled = averagePool2d(image, 8);
  const normal = relu(batchNorm(scope.child('norm'), convolution(scope.child('body'), pooled, { out: 4 })));
  return dropout(scope.child('drop'), normal, 0.2);
}

const counts = (scope: Scope, image: Value): Value =>
  abs(convolution(scope.child('head'), coarse(scope, image), { out: 1, kernel: 1 }));

const counter: Stage = {
  name: 'counter',
  targets: ['count'],
  stride: 8,
  network: (scope, image) => ({ map: counts(scope.child('counter'), image) }),
  objective: ({ map }, { count }) => ({ loss: countL1(map, count), metrics: {} }),
};

/** Sees the picture and where the counter, which does not learn any more, has found how much. */
const localizer: Stage = {
  name: 'localizer',
  targets: ['density', 'location'],
  stride: 1,
  network: (scope, image) => {
    const cells = counts(scope.child('counter').frozen(), image);
    const found = upsampleBilinear(cells, 8);
    const own = scope.child('localizer');
    const body = convolution(own.child('body'), concat([image, found], 1), { out: 4 });
    return {
      map: convolution(own.child('head'), relu(batchNorm(own.child('norm'), body)), { out: 1 }),
      count: sum(cells, { axes: [1, 2, 3] }),
    };
  },
  objective: ({ map }, truth, options) => mapObjective({ map }, truth, options),
};

const architecture = (name: string, changes: Partial<Architecture>): Architecture => ({
  name,
  summary: 'for tests',
  paper: { title: 'none', authors: 'nobody', year: 2024 },
  defaults: {},
  multipleOf: 8,
  halo: 8,
  sizes: 'free',
  stages: [counter],
  recipe: {},
  ...changes,
});

/** A counter at an eighth of the size, and a localizer that builds on it. */
export const TWO_STAGES: Architecture = architecture('two stages', { stages: [counter, localizer] });

/** A density at an eighth of the picture's size, under the general objective. */
export const COARSE: Architecture = architecture('coarse', {
  stages: [
    {
      name: 'network',
      targets: ['density'],
      stride: 8,
      network: (scope, image) => ({
        map: convolution(scope.child('head'), coarse(scope, image), { out: 1, kernel: 1 }),
      }),
    },
  ],
});

/** A mask and a count of its own, over the whole of what it sees. */
function both(scope: Scope, image: Value): Prediction {
  const features = relu(batchNorm(scope.child('norm'), convolution(scope.child('body'), image, { out: 4 })));
  const [n] = features.shape;
  const pooled = mul(mean(features, { axes: [2, 3], keepDims: true }), 10);
  return {
    map: convolution(scope.child('map'), features, { out: 1 }),
    count: reshape(convolution(scope.child('count'), pooled, { out: 1, kernel: 1 }), [n as Dim]),
  };
}

/** A mask and a count, for one size of tile. */
export const COUNTED: Architecture = architecture('counted', {
  sizes: 'fixed',
  stages: [{ name: 'network', targets: ['mask', 'density'], stride: 1, network: both }],
});

/** The same, while an adversary with statistics and dropout of its own judges maps and counts. */
export const ADVERSARIAL: Architecture = architecture('adversarial', {
  sizes: 'fixed',
  stages: [
    {
      name: 'network',
      targets: ['mask'],
      stride: 1,
      network: both,
      adversary: {
        network: (scope, { image, map, count }) => {
          const [n, , height, width] = image.shape as readonly number[];
          const level = mul(reshape(count, [n as Dim, 1, 1, 1]), 0.1);
          const body = convolution(scope.child('body'), concat([image, sub(map, level)], 1), { out: 4 });
          const hidden = dropout(scope.child('drop'), relu(batchNorm(scope.child('norm'), body)));
          const scores = convolution(scope.child('head'), hidden, { out: 1, kernel: 1 });
          return averagePool2d(scores, [(height as number) / 2, (width as number) / 2]);
        },
        objective: ({ real, predicted }) => ({
          loss: mul(add(distance(real, 1), distance(predicted, 0)), 0.5),
          metrics: { fooled: mean(predicted) },
        }),
        persuasion: (predicted) => distance(predicted, 1),
      },
    },
  ],
});

/** Mean squared distance of scores from what they should be. */
const distance = (scores: Value, wanted: 0 | 1): Value => mean(square(sub(scores, wanted)));
