import type { LabelImage } from '../analysis/label-image.js';
import type { Point } from '../annotation.js';
import type { Image } from '../image.js';
import { createRandom } from '../random.js';
import { paintBrightfield } from './brightfield.js';
import { exposeColour, exposeGrey } from './camera.js';
import { paintFluorescence } from './fluorescence.js';
import { labelCells } from './label-cells.js';
import { type ResolvedSimulation, resolveSimulation, type SimulationOptions } from './options.js';
import { placeCells } from './place-cells.js';
import { paintTissue } from './tissue.js';

/** A picture and the exact truth about it. */
export interface Simulation {
  readonly image: Image;
  /** One per cell: the centre of its whole outline, inside the picture. */
  readonly points: readonly Point[];
  /** Pixel of cell `n - 1` have label `n`. Where cells overlap, the pixel belongs to the topmost. No cell is hidden. */
  readonly labels: LabelImage;
}

/**
 * Simulates a microscopy picture of cells whose places and outlines are known exactly. The same options give the same
 * picture, bit by bit.
 *
 * @throws ImagingError when an option is out of its range
 */
export function simulate(options: SimulationOptions): Simulation {
  const resolved = resolveSimulation(options);
  return resolved.modality === 'fluorescence'
    ? simulateFluorescence(resolved)
    : simulateBrightfield(resolved);
}

function simulateFluorescence(options: ResolvedSimulation): Simulation {
  const random = createRandom(options.seed);
  const scene = labelCells(placeCells(random.fork('cells'), options), options.width, options.height);
  const light = paintFluorescence(random.fork('light'), scene.cells, options);
  return withTruth(exposeGrey(random.fork('camera'), light, options), scene);
}

function simulateBrightfield(options: ResolvedSimulation): Simulation {
  const { width, height } = options;
  const random = createRandom(options.seed);
  const tissue = paintTissue(random.fork('tissue'), options);
  const onTissue = (x: number, y: number) =>
    tissue.presence.data[Math.floor(y) * width + Math.floor(x)]! > 0.9;
  const scene = labelCells(placeCells(random.fork('cells'), options, onTissue), width, height);
  const light = paintBrightfield(random.fork('light'), scene.cells, tissue, options);
  return withTruth(exposeColour(random.fork('camera'), light, options), scene);
}

function withTruth(
  image: Image,
  { width, height, labels, cells }: ReturnType<typeof labelCells>,
): Simulation {
  return {
    image,
    points: cells.map(({ x, y }) => ({ x, y })),
    labels: { width, height, labels },
  };
}
