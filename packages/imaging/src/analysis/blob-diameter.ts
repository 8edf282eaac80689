import { diameterOfSigma, laplacianOfGaussian } from './laplacian-of-gaussian.js';
import { findPeaks } from './peaks.js';
import { createPlane, type Plane } from './plane.js';

export interface BlobDiameterOptions {
  /** Power of the scale in a blob's weight: more of it favours large blobs over their texture. Default 1. */
  readonly scalePower?: number;
}

/** Scales that are tried: from diameters of 3.4 pixels in steps of the square root of 2 to 77. */
const SCALES = Array.from({ length: 10 }, (_, k) => 1.2 * Math.SQRT2 ** k);
/** A plane is halved where the scale is larger than this in its pixels. */
const COARSE = 3.4;
/** And its sides are at least this. */
const LEAST_SIDE = 32;

/**
 * The usual diameter of bright blobs in pixels: scale-space extrema of the Laplacian of a Gaussian (Lindeberg, "Feature
 * Detection with Automatic Scale Selection", 1998), each with the weight `response^2 sigma`, and the weighted median of
 * the diameters that their scales stand for. Undefined where nothing is brighter than its surroundings.
 *
 * @param planes parts of one picture, bright on dark ground
 */
export function blobDiameter(
  planes: readonly Plane[],
  { scalePower = 1 }: BlobDiameterOptions = {},
): number | undefined {
  const weights = new Float64Array(SCALES.length);
  for (const plane of planes) addWeights(weights, responsesOf(plane), scalePower);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return undefined;
  let below = 0;
  for (const [k, weight] of weights.entries()) {
    if (below + weight >= total / 2) {
      // Between two scales by the share of this one's weight.
      const share = (total / 2 - below) / weight;
      return diameterOfSigma((SCALES[k] as number) * Math.SQRT2 ** (share - 0.5));
    }
    below += weight;
  }
  return undefined;
}

/** The response at one scale, on a plane whose pixels are `factor` pixels wide. */
interface ScaleResponse {
  readonly sigma: number;
  readonly factor: number;
  readonly response: Plane;
}

function responsesOf(plane: Plane): ScaleResponse[] {
  let [coarse, factor] = [plane, 1];
  return SCALES.map((sigma) => {
    while (sigma / factor > COARSE && Math.min(coarse.width, coarse.height) >= 2 * LEAST_SIDE) {
      [coarse, factor] = [halved(coarse), 2 * factor];
    }
    return { sigma, factor, response: laplacianOfGaussian(coarse, sigma / factor) };
  });
}

function addWeights(weights: Float64Array, responses: readonly ScaleResponse[], scalePower: number): void {
  responses.forEach(({ sigma, factor, response }, k) => {
    const window = 2 * Math.max(1, Math.round(sigma / factor)) + 1;
    for (const { x, y, value } of findPeaks(response, { window, relativeThreshold: 0, emptyBelow: 0 })) {
      const greatest = [responses[k - 1], responses[k + 1]].every(
        (next) => next === undefined || largestAround(next, x * factor, y * factor) <= value,
      );
      if (greatest) weights[k]! += value ** 2 * sigma ** scalePower;
    }
  });
}

/** The largest response in the 3 x 3 pixels around a position of the whole plane. */
function largestAround({ factor, response }: ScaleResponse, x: number, y: number): number {
  const { width, height, data } = response;
  const [column, row] = [Math.floor(x / factor), Math.floor(y / factor)];
  let largest = -Infinity;
  for (let v = Math.max(0, row - 1); v <= Math.min(height - 1, row + 1); v++) {
    for (let u = Math.max(0, column - 1); u <= Math.min(width - 1, column + 1); u++) {
      largest = Math.max(largest, data[v * width + u]!);
    }
  }
  return largest;
}

/** The means of two by two pixels; an odd last row or column is left out. */
function halved({ width, height, data }: Plane): Plane {
  const half = createPlane(width >> 1, height >> 1);
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      const i = 2 * y * width + 2 * x;
      half.data[y * half.width + x] = (data[i]! + data[i + 1]! + data[i + width]! + data[i + width + 1]!) / 4;
    }
  }
  return half;
}
