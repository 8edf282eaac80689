import {
  DISC_RESPONSE,
  findPeaks,
  gaussianBlur,
  laplacianOfGaussian,
  type Plane,
  sigmaOfDiameter,
} from '@celltally/imaging';

/**
 * How steep the edges of cells are: the steepest rise near a cell, in shares of its contrast per sixteenth of its diameter;
 * a quarter of the clear
 * cells have less, so that cells whose neighbours' edges are near do not decide. A disc that the optics blur little has 0.3 and
 * more, a Gaussian blob 0.1. Undefined where there is nothing like a cell.
 *
 * @param signal bright cells
 * @param diameter of a cell, in pixels
 */
export function edgeSteepness(signal: Plane, diameter: number): number | undefined {
  const response = laplacianOfGaussian(signal, Math.max(0.7, sigmaOfDiameter(diameter)));
  const window = 2 * Math.round(diameter / 4) + 1;
  const peaks = findPeaks(response, { window, relativeThreshold: 0.1, emptyBelow: 0 });
  if (peaks.length === 0) return undefined;
  const usual = atShare(
    peaks.map(({ value }) => value),
    0.5,
  );
  const blurred = gaussianBlur(signal, 1);
  const reach = Math.ceil(0.62 * diameter);
  const steepness = peaks
    .filter(({ value }) => value >= usual / 2)
    .map(({ x, y, value }) => {
      const contrast = value / DISC_RESPONSE;
      return (steepestAround(blurred, Math.floor(x), Math.floor(y), reach) * (diameter / 16)) / contrast;
    });
  return atShare(steepness, 0.25);
}

function steepestAround({ width, height, data }: Plane, x: number, y: number, reach: number): number {
  let steepest = 0;
  for (let v = Math.max(1, y - reach); v <= Math.min(height - 2, y + reach); v++) {
    for (let u = Math.max(1, x - reach); u <= Math.min(width - 2, x + reach); u++) {
      const i = v * width + u;
      const across = data[i + 1]! - data[i - 1]!;
      const down = data[i + width]! - data[i - width]!;
      steepest = Math.max(steepest, Math.hypot(across, down) / 2);
    }
  }
  return steepest;
}

/** The value below which this share of the values lies. */
const atShare = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] as number;
