import { configureWasm, readModelPackage, writeModelPackage } from '@celltally/counting';
import type { CountOutcome, EngineMethods, ModelFile } from '../work/engine-methods.js';
import { Handover, type Methods } from '../work/rpc.js';
import { countPictures, packed } from './count.js';
import type { Heard } from './listening-target.js';
import { modelShelf } from './models.js';
import { recent } from './recent.js';
import { trainModel } from './train.js';

/** Maps of masks that are kept, to be read again at another threshold. */
const KEPT_MAPS = 4;

interface KeptMap {
  readonly model: ModelFile;
  readonly heard: Heard;
  readonly outcome: CountOutcome;
  /** Size of the picture over that of its map. */
  readonly scale: number;
}

/** Counts and trains. */
export function engineMethods(): Methods<EngineMethods> {
  const shelf = modelShelf();
  const maps = recent<KeptMap>(KEPT_MAPS);
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
    count: async ({ model, pictures, device }, context) => {
      const { usable } = await shelf(model);
      const keep = (id: string, heard: Heard, outcome: CountOutcome): void => {
        if (heard.rows === undefined) return;
        maps.set(id, { model, heard, outcome, scale: 1 / (usable.preparation.inputScale ?? 1) });
      };
      try {
        await countPictures(usable, pictures, device, context, keep);
      } catch (error) {
        context.signal.throwIfAborted();
        if (device !== 'webgpu') throw error;
        context.emit({ type: 'fellBack', reason: error instanceof Error ? error.message : String(error) });
        await countPictures(usable, pictures, 'wasm', context, keep);
      }
      return undefined;
    },
    decodeAgain: async ({ id, threshold }) => {
      const kept = maps.get(id);
      if (kept?.heard.rows === undefined) return undefined;
      const { usable } = await shelf(kept.model);
      const settings = {
        ...usable.settings,
        relativeThreshold: 0,
        absoluteThreshold: threshold * usable.target.cellHeight,
      };
      const decoder = usable.target.decodeRows(kept.heard.width, settings);
      for (const band of kept.heard.rows) decoder.add(band);
      let decoded = decoder.finish();
      if (decoded === undefined) {
        for (const band of kept.heard.rows) decoder.add(band);
        decoded = decoder.finish();
      }
      if (decoded === undefined) return undefined;
      const { scale } = kept;
      const points = decoded.points.map(({ x, y, score }) => ({ x: x * scale, y: y * scale, score }));
      return { spots: packed(points), count: decoded.count };
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
