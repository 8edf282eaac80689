import { createPlane, type Plane } from '../analysis/plane.js';
import type { Random } from '../random.js';
import { coverage, drawCell, type SimulatedCell, visitCell } from './cell.js';
import type { ResolvedSimulation } from './options.js';
import { smoothNoise } from './smooth-noise.js';
import type { StainedSlide } from './stains.js';

/** A slide without nuclei, and where it has tissue at all (0 to 1). */
export interface Tissue extends StainedSlide {
  readonly presence: Plane;
}

/** Pink tissue: a web of fibres and vacuoles of several sizes, with clear holes, and red blood cells that are no nuclei. */
export function paintTissue(random: Random, options: ResolvedSimulation): Tissue {
  const { width, height, diameter, unevenness } = options;
  const noise = (label: string, scale: number) => smoothNoise(random.fork(label), width, height, scale).data;
  const holes = noise('holes', 5 * diameter);
  const edges = noise('edges', 0.9 * diameter);
  const web = noise('web', 0.55 * diameter);
  const patches = noise('patches', 2.5 * diameter);
  const foamlets = noise('foamlets', Math.max(1, diameter / 6));
  const fine = noise('fine', Math.max(1, diameter / 12));
  const presence = createPlane(width, height);
  const haematoxylin = createPlane(width, height);
  const eosin = createPlane(width, height);
  for (let i = 0; i < presence.data.length; i++) {
    const inside = smoothstep((1.5 - 0.5 * unevenness - holes[i]! - 0.12 * edges[i]!) / 0.12);
    // Ridges, where the noise crosses zero, make the walls between vacuoles.
    const wall = Math.exp(-((web[i]! / 0.45) ** 2));
    const foam = smoothstep(0.5 + 0.55 * patches[i]! + 0.25 * edges[i]!);
    const grain = Math.exp(-((foamlets[i]! / 0.7) ** 2)) - 0.5;
    const body = 0.33 + 0.06 * patches[i]! + 0.2 * grain + 0.05 * fine[i]!;
    const pink = foam * body * (0.75 + 0.25 * wall) + (1 - foam) * (0.08 + 0.2 * wall + 0.1 * grain);
    presence.data[i] = inside;
    eosin.data[i] = 0.015 + inside * Math.max(0.02, pink);
    haematoxylin.data[i] = inside * Math.max(0, 0.05 + 0.06 * foam + 0.025 * edges[i]! + 0.02 * fine[i]!);
  }
  const tissue = { presence, haematoxylin, eosin };
  addRedCells(random.fork('red cells'), tissue, options);
  return tissue;
}

function addRedCells(random: Random, { presence, eosin }: Tissue, options: ResolvedSimulation): void {
  const { width, height, count, distractors, diameter } = options;
  const looks = { ...options, diameter: Math.max(4, 0.75 * diameter), elongation: 1.1, diameterSpread: 0.08 };
  for (let n = Math.round(0.6 * count * distractors); n > 0; n--) {
    const place = { x: random.uniform() * width, y: random.uniform() * height };
    const cell: SimulatedCell = { ...drawCell(random, looks), ...place };
    if (presence.data[Math.floor(cell.y) * width + Math.floor(cell.x)]! < 0.5) continue;
    visitCell(cell, width, height, 2, (pixel, _dx, _dy, depth) => {
      const covered = 0.85 * coverage(cell, depth);
      eosin.data[pixel]! += covered * (0.5 - 0.12 * Math.max(0, depth) - eosin.data[pixel]!);
    });
  }
}

function smoothstep(value: number): number {
  if (value <= 0) return 0;
  return value >= 1 ? 1 : value * value * (3 - 2 * value);
}
