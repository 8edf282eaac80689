import { SEGMENTATION_FIGURES, type SegmentationFigures } from '@celltally/counting';
import { formatFigure, formatRatio } from './numbers.js';

type FigureName = keyof SegmentationFigures;

/** How the figures of a segmentation are called and written. */
export const SEGMENTATION_NAMES: Readonly<Record<FigureName, string>> = {
  dice: 'Dice',
  iou: 'IoU',
  psnr: 'PSNR',
  ssim: 'SSIM',
};

/** `0.912`; a signal-to-noise ratio as `18.3\u00a0dB`. */
export const formatSegmentation = (name: FigureName, value: number | undefined): string => {
  if (value === undefined) return '–';
  return name === 'psnr' ? `${formatFigure(value)}\u00a0dB` : formatRatio(value);
};

/** The figures that there are, in the order of tables. */
export const segmentationRows = (
  figures: SegmentationFigures | undefined,
): readonly { readonly name: FigureName; readonly value: number }[] =>
  SEGMENTATION_FIGURES.flatMap((name) => {
    const value = figures?.[name];
    return value === undefined ? [] : [{ name, value }];
  });
