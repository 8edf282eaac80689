import { type Image, normalisationMeter, planTiles, type Selection } from '@celltally/imaging';
import { networkChannels, type Preparation, type PreparedPicture } from '../picture/preparation.js';
import { openTiledPicture } from '../picture/tiled-picture.js';
import { cellSignal, type Ground, groundOf, whiteOf } from '../seen/cell-signal.js';
import { lookAt, type PictureLook } from '../seen/look.js';
import { keptSource, middleOf, type PictureSource, piecesOf } from '../seen/picture-source.js';
import { edgeSteepness } from './edge-steepness.js';
import { type FindingPlan, levelled, type SoughtCells, settingsOf } from './find-cells.js';
import type { ClassicalMethod, ClassicalOptions } from './options.js';
import { type CellThreshold, signalHistogram } from './threshold.js';
import { CLASSICAL_TILES } from './tiles.js';

/** What the recipe has found out about a picture. */
export interface ClassicalPlan extends FindingPlan {
  /** How pictures are brought to the scale and the range at which cells are looked for. */
  readonly preparation: Preparation;
  /** Diameter of a cell in pixels of the picture. */
  readonly ownDiameter: number;
}

/** The width in pixels to which cells are brought: enough to part them by their shape, and no more to compute. */
const WORKING_DIAMETER = 16;
/** The same for cells between walls, which must not vanish. */
const WALLED_DIAMETER = 24;
/** Pictures are not enlarged further: there is no more to see in them. */
const MOST_ENLARGED = 2;
/** What looks smaller than this may be noise, which then must not be taken for cells. */
const NOISE_DIAMETER = 5;
/**
 * Classes of intensities further apart than this are neither noise nor a slope of the light (`SignalHistogram.threshold`): a
 * normal distribution has 0.64, an even one 0.75.
 */
const NOISE_SEPARABILITY = 0.76;
/** Taken where there is nothing like a cell. */
const ANY_DIAMETER = 16;
/** Edges steeper than this are those of filled cells: BBBC039 and DSB 2018 have more, the blurred VGG cells less. */
const STEEP = 0.222;
/** Cells wider than this, in pixels of the picture, have a shape even where they are blurred. */
const SHAPELESS = 14;

/**
 * Finds out how the cells of a picture are to be looked for:
 *
 * 1. by its look, whether its ground is dark or bright, how wide its cells are, and whether walls part them;
 * 2. its intensities: those between the 1st and the 99.8th percentile on dark ground, those from 0 to white on bright ground;
 * 3. the scale at which its cells are `WORKING_DIAMETER` pixels wide;
 * 4. the method: `membranes` where walls part the cells; `blobs` where cells are small and their edges not steep; else
 *    `nuclei`;
 * 5. in a pass over all of it, the threshold by Otsu's method; none, and so no cells, where there is nothing but noise.
 *
 * Memory does not grow with the picture.
 */
export async function measurePicture(
  source: PictureSource,
  selection: Selection,
  options: ClassicalOptions & { readonly scale?: number },
  signal?: AbortSignal,
): Promise<ClassicalPlan> {
  const kept = await keptSource(source, selection, signal);
  const look = await lookAt(kept, {}, signal);
  const ground = groundOf(look.kind);
  const ownDiameter = options.diameter ?? look.diameter ?? ANY_DIAMETER;
  const walled = options.method === undefined ? look.walled : options.method === 'membranes';
  const working = walled ? WALLED_DIAMETER : WORKING_DIAMETER;
  const inputScale = Math.min(MOST_ENLARGED, working / ownDiameter) * (options.scale ?? 1);
  const preparation = { normalisation: await rangeOf(kept, ground, signal), inputScale };
  const diameter = ownDiameter * inputScale;
  const method =
    options.method ??
    (walled
      ? 'membranes'
      : ownDiameter > SHAPELESS
        ? 'nuclei'
        : await methodOf(kept, look, { preparation, ground, diameter }, signal));
  const plan = { method, ground, diameter };
  const mayBeNoise = method !== 'membranes' && options.diameter === undefined && ownDiameter < NOISE_DIAMETER;
  const separability = mayBeNoise ? NOISE_SEPARABILITY : 0;
  return {
    ...plan,
    preparation,
    ownDiameter,
    ...(await thresholdOf(kept, preparation, { ...plan, separability }, signal)),
  };
}

type Range = Extract<Preparation['normalisation'], { readonly kind: 'range' }>;

/** What becomes 0 and 1. */
async function rangeOf(source: PictureSource, ground: Ground, signal?: AbortSignal): Promise<Range> {
  const description = source.describe();
  const { colour, bitDepth } = description;
  if (ground === 'bright') {
    return {
      kind: 'range',
      min: 0,
      max: whiteOf(await source.read({ region: middleOf(description) }, signal)),
    };
  }
  const percentile = { kind: 'percentile', low: 1, high: 99.8, jointly: true } as const;
  const meter = normalisationMeter({ channels: colour === 'rgb' ? 3 : 1, bitDepth }, percentile);
  do {
    for await (const piece of piecesOf(source, signal)) meter.add(networkChannels(piece, percentile));
  } while (meter.again());
  const { offset, scale } = meter.lines()[0] as { readonly offset: number; readonly scale: number };
  return { kind: 'range', min: offset, max: offset + 1 / scale };
}

/** The signal of a block that is prepared. */
export const signalOf = (block: PreparedPicture, ground: Ground) =>
  cellSignal(
    { ...block, colour: block.channels === 3 ? 'rgb' : 'grey', bitDepth: 32 } satisfies Image,
    ground,
    1,
  );

interface Working {
  readonly preparation: Preparation;
  readonly ground: Ground;
  readonly diameter: number;
}

async function methodOf(
  source: PictureSource,
  { width, height }: PictureLook,
  { preparation, ground, diameter }: Working,
  signal?: AbortSignal,
): Promise<ClassicalMethod> {
  const region = middleOf({ width, height });
  const middle = {
    describe: () => source.describe({ region }),
    read: ({ region: part = { x: 0, y: 0, width: region.width, height: region.height } } = {}) =>
      source.read({ region: { ...part, x: region.x + part.x, y: region.y + part.y } }, signal),
  };
  const steepness: number[] = [];
  await eachBlock(middle, preparation, signal, (block) => {
    const found = edgeSteepness(signalOf(block, ground), diameter);
    if (found !== undefined) steepness.push(found);
  });
  const mean = steepness.reduce((sum, each) => sum + each, 0) / steepness.length;
  return mean < STEEP ? 'blobs' : 'nuclei';
}

async function thresholdOf(
  source: PictureSource,
  preparation: Preparation,
  plan: SoughtCells & { readonly separability: number },
  signal?: AbortSignal,
): Promise<CellThreshold> {
  const histogram = signalHistogram();
  await eachBlock(source, preparation, signal, (block, own) => {
    const { width, data } = levelled(signalOf(block, plan.ground), plan);
    for (let y = own.y; y < own.y + own.height; y++) {
      histogram.add(data.subarray(y * width + own.x, y * width + own.x + own.width));
    }
  });
  const { rise } = settingsOf(plan.method, plan.ground);
  return histogram.threshold({ rise, separability: plan.separability });
}

interface OwnPart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Visits a prepared picture block by block; `own` is the part of a block that no other one visits. */
async function eachBlock(
  source: PictureSource,
  preparation: Preparation,
  signal: AbortSignal | undefined,
  visit: (block: PreparedPicture, own: OwnPart) => void,
): Promise<void> {
  const picture = await openTiledPicture(source, {}, preparation, signal === undefined ? {} : { signal });
  const { width, height } = picture;
  for (const tile of planTiles(width, height, CLASSICAL_TILES).tiles) {
    signal?.throwIfAborted();
    const { read, responsibility } = tile;
    const own = { ...responsibility, x: responsibility.x - read.x, y: responsibility.y - read.y };
    visit(await picture.read(tile, signal), own);
  }
}
