import type { TaskEvent } from '../events.js';
import type { PictureListener } from './count-picture.js';

/** What is yielded of a picture while it is counted. */
export type PictureEvent = Extract<
  TaskEvent,
  { readonly type: 'notice' | 'tiles' | 'mapBand' | 'labelBand' }
>;

/** The listener to a picture of this size. */
export type Listen = (size: { readonly width: number; readonly height: number }) => PictureListener;

/** Makes events of what is found in a picture: of its map and its objects only where they are asked for. */
export function listenTo(
  image: string,
  { maps = false, labels = false }: { readonly maps?: boolean; readonly labels?: boolean },
  emit: (event: PictureEvent) => Promise<void>,
): Listen {
  return ({ width, height: totalHeight }) => {
    const rowsOf = ({ length }: ArrayLike<number>) => ({
      image,
      height: length / width,
      width,
      totalHeight,
    });
    return {
      onRun: (done, total) => {
        if (total > 1) void emit({ type: 'tiles', image, done, total });
      },
      onWarning: (message) => {
        void emit({ type: 'notice', level: 'warning', message: `${image}: ${message}` });
      },
      ...(maps && {
        onMap: ({ top, values }) => emit({ type: 'mapBand', ...rowsOf(values), top, values }),
      }),
      ...(labels && {
        onLabels: (rows, objects) => emit({ type: 'labelBand', ...rowsOf(rows.labels), ...rows, objects }),
      }),
    };
  };
}
