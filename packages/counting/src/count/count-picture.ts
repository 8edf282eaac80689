import { planTiles, type Selection } from '@celltally/imaging';
import type { DecodeSettings } from '@celltally/models';
import type { PictureCount } from '../events.js';
import { inOwnPixels } from '../picture/enlarge.js';
import { openTiledPicture } from '../picture/tiled-picture.js';
import { createTileCounter } from '../predict/count-share.js';
import { headCount } from '../predict/decode-prediction.js';
import { mapBands } from '../predict/map-bands.js';
import type { Predictor } from '../predict/predictor.js';
import type { TakeTurns } from '../predict/take-turns.js';
import type { UsableModel } from '../usable-model.js';
import type { OpenPicture } from './picture-file.js';

/** How pictures are counted. */
export interface PictureCounting {
  readonly model: UsableModel;
  readonly settings: DecodeSettings;
  readonly selection: Selection;
  /** The predictors that all pictures share. */
  readonly predictors: TakeTurns<Predictor>;
  /** How many there are. */
  readonly lanes: number;
}

/**
 * Counts one picture, whatever its size: tiles are read, prepared and run, and their maps decoded in bands as they are
 * complete. Neither the picture nor its map is ever there as a whole, unless the picture is small.
 */
export async function countPicture(
  { source }: Pick<OpenPicture, 'source'>,
  { model, settings, selection, predictors, lanes }: PictureCounting,
  onTile: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<Pick<PictureCount, 'width' | 'height' | 'count' | 'points'>> {
  const picture = await openTiledPicture(source, selection, model.preparation, { signal });
  const plan = planTiles(picture.width, picture.height, model.tiles);
  const decoder = model.target.decodeRows(picture.width, settings);
  const counter = createTileCounter(plan);
  for (;;) {
    // A predictor is waited for before the tile is read: no more tiles are in memory than predictors.
    const bands = mapBands(
      plan,
      (tile, tileSignal) =>
        predictors(async (predictor) =>
          counter.add(tile, await predictor.run(await picture.read(tile, tileSignal))),
        ),
      { lanes, signal, onTile: (done) => onTile(done, plan.tiles.length) },
    );
    for await (const rows of bands) decoder.add(rows);
    const decoded = decoder.finish();
    if (decoded === undefined) continue;
    const { count } = counter.total();
    return {
      ...picture.own,
      count: count === undefined ? decoded.count : headCount(count, settings),
      points: inOwnPixels(decoded.points, picture, picture.own),
    };
  }
}
