import {
  distanceTransform,
  gaussianBlur,
  type Mask,
  type Plane,
  type Watershed,
  watershed,
} from '@celltally/imaging';

/** A cell's inscribed circle must narrow by this share towards a neighbour, and by half a pixel, to be a cell of its own. */
const NECK = 0.05;
/** The same for a wall with gaps: what is wider is no gap. */
const GAP = 0.5;
const LEAST_NECK = 0.5;
/** Blur of distances, in pixels: enough to level the corners of the grid. */
const DISTANCE_BLUR = 0.7;

/** What is not dense: the inside of cells that are bright between dark walls. */
export const betweenWalls = ({ width, height, data }: Plane, threshold: number): Mask => ({
  width,
  height,
  data: Uint8Array.from(data, (value) => (value > threshold ? 0 : 1)),
});

/**
 * The usual diameter of cells between walls, as in adipose tissue: the median of their inscribed circles. Undefined where the
 * bright area is the ground: where no walls, gaps in them closed, part it so that no part is half of it.
 */
export function walledDiameter(inside: Mask): number | undefined {
  const { labels, peaks } = cellsBetweenWalls(inside, GAP);
  const areas = new Float64Array(peaks.length + 1);
  for (let i = 0; i < labels.length; i++) areas[labels[i]!]!++;
  const all = areas.subarray(1);
  if (Math.max(0, ...all) >= all.reduce((sum, area) => sum + area, 0) / 2) return undefined;
  const radii = peaks.map(({ value }) => value).sort((a, b) => a - b);
  return 2 * (radii[Math.floor(radii.length / 2)] as number);
}

/**
 * Parts what is between walls into cells at the narrow places, so that walls need not be closed: a watershed of the distance
 * to the walls. The values of its peaks are the radii of inscribed circles.
 *
 * @param neck by which share a circle must narrow to be a cell of its own. Default 0.05
 */
export function cellsBetweenWalls(inside: Mask, neck = NECK): Watershed {
  const distance = gaussianBlur(distanceToOutside(inside), DISTANCE_BLUR);
  return watershed(distance, { inside, dynamics: LEAST_NECK, relativeDynamics: neck });
}

/** The distance of every pixel to the nearest that is not set; of a mask that is set everywhere, its size. */
export function distanceToOutside({ width, height, data }: Mask): Plane {
  const outside = { width, height, data: data.map((value) => (value ? 0 : 1)) };
  const distance = distanceTransform(outside);
  // No pixel is outside: nothing parts the picture.
  if (distance.data[0] === Infinity) distance.data.fill(Math.hypot(width, height));
  return distance;
}
