import { planTiles, type Selection } from '@celltally/imaging';
import type { DecodeSettings, LabelRows, MapTarget } from '@celltally/models';
import type { PictureCount } from '../events.js';
import { inOwnPixels } from '../picture/enlarge.js';
import { createMapScaler, type MapRows } from '../picture/map-scaler.js';
import { scaleLabelRows } from '../picture/scale-label-rows.js';
import { openTiledPicture, type TiledPicture } from '../picture/tiled-picture.js';
import { createTileCounter } from '../predict/count-share.js';
import { countSaid } from '../predict/decode-prediction.js';
import { mapBands } from '../predict/map-bands.js';
import type { Predictor } from '../predict/predictor.js';
import type { TakeTurns } from '../predict/take-turns.js';
import type { Turns } from '../predict/turns.js';
import { modelFor, type UsableModel } from '../usable-model.js';
import type { OpenPicture } from './picture-file.js';

/** How pictures are counted. */
export interface PictureCounting {
  readonly model: UsableModel;
  /** Settings of the decoding in the place of the model's own. */
  readonly settings: Partial<DecodeSettings>;
  readonly selection: Selection;
  /** The predictors that all pictures share. */
  readonly predictors: TakeTurns<Predictor>;
  /** How many there are. */
  readonly lanes: number;
  /** Ways in which they show the network each tile. Default 1. */
  readonly turns?: Turns;
}

/** Who is told what is found in a picture while it is counted. Who gives a promise is waited for. */
export interface PictureListener {
  /** How often the network has run, of how often; from 0 again where the map is needed twice. */
  onRun(done: number, total: number): void;
  /** What speaks against trusting the count. */
  onWarning?(message: string): void;
  /** The next rows of the map, as in the event `mapBand`. */
  onMap?(rows: MapRows): Promise<void>;
  /** The next rows of the objects, of which there are so many, as in the event `labelBand`. */
  onLabels?(rows: { readonly top: number; readonly labels: Uint32Array }, objects: number): Promise<void>;
}

/**
 * Counts one picture, whatever its size: tiles are read, prepared and run, and their maps decoded in bands as they are
 * complete. Neither the picture nor its map is ever there as a whole, unless the picture is small.
 */
export async function countPicture(
  { source }: Pick<OpenPicture, 'source'>,
  { model: anyModel, settings: given, selection, predictors, lanes, turns = 1 }: PictureCounting,
  { onRun, onWarning, onMap, onLabels }: PictureListener,
  signal: AbortSignal,
): Promise<Pick<PictureCount, 'width' | 'height' | 'count' | 'points'>> {
  const model = await modelFor(anyModel, source, selection, { warn: onWarning !== undefined, signal });
  for (const warning of model.warnings) onWarning?.(warning);
  const settings = { ...model.settings, ...given };
  const picture = await openTiledPicture(source, selection, model.preparation, { signal });
  const plan = planTiles(picture.width, picture.height, model.tiles);
  const decoder = model.target.decodeRows(picture.width, settings, { labels: onLabels !== undefined });
  const counter = createTileCounter(plan);
  let mapReader = onMap && createMapReader(model.target, settings, picture, onMap);
  for (;;) {
    let runs = 0;
    const ran = (): void => onRun(++runs, turns * plan.tiles.length);
    // A predictor is waited for before the tile is read: no more tiles are in memory than predictors.
    const bands = mapBands(
      plan,
      (tile, tileSignal) =>
        predictors(async (predictor) =>
          counter.add(
            tile,
            await (model.predictor ?? predictor).run(await picture.read(tile, tileSignal), ran),
          ),
        ),
      { lanes, signal },
    );
    for await (const rows of bands) {
      decoder.add(rows);
      await mapReader?.(rows);
    }
    mapReader = undefined;
    const decoded = decoder.finish();
    if (decoded === undefined) continue;
    const { points, labels } = decoded;
    if (onLabels && labels === undefined)
      onWarning?.('its cells were found as blobs, which have no outlines');
    if (onLabels && labels) await readLabels(scaleLabelRows(labels, points, picture.own), points, onLabels);
    const { count } = counter.total();
    return {
      ...picture.own,
      count: countSaid({ count }, decoded, settings),
      points: inOwnPixels(points, picture, picture.own),
    };
  }
}

/** Takes the rows of a map, which are its own from then on, and tells them in pixels of the picture. */
function createMapReader(
  { cellMass }: Pick<MapTarget, 'cellMass'>,
  { countScale }: Pick<DecodeSettings, 'countScale'>,
  picture: Pick<TiledPicture, 'width' | 'height' | 'own'>,
  onMap: NonNullable<PictureListener['onMap']>,
): (rows: Float32Array) => Promise<void> {
  const factor = cellMass === undefined ? 1 : countScale / cellMass;
  const scaler = createMapScaler(picture, picture.own, cellMass === undefined ? 'values' : 'sum');
  return async (rows) => {
    if (factor !== 1) for (let i = 0; i < rows.length; i++) rows[i]! *= factor;
    const complete = scaler.add(rows);
    if (complete !== undefined) await onMap(complete);
  };
}

/** Pixels of labels that are told at once. */
const LABELS_AT_ONCE = 2 ** 20;

async function readLabels(
  { width, height, read }: LabelRows,
  { length: objects }: readonly unknown[],
  onLabels: NonNullable<PictureListener['onLabels']>,
): Promise<void> {
  const step = Math.max(1, Math.floor(LABELS_AT_ONCE / width));
  for (let top = 0; top < height; top += step) {
    const rows = Math.min(step, height - top);
    const labels = new Uint32Array(rows * width);
    for (let y = 0; y < rows; y++) read(top + y, labels.subarray(y * width, (y + 1) * width));
    await onLabels({ top, labels }, objects);
  }
}
