import { gaussianBlur } from '../analysis/gaussian.js';
import { createPlane, type Plane } from '../analysis/plane.js';
import type { Random } from '../random.js';
import { coverage, type SimulatedCell, visitCell } from './cell.js';
import { illumination } from './fluorescence.js';
import type { ResolvedSimulation } from './options.js';
import { smoothNoise } from './smooth-noise.js';
import { transmit } from './stains.js';
import type { Tissue } from './tissue.js';

/** Tint of a lamp that is never quite white. */
const LAMP = [1, 0.985, 0.99] as const;

/**
 * The red, green and blue light that passes nuclei in tissue; 1 is the lamp. The section is thin, so a nucleus takes the
 * place of what is under it: later cells hide earlier ones, as their labels do.
 */
export function paintBrightfield(
  random: Random,
  cells: readonly SimulatedCell[],
  tissue: Tissue,
  options: ResolvedSimulation,
): Plane[] {
  const { width, height, diameter } = options;
  const clumps = smoothNoise(random.fork('clumps'), width, height, Math.max(1, diameter / 8));
  const shades = smoothNoise(random.fork('shades'), width, height, diameter / 2);
  const details = random.fork('details');
  for (const cell of cells) paintCytoplasm(details, tissue, cell, shades);
  for (const cell of cells) paintNucleus(details, tissue, cell, clumps, options.texture);
  addGranules(random.fork('granules'), tissue, 0.4 * cells.length * options.distractors, diameter);

  const lamp = illumination(random.fork('lamp'), width, height, 0.4 * options.unevenness);
  return transmit(tissue).map((light, channel) => {
    const seen = gaussianBlur(light, options.blur);
    for (let i = 0; i < seen.data.length; i++) seen.data[i]! *= LAMP[channel]! * lamp.data[i]!;
    return seen;
  });
}

/** A seam of purple to pink around the nucleus, off its centre. */
function paintCytoplasm(random: Random, tissue: Tissue, cell: SimulatedCell, shades: Plane): void {
  const size = 1.25 + 0.45 * random.uniform();
  const shift = 0.25 * cell.minor;
  const body: SimulatedCell = {
    ...cell,
    x: cell.x + shift * random.normal(),
    y: cell.y + shift * random.normal(),
    major: cell.minor * size * 1.1,
    minor: cell.minor * size,
    softness: 3,
  };
  const [purple, pink] = [0.05 + 0.22 * random.uniform() ** 2, 0.22 + 0.16 * random.uniform()];
  visitCell(body, shades.width, shades.height, 6, (pixel, _dx, _dy, depth) => {
    const covered = 0.55 * coverage(body, depth);
    const shade = 1 + 0.15 * shades.data[pixel]!;
    tissue.haematoxylin.data[pixel]! += covered * (purple * shade - tissue.haematoxylin.data[pixel]!);
    tissue.eosin.data[pixel]! += covered * (pink * shade - tissue.eosin.data[pixel]!);
  });
}

/** From vesicular nuclei, pale with a dark rim and clumps, to dense ones without any structure. */
function paintNucleus(
  random: Random,
  { haematoxylin, eosin }: Tissue,
  cell: SimulatedCell,
  clumps: Plane,
  texture: number,
): void {
  const dense = cell.density ** 0.8;
  const fill = (0.42 + 0.72 * dense) * Math.min(1.3, cell.brightness);
  const rim = 0.75 * (1 - dense);
  const rimWidth = 1.1 / cell.minor;
  const contrast = texture * (0.85 - 0.7 * dense);
  const warmth = 0.15 + 0.2 * random.uniform();
  visitCell(cell, clumps.width, clumps.height, 2 * cell.softness, (pixel, _dx, _dy, depth) => {
    const covered = coverage(cell, depth);
    if (covered === 0) return;
    const atRim = Math.exp(-(((depth - rimWidth) / rimWidth) ** 2));
    const chromatin = Math.max(
      0.12,
      fill * (1 + contrast * Math.tanh(1.5 * clumps.data[pixel]!)) + rim * atRim,
    );
    haematoxylin.data[pixel]! += covered * (chromatin - haematoxylin.data[pixel]!);
    eosin.data[pixel]! += covered * (warmth - eosin.data[pixel]!);
  });
}

/** Platelets and pigment: dark like nuclei, but a fraction of their size. */
function addGranules(
  random: Random,
  { haematoxylin, presence }: Tissue,
  expected: number,
  diameter: number,
): void {
  const { width, height } = haematoxylin;
  const granules = createPlane(width, height);
  for (let n = Math.round(expected); n > 0; n--) {
    const [x, y] = [random.uniform() * width, random.uniform() * height];
    const radius = diameter * (0.05 + 0.06 * random.uniform());
    const strength = 0.3 + 0.4 * random.uniform();
    if (presence.data[Math.floor(y) * width + Math.floor(x)]! < 0.5) continue;
    const reach = Math.ceil(3 * radius);
    for (let v = Math.max(0, Math.floor(y) - reach); v <= Math.min(height - 1, Math.floor(y) + reach); v++) {
      for (let u = Math.max(0, Math.floor(x) - reach); u <= Math.min(width - 1, Math.floor(x) + reach); u++) {
        const square = ((u + 0.5 - x) ** 2 + (v + 0.5 - y) ** 2) / (radius * radius);
        granules.data[v * width + u]! += strength * Math.exp(-square / 2);
      }
    }
  }
  for (let i = 0; i < granules.data.length; i++) haematoxylin.data[i]! += granules.data[i]!;
}
