import type { Point } from '../annotation.js';
import type { Random } from '../random.js';
import type { ResolvedSimulation } from './options.js';

/** A nucleus: an ellipse whose outline is bent by three harmonics. Lengths are in pixels, angles in radians. */
export interface SimulatedCell extends Point {
  /** Semi-axes. */
  readonly major: number;
  readonly minor: number;
  readonly angle: number;
  /** Amplitude and phase of the outline's harmonics of order 2, 3, 4; amplitudes are fractions of the radius. */
  readonly bumps: readonly (readonly [amplitude: number, phase: number])[];
  /** 1 is typical. */
  readonly brightness: number;
  /** Half width of the blurred outline. */
  readonly softness: number;
  /** Dense chromatin, 0 to 1. */
  readonly density: number;
}

const HARMONICS = [0.1, 0.09, 0.05];
/** Share of cells in division or death: small, bright and dense. */
const CONDENSED = 0.04;

/** Draws a cell's looks; its place is decided later. */
export function drawCell(random: Random, options: ResolvedSimulation): SimulatedCell {
  const condensed = random.uniform() < CONDENSED;
  const size = Math.exp(options.diameterSpread * clipped(random)) * (condensed ? 0.65 : 1);
  const aspect = 1 + (options.elongation - 1) * Math.exp(0.5 * clipped(random)) * (condensed ? 1.6 : 1);
  const radius = Math.max(2, (options.diameter * size) / 2);
  return {
    x: 0,
    y: 0,
    major: radius * Math.sqrt(aspect),
    minor: radius / Math.sqrt(aspect),
    angle: random.uniform() * Math.PI,
    bumps: HARMONICS.map((amplitude) => [
      amplitude * options.irregularity * clipped(random),
      random.uniform() * 2 * Math.PI,
    ]),
    brightness: Math.exp(options.brightnessSpread * clipped(random)) * (condensed ? 2.2 : 1),
    softness: 0.5 + options.defocus * Math.abs(clipped(random)),
    density: condensed ? 1 : random.uniform(),
  };
}

/** How deep a position lies in a cell: 1 at the centre, 0 on the outline, negative outside. `dx`, `dy` from the centre. */
export function cellDepth(cell: SimulatedCell, dx: number, dy: number): number {
  const [cos, sin] = [Math.cos(cell.angle), Math.sin(cell.angle)];
  const u = (dx * cos + dy * sin) / cell.major;
  const v = (dy * cos - dx * sin) / cell.minor;
  const distance = Math.sqrt(u * u + v * v);
  const direction = Math.atan2(v, u);
  let outline = 1;
  for (let k = 0; k < cell.bumps.length; k++) {
    const [amplitude, phase] = cell.bumps[k]!;
    outline += amplitude * Math.cos((k + 2) * direction + phase);
  }
  return 1 - distance / outline;
}

/** Radius of the plain ellipse towards a direction. */
export function radiusTowards(cell: SimulatedCell, direction: number): number {
  const turned = direction - cell.angle;
  return (cell.major * cell.minor) / Math.hypot(cell.minor * Math.cos(turned), cell.major * Math.sin(turned));
}

/** Calls `visit` for every pixel of a picture that lies in the cell's bounding square, widened by `margin`. */
export function visitCell(
  cell: SimulatedCell,
  width: number,
  height: number,
  margin: number,
  visit: (pixel: number, dx: number, dy: number, depth: number) => void,
): void {
  const reach = cell.major * cell.bumps.reduce((sum, [amplitude]) => sum + Math.abs(amplitude), 1) + margin;
  const right = Math.min(width - 1, Math.ceil(cell.x + reach));
  const bottom = Math.min(height - 1, Math.ceil(cell.y + reach));
  for (let y = Math.max(0, Math.floor(cell.y - reach)); y <= bottom; y++) {
    for (let x = Math.max(0, Math.floor(cell.x - reach)); x <= right; x++) {
      const [dx, dy] = [x + 0.5 - cell.x, y + 0.5 - cell.y];
      visit(y * width + x, dx, dy, cellDepth(cell, dx, dy));
    }
  }
}

/** How much of a pixel the cell covers, 0 to 1, with a soft outline. */
export function coverage(cell: SimulatedCell, depth: number): number {
  const t = 0.5 + (depth * cell.minor) / (2 * cell.softness);
  if (t <= 0) return 0;
  return t >= 1 ? 1 : t * t * (3 - 2 * t);
}

/** Normal, but never so far out that a cell becomes absurd. */
function clipped(random: Random): number {
  return Math.max(-2.2, Math.min(2.2, random.normal()));
}
