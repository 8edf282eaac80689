import { configureWasm, readModelPackage, writeModelPackage } from '@celltally/counting';
import type { EngineMethods } from '../work/engine-methods.js';
import { Handover, type Methods } from '../work/rpc.js';
import { countPictures, type HeardOfPicture, outlined, packed } from './count.js';
import { modelShelf } from './models.js';
import { recent } from './recent.js';
import { trainModel } from './train.js';

/** Maps of masks that are kept, to be read again at another threshold. */
const KEPT_MAPS = 4;

/** Counts and trains. */
export function engineMethods(): Methods<EngineMethods> {
  const shelf = modelShelf();
  const maps = recent<HeardOfPicture>(KEPT_MAPS);
  return {
    prepare: async ({ runtime, threads }) => {
      configureWasm({ wasmPaths: runtime, ...(threads === undefined ? {} : { threads }) });
      return undefined;
    },
    hasGraphics: async () => {
      if (!('gpu' in navigator)) return false;
      const gpu = navigator.gpu as { requestAdapter(): Promise<GraphicsAdapter | null> };
      const adapter = await gpu.requestAdapter().catch(() => null);
      // A fallback adapter computes on the processor, slower than WebAssembly does.
      return adapter !== null && adapter.info?.isFallbackAdapter !== true;
    },
    describe: async (model) => (await shelf(model)).facts,
    rename: async ({ model, name }) => {
      const found = await readModelPackage(new Uint8Array(await model.file.arrayBuffer()));
      return writeModelPackage({ ...found, about: { ...found.about, name } });
    },
    count: async ({ model, pictures, device, fit }, context) => {
      const { usable, fitting } = await shelf(model);
      const chosen = fit ? fitting : usable;
      const keep = (id: string, heard: HeardOfPicture): void => {
        if (heard.rows !== undefined) maps.set(id, heard);
      };
      try {
        await countPictures(chosen, pictures, device, context, keep);
      } catch (error) {
        context.signal.throwIfAborted();
        if (device !== 'webgpu') throw error;
        context.emit({ type: 'fellBack', reason: error instanceof Error ? error.message : String(error) });
        await countPictures(chosen, pictures, 'wasm', context, keep);
      }
      return undefined;
    },
    decodeAgain: async ({ id, threshold }) => {
      const kept = maps.get(id);
      if (kept?.rows === undefined) return undefined;
      const { target, rows, width, own } = kept;
      const settings = {
        ...kept.settings,
        relativeThreshold: 0,
        absoluteThreshold: threshold * target.cellHeight,
      };
      const decoder = target.decodeRows(width, settings, { labels: true });
      for (const band of rows) decoder.add(band);
      let decoded = decoder.finish();
      if (decoded === undefined) {
        for (const band of rows) decoder.add(band);
        decoded = decoder.finish();
      }
      if (decoded === undefined) return undefined;
      const height = rows.reduce((sum, band) => sum + band.length, 0) / width;
      const points = decoded.points.map(({ x, y, score }) => ({
        x: (x * own.width) / width,
        y: (y * own.height) / height,
        score,
      }));
      return { spots: packed(points), count: decoded.count, ...outlined(decoded, own) };
    },
    train: async (args, context) => {
      const rival = args.before === undefined ? undefined : (await shelf(args.before)).usable;
      const outcome = await trainModel(args, rival, context);
      return new Handover(outcome, [outcome.file.buffer]);
    },
  };
}

interface GraphicsAdapter {
  readonly info?: { readonly isFallbackAdapter?: boolean };
}
