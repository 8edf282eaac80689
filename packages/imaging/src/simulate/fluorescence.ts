import { gaussianBlur } from '../analysis/gaussian.js';
import { createPlane, type Plane } from '../analysis/plane.js';
import type { Random } from '../random.js';
import { coverage, type SimulatedCell, visitCell } from './cell.js';
import type { ResolvedSimulation } from './options.js';
import { smoothNoise } from './smooth-noise.js';

/** Light from everywhere, and light of the cells that is scattered, as fractions of a typical cell. */
const BACKGROUND = 0.05;
const SCATTERED = 0.09;

/** The light that nuclei with a stained DNA send through the lens; 1 is a typical cell. Overlapping cells add up. */
export function paintFluorescence(
  random: Random,
  cells: readonly SimulatedCell[],
  options: ResolvedSimulation,
): Plane {
  const { width, height, texture, diameter, unevenness } = options;
  const light = createPlane(width, height);
  const grains = createGrains(random.fork('grains'), diameter);
  const details = random.fork('details');
  for (const cell of cells) paintNucleus(details, light, cell, grains, texture);
  addSpecks(random.fork('specks'), light, cells.length * options.distractors, diameter);

  const sharp = gaussianBlur(light, options.blur);
  const scattered = gaussianBlur(light, Math.min(diameter / 2, 20), { truncate: 2.5 });
  const hills = smoothNoise(random.fork('hills'), width, height, Math.max(width, height) / 2.5);
  const lamp = illumination(random.fork('lamp'), width, height, unevenness);
  for (let i = 0; i < sharp.data.length; i++) {
    const background = BACKGROUND * Math.max(0.2, 1 + 0.6 * unevenness * hills.data[i]!);
    sharp.data[i] = (sharp.data[i]! + SCATTERED * scattered.data[i]! + background) * lamp.data[i]!;
  }
  return sharp;
}

interface Grains {
  readonly fine: Plane;
  readonly coarse: Plane;
}

/** Chromatin: two noises, of which every cell shows a part of its own. */
function createGrains(random: Random, diameter: number): Grains {
  const side = Math.ceil(8 * diameter);
  return {
    fine: smoothNoise(random, side, side, Math.max(1, diameter / 16)),
    coarse: smoothNoise(random, side, side, diameter / 5),
  };
}

function paintNucleus(
  random: Random,
  light: Plane,
  cell: SimulatedCell,
  grains: Grains,
  texture: number,
): void {
  const { width: side } = grains.fine;
  const offset = [random.uniform(), random.uniform()].map((u) => Math.floor(side * (0.35 + 0.3 * u)));
  const nucleoli = Array.from({ length: random.integer(5) }, () => ({
    x: (random.uniform() - 0.5) * cell.minor,
    y: (random.uniform() - 0.5) * cell.minor,
    radius: cell.minor * (0.06 + 0.12 * random.uniform()),
  }));
  visitCell(cell, light.width, light.height, 2 * cell.softness, (pixel, dx, dy, depth) => {
    const covered = coverage(cell, depth);
    if (covered === 0) return;
    const outward = Math.min(1, 1 - depth);
    const thickness = 0.72 + 0.28 * Math.sqrt(1 - outward * outward);
    const grain = clampIndex(offset[1]! + dy, side) * side + clampIndex(offset[0]! + dx, side);
    let chromatin = 1 + texture * (0.3 * grains.fine.data[grain]! + 0.16 * grains.coarse.data[grain]!);
    for (const { x, y, radius } of nucleoli) {
      const square = ((dx - x) ** 2 + (dy - y) ** 2) / (radius * radius);
      if (square < 6) chromatin *= 1 - 0.7 * texture * Math.exp(-square / 2);
    }
    light.data[pixel]! += cell.brightness * covered * thickness * Math.max(0.15, chromatin);
  });
}

function clampIndex(position: number, side: number): number {
  return Math.max(0, Math.min(side - 1, Math.floor(position)));
}

/** Dust and fragments: far smaller than cells, so that nobody takes them for one. */
function addSpecks(random: Random, light: Plane, expected: number, diameter: number): void {
  const { width, height, data } = light;
  for (let n = Math.round(expected); n > 0; n--) {
    const [x, y] = [random.uniform() * width, random.uniform() * height];
    const radius = 0.5 + 0.06 * diameter * random.uniform();
    const brightness = 0.25 + random.uniform();
    const reach = Math.ceil(3 * radius);
    for (let v = Math.max(0, Math.floor(y) - reach); v <= Math.min(height - 1, Math.floor(y) + reach); v++) {
      for (let u = Math.max(0, Math.floor(x) - reach); u <= Math.min(width - 1, Math.floor(x) + reach); u++) {
        const square = ((u + 0.5 - x) ** 2 + (v + 0.5 - y) ** 2) / (radius * radius);
        data[v * width + u]! += brightness * Math.exp(-square / 2);
      }
    }
  }
}

/** Brightest somewhere about the middle and falling off towards the corners. */
export function illumination(random: Random, width: number, height: number, unevenness: number): Plane {
  const lamp = createPlane(width, height);
  const [cx, cy] = [width * (0.3 + 0.4 * random.uniform()), height * (0.3 + 0.4 * random.uniform())];
  const scale = (width * width + height * height) / 2;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const square = ((x - cx) ** 2 + (y - cy) ** 2) / scale;
      lamp.data[y * width + x] = 1 / (1 + unevenness * square);
    }
  }
  return lamp;
}
