import { ImageFormatError } from '../../errors.js';
import { subject } from '../failures.js';
import type { OmeImage, OmeRun } from './ome-xml.js';
import type { PageCount, PlaneMap } from './plane-map.js';

/** A plane is on a page of this file, or in another file. */
type Whereabouts = number | { readonly fileName: string };

/** Sizes beyond this are mistakes; believing them would exhaust the memory. */
const mostPlanes = 2 ** 22;

/**
 * Makes the plane map of an OME-TIFF (OME-TIFF specification, "The TiffData element"). Planes that belong to other
 * files of a set are known, and refused by name when asked for.
 *
 * @returns undefined where the metadata promise planes that are neither here nor in a named file
 */
export function mapOme(image: OmeImage, file: PageCount): PlaneMap | undefined {
  if (image.metadataFile !== undefined) return undefined;
  const perPage = Math.max(1, file.pageChannels);
  const steps = { C: Math.max(1, Math.round(image.sizes.C / perPage)), Z: image.sizes.Z, T: image.sizes.T };
  const total = steps.C * steps.Z * steps.T;
  if (total > mostPlanes) return undefined;
  const planes = placePlanes(image, steps, file).filter((place) => place !== undefined);
  if (planes.length < total || planes.some((place) => typeof place === 'number' && place >= file.pages)) {
    return undefined;
  }
  const elsewhere = [
    ...new Set(planes.flatMap((place) => (typeof place === 'object' ? [place.fileName] : []))),
  ];
  const index = (at: Readonly<Record<'C' | 'Z' | 'T', number>>) => planeIndex(image.order, steps, at);
  const names = image.channelNames;
  const note = elsewhere.length === 0 ? '' : ` The set has further planes in ${list(elsewhere)}.`;
  return {
    channels: steps.C * perPage,
    depth: steps.Z,
    times: steps.T,
    ...(names.length === steps.C * perPage && names.some((name) => name !== '') && { channelNames: names }),
    ...(image.pixelSize && { pixelSize: image.pixelSize }),
    note,
    locate: (channel, z, t) => {
      const c = Math.floor(channel / perPage);
      const place = planes[index({ C: c, Z: z, T: t })]!;
      if (typeof place === 'number') return { page: place, channel: channel % perPage };
      throw new ImageFormatError(
        `${subject(file.name)} is one file of a multi-file OME-TIFF: channel ${c}, focal plane ${z}, time point ${t} ` +
          `is stored in "${place.fileName}". Open that file, or save the set as one OME-TIFF.`,
        'tiff',
      );
    },
  };
}

/** What to say of a file whose metadata are all in a companion file. */
export function companionNote(metadataFile: string): string {
  return (
    ` This file is part of a multi-file OME-TIFF whose axes are described in "${metadataFile}"; ` +
    'only the planes in this file can be read. Save the set as one OME-TIFF to read all of it.'
  );
}

function placePlanes(image: OmeImage, steps: Record<'C' | 'Z' | 'T', number>, file: PageCount) {
  const total = steps.C * steps.Z * steps.T;
  const places = Array.from({ length: total }, (): Whereabouts | undefined => undefined);
  const runs = image.runs.length > 0 ? image.runs : [wholeFile];
  for (const run of runs) {
    const firstPage = run.page ?? 0;
    const length = run.planes ?? (run.page === undefined ? Math.min(total, file.pages) : 1);
    const here = isHere(run, image.uuid, file.name);
    const start = planeIndex(image.order, steps, { ...run.first });
    for (let i = 0; i < length && start + i < total; i++) {
      places[start + i] = here ? firstPage + i : { fileName: run.fileName ?? 'another file' };
    }
  }
  return places;
}

const wholeFile: OmeRun = {
  page: undefined,
  planes: undefined,
  first: { C: 0, Z: 0, T: 0 },
  uuid: undefined,
  fileName: undefined,
};

/** A run is here unless it names another file: by UUID where both have one, else by file name. */
function isHere(run: OmeRun, uuid: string | undefined, name: string | undefined): boolean {
  if (run.uuid !== undefined && uuid !== undefined) return run.uuid.trim() === uuid.trim();
  if (run.fileName === undefined || name === undefined) return true;
  return name.split(/[\\/]/).at(-1) === run.fileName;
}

function planeIndex(
  order: OmeImage['order'],
  steps: Readonly<Record<'C' | 'Z' | 'T', number>>,
  at: Readonly<Record<'C' | 'Z' | 'T', number>>,
): number {
  const [fast, middle, slow] = order as ['C' | 'Z' | 'T', 'C' | 'Z' | 'T', 'C' | 'Z' | 'T'];
  return (at[slow] * steps[middle] + at[middle]) * steps[fast] + at[fast];
}

function list(files: readonly string[]): string {
  const shown = files.slice(0, 5).map((file) => `"${file}"`);
  return files.length > 5 ? `${shown.join(', ')} and ${files.length - 5} more files` : shown.join(', ');
}
