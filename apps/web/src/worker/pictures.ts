import { type Candidate, chooseModel, lookAt, type ModelChoice } from '@celltally/counting';
import {
  blobSource,
  encodePng,
  type Image,
  type ImageSource,
  openImage,
  percentiles,
  readReduced,
  toDisplay,
} from '@celltally/imaging';
import type {
  ChannelRange,
  PictureFacts,
  PictureMethods,
  PlaneChoice,
  PlaneOf,
} from '../work/picture-methods.js';
import { Handover, type Methods } from '../work/rpc.js';
import { bundledCandidates } from './bundled-candidates.js';
import { exportFile, importFile } from './exchange.js';
import { fromOverview, makeOverview, type Overview } from './overview.js';
import { recent } from './recent.js';

/** Files that stay open at once: those without strips or tiles are there decoded, as a whole. */
const OPEN_SOURCES = 6;
const OVERVIEWS = 24;

/** Keeps files open, and an overview of each plane that was looked at. */
export function pictureMethods(): Methods<PictureMethods> {
  let candidates: () => Promise<readonly Candidate[]> = async () => [];
  const files = new Map<string, { readonly name: string; readonly blob: Blob }>();
  const sources = recent<Promise<ImageSource>>(OPEN_SOURCES);
  const overviews = recent<Promise<Overview>>(OVERVIEWS);

  const sourceOf = (file: string): Promise<ImageSource> => {
    const known = files.get(file);
    if (known === undefined) throw new Error('this picture is not open any more: load the page again');
    const source = sources.get(file) ?? openImage(blobSource(known.blob), { name: known.name });
    sources.set(file, source);
    source.catch(() => sources.delete(file));
    return source;
  };
  const overviewOf = (file: string, plane: PlaneChoice): Promise<Overview> => {
    const key = JSON.stringify([file, plane.page ?? 0, plane.t ?? 0, plane.z ?? 0]);
    const made = overviews.get(key) ?? sourceOf(file).then((source) => makeOverview(source, plane));
    overviews.set(key, made);
    // One that failed is tried again by whoever asks next.
    made.catch(() => overviews.delete(key));
    return made;
  };

  return {
    prepare: async ({ models }) => {
      candidates = bundledCandidates(models);
      return undefined;
    },
    open: async ({ file, name, blob }) => {
      files.set(file, { name, blob });
      return factsOf(await sourceOf(file), candidates);
    },
    thumbnail: async ({ file, plane, side }) => {
      const { image, reduction } = await overviewOf(file, plane);
      const factor = Math.max(1, Math.ceil(Math.max(image.width, image.height) / side));
      const [width, height] = [Math.ceil(image.width / factor), Math.ceil(image.height / factor)];
      const region = { x: 0, y: 0, width: image.width * reduction, height: image.height * reduction };
      const channels = Array.from({ length: image.channels }, (_, i) => i);
      const data = fromOverview({ image, reduction }, region, reduction * factor, channels);
      const png = encodePng(toDisplay({ ...image, width, height, data }));
      return new Handover(png, [png.buffer]);
    },
    ranges: async ({ file, plane }) => {
      const { image } = await overviewOf(file, plane);
      const area = image.width * image.height;
      return Array.from({ length: image.channels }, (_, c) =>
        rangeOf(
          image.data.subarray(c * area, (c + 1) * area),
          image.colour === 'rgb' && image.bitDepth === 8,
        ),
      );
    },
    read: async ({ file, plane, region, reduction, channels }, { signal }) => {
      const overview = await overviewOf(file, plane);
      if (reduction >= overview.reduction) {
        const samples = fromOverview(overview, region, reduction, channels);
        return new Handover(samples, [samples.buffer]);
      }
      const { data } = await readReduced(
        await sourceOf(file),
        { ...plane, channels, region },
        reduction,
        signal,
      );
      return new Handover(data, [data.buffer]);
    },
    close: async ({ file }) => {
      files.delete(file);
      sources.delete(file);
      for (const key of overviews.keys()) {
        if ((JSON.parse(key) as [string])[0] === file) overviews.delete(key);
      }
      return undefined;
    },
    export: async (args) => {
      const readPicture = async ({ file, plane }: PlaneOf): Promise<Image> =>
        (await sourceOf(file)).read(plane);
      const saved = await exportFile(args, readPicture);
      return new Handover(saved, [saved.bytes.buffer]);
    },
    import: async ({ name, blob }) => importFile(name, new Uint8Array(await blob.arrayBuffer())),
  };
}

async function factsOf(
  source: ImageSource,
  candidates: () => Promise<readonly Candidate[]>,
): Promise<PictureFacts> {
  const { format, width, height, channels, depth, times, pages, colour, bitDepth } = source;
  return {
    ...{ format, width, height, channels, depth, times, pages, colour, bitDepth },
    ...(source.channelNames === undefined ? {} : { channelNames: source.channelNames }),
    ...(source.pixelSize === undefined ? {} : { pixelSize: source.pixelSize }),
    choice: await choiceFor(source, candidates),
  };
}

/** A picture that cannot be looked at is still opened: counting says what is wrong with it. */
async function choiceFor(
  source: ImageSource,
  candidates: () => Promise<readonly Candidate[]>,
): Promise<ModelChoice> {
  const looks = await lookAt(source).then(
    (look) => [look],
    () => [],
  );
  return chooseModel(looks, await candidates());
}

/** Colour pictures of 8 bits were made for the eye and stay as they are. */
function rangeOf(samples: Parameters<typeof percentiles>[0], asStored: boolean): ChannelRange {
  const [least, low, high, most] = percentiles(samples, [0, 0.1, 99.8, 100]) as [
    number,
    number,
    number,
    number,
  ];
  if (asStored) return { least: 0, most: 255, low: 0, high: 255 };
  return { least, most: most > least ? most : least + 1, low, high: high > low ? high : low + 1 };
}
