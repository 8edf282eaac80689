import { count, type PictureFile, scaleLabelRows, type UsableModel } from '@celltally/counting';
import { blobSource, openImage, type Selection } from '@celltally/imaging';
import type { CountEvent, CountOutcome, EngineDevice, PictureToCount } from '../work/engine-methods.js';
import type { Context } from '../work/rpc.js';
import { type Heard, listeningTarget } from './listening-target.js';
import { outlinesOf } from './outlines.js';

/** Counts pictures one after the other, each at its own plane and channels. */
export async function countPictures(
  model: UsableModel,
  pictures: readonly PictureToCount[],
  device: EngineDevice,
  { signal, emit }: Context<CountEvent>,
  keep: (id: string, heard: HeardOfPicture) => void,
): Promise<void> {
  for (const picture of pictures) {
    signal.throwIfAborted();
    const selection = selectionOf(picture);
    let heard: Heard | undefined;
    const size = await sizeOf(picture, selection).catch(() => ({ width: 1, height: 1 }));
    const warnings: string[] = [];
    const listening = listeningModel(model, size, (each) => {
      heard = each;
    });
    const file: PictureFile = { name: picture.name, open: async () => blobSource(picture.blob) };
    const { id } = picture;
    const events = count({ files: [file], model: listening, selection, device, signal });
    for await (const event of events) {
      if (event.type === 'tiles') emit({ type: 'tiles', id, done: event.done, total: event.total });
      else if (event.type === 'failed') emit({ type: 'failed', id, reason: event.reason });
      else if (event.type === 'notice' && event.level === 'warning')
        warnings.push(event.message.replace(`${picture.name}: `, ''));
      else if (event.type === 'counted') {
        const { result } = event;
        if (heard === undefined) throw new Error('the model has told nothing of its map');
        const outcome: CountOutcome = {
          count: result.count,
          ...(heard.settings.countFrom === 'objects' && { countsFound: true as const }),
          target: heard.target.name as CountOutcome['target'],
          spots: packed(result.points),
          threshold: heard.threshold,
          floor: heard.floor,
          seconds: result.seconds,
          device,
          warnings,
          map: heard.map,
          ...outlined(heard, result),
        };
        const { labels: _, ...kept } = heard;
        // The map of a region is not that of the picture.
        if (picture.region === undefined)
          keep(id, { ...kept, own: { width: result.width, height: result.height } });
        emit({ type: 'counted', id, outcome });
      }
    }
  }
}

export interface HeardOfPicture extends Omit<Heard, 'labels'> {
  /** Size of the picture, which may be another than that of its map. */
  readonly own: Size;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The outlines of what was heard, in pixels of the picture; no property at all where cells have none. */
export function outlined(
  { labels, points }: Pick<Heard, 'labels' | 'points'>,
  own: Size,
): Pick<CountOutcome, 'outlines'> {
  if (labels === undefined) return {};
  const { width, height } = own;
  return { outlines: outlinesOf(scaleLabelRows(labels, points, { width, height }), points.length) };
}

/** The model with its targets listened to, also where it has one for each picture. */
function listeningModel(model: UsableModel, size: Size, hear: (heard: Heard) => void): UsableModel {
  const { forPicture } = model;
  return {
    ...model,
    target: listeningTarget(model.target, size, hear),
    ...(forPicture === undefined
      ? {}
      : {
          forPicture: async (...asked) => {
            const served = await forPicture(...asked);
            return { ...served, target: listeningTarget(served.target, size, hear) };
          },
        }),
  };
}

/** What is read of a picture's file. */
export const selectionOf = ({ plane, channels, region }: PictureToCount): Selection => ({
  ...plane,
  ...(channels === undefined ? {} : { channels }),
  ...(region === undefined ? {} : { region }),
});

async function sizeOf({ blob, name }: PictureToCount, selection: Selection): Promise<Size> {
  return (await openImage(blobSource(blob), { name })).describe(selection);
}

/** x, y and score one after the other. */
export function packed(
  points: readonly { readonly x: number; readonly y: number; readonly score: number }[],
): Float64Array {
  const spots = new Float64Array(3 * points.length);
  for (const [i, { x, y, score }] of points.entries()) spots.set([x, y, score], 3 * i);
  return spots;
}
