import { createTarget, type DecodeSettings } from '@celltally/models';
import { PERCENTILES } from '../picture/preparation.js';
import { type BlockPrediction, predictorOf } from '../predict/predictor.js';
import type { PictureModel, UsableModel } from '../usable-model.js';
import { cellMap, settingsOf } from './find-cells.js';
import { type ClassicalPlan, measurePicture, signalOf } from './measure-picture.js';
import { CLASSICAL, type ClassicalOptions, requireClassicalOptions } from './options.js';
import { CLASSICAL_TILES } from './tiles.js';

/**
 * The classical recipe as a model: it has learnt nothing, and finds out about every picture by itself how its cells are to
 * be looked for (measurePicture).
 *
 * @param options what it need not find out; `scale` enlarges pictures further
 * @throws CountingError naming an option that does not fit
 */
export function classicalModel({
  scale = 1,
  ...given
}: ClassicalOptions & { readonly scale?: number } = {}): UsableModel {
  const options = requireClassicalOptions({ ...given });
  const target = createTarget('mask', { gap: 1 });
  return {
    name: CLASSICAL,
    target,
    settings: target.defaults,
    preparation: { normalisation: PERCENTILES, inputScale: scale },
    tiles: CLASSICAL_TILES,
    forPicture: async (source, selection, { signal } = {}) =>
      modelOfPlan(await measurePicture(source, selection, { ...options, scale }, signal)),
  };
}

function modelOfPlan(plan: ClassicalPlan): PictureModel {
  const { method, ground, diameter, preparation } = plan;
  const { leastArea } = settingsOf(method, ground);
  const target = createTarget(method === 'blobs' ? 'location' : 'mask', method === 'blobs' ? {} : { gap: 1 });
  const settings: DecodeSettings = {
    relativeThreshold: 0,
    absoluteThreshold: method === 'blobs' ? 0 : 0.5,
    // Blobs are peaks among their neighbours; objects have at least the area of a disc of this radius.
    peakRadius: method === 'blobs' ? 1 : (diameter / 2) * Math.sqrt(leastArea),
    countScale: 1,
  };
  const run = async (block: Parameters<typeof signalOf>[0]): Promise<BlockPrediction> => ({
    map: cellMap(signalOf(block, ground), plan).data,
  });
  return {
    target,
    settings,
    preparation,
    tiles: CLASSICAL_TILES,
    predictor: predictorOf(run, CLASSICAL_TILES),
    warnings: [],
  };
}
