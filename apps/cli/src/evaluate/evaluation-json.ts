import type { Evaluation } from '@celltally/counting';

/** What was evaluated. */
export interface EvaluationSubject {
  readonly model: string;
  readonly dataset: string;
  readonly split: string;
  /** Ways in which the network was shown each image. */
  readonly turns: number;
}

/**
 * One JSON object: figures in cells (`relativeError` is a fraction), `images` their number, and for every radius in
 * pixels precision, recall and F1, both as a list (`localization`) and by radius (`radii`). Models that outline cells also
 * have `segmentation`: means over images of Dice, IoU, PSNR (decibels) and SSIM.
 */
export function evaluationJson(subject: EvaluationSubject, { summary, failed }: Evaluation): string {
  const { images, mae, rmse, relativeError, bias, meanActual, rSquared, intervals } = summary;
  const { localization, segmentation } = summary;
  const figures = localization.map(({ radius, precision, recall, f1 }) => ({
    radius,
    precision,
    recall,
    f1,
  }));
  const object = {
    ...subject,
    images,
    mae,
    rmse,
    relativeError,
    bias,
    meanActual,
    ...(rSquared === undefined ? {} : { rSquared }),
    localization: figures,
    radii: Object.fromEntries(figures.map(({ radius, ...figure }) => [String(radius), figure])),
    ...(segmentation === undefined ? {} : { segmentation }),
    ...(intervals === undefined ? {} : { intervals }),
    failed: failed.map(({ image, reason }) => ({ image, error: reason })),
  };
  return `${JSON.stringify(object, null, 2)}\n`;
}
