import { type BenchmarkGroup, MOST_DECIBELS } from '@celltally/counting';
import { measuredPart } from './measured-part.js';

const MEASURED = {
  test: 'the test part is evaluated once, on the packaged model.',
  validation:
    'the tables are of that part, too, so that choices can be made without the test part. They flatter a little.',
} as const;

/** How the figures come about, in words that can be checked. */
export function protocolTerms(
  groups: readonly BenchmarkGroup[],
): readonly (readonly [term: string, meaning: string])[] {
  const located = groups.some(({ figures }) => Object.keys(figures).some((name) => name.startsWith('f1@')));
  const outlined = groups.some(({ figures }) => figures.dice !== undefined);
  const begun = [...new Set(groups.flatMap(({ records }) => records.flatMap(({ init }) => init ?? [])))];
  return [
    [
      'Protocol',
      `Every model learns from the training part of a data set. The validation part alone decides which epoch is kept and where thresholds lie; ${MEASURED[measuredPart(groups)]} Whole pictures are counted, in tiles.`,
    ],
    [
      'Weights',
      begun.length === 0
        ? 'All networks began with random weights.'
        : `Networks began with random weights, or with those of ${begun.join(', ')} where the plan says so.`,
    ],
    [
      'Seeds',
      'A seed decides the random weights, the order of the pictures and their variation; the split is the same for all. Beside a mean stands the standard deviation (n − 1) over seeds; benchmark.json lists every seed.',
    ],
    [
      'MAE, RMSE, bias',
      'Mean absolute error, root of the mean squared error, and mean of predicted − true, in cells per picture; every picture weighs the same. Papers on counting often print the RMSE as “MSE”. The relative error is the mean of |predicted − true| / max(true, 1).',
    ],
    [
      'Hours',
      'Training of one seed on the machine that was used; the mean over seeds. They compare models with each other only.',
    ],
    ...(located
      ? [
          [
            'Localization',
            'Predictions and true points are paired one to one, as many as possible within the radius (maximum-cardinality matching); precision, recall and F1 come from the sums over all pictures. Models that learn only numbers have no positions.',
          ] as const,
        ]
      : []),
    ...(outlined
      ? [
          [
            'Segmentation',
            `Dice and IoU compare the foreground of the predicted objects with that of the true ones, PSNR and SSIM (11 × 11 window, σ 1.5) the predicted map, clipped to 0 … 1, with the true mask; means over pictures, a map without error counting as ${MOST_DECIBELS} dB.`,
          ] as const,
        ]
      : []),
    [
      'Cost',
      'Multiply-accumulates are those of convolutions and matrix products that are really executed. Times are ratios of turns that two processes took one after the other, so they depend little on the machine; the memory is that of a whole process.',
    ],
    [
      'Published figures',
      'They stand beside ours for orientation: splits, sizes of pictures, initial weights and sometimes what an error is of differ, as the notes say.',
    ],
  ];
}
