import type { Region, Samples } from '@celltally/imaging';
import type { ViewedPicture } from '../viewer.js';

export interface SyntheticOptions {
  readonly id?: string;
  readonly width: number;
  readonly height: number;
  readonly channels?: number;
  readonly bitDepth?: 8 | 16 | 32;
  readonly colour?: 'rgb' | 'channels';
  /** Micrometres. */
  readonly pixelSize?: number;
  /** The sample of a place. Default: a chequer of 16 x 16 with a ramp, different for each channel. */
  readonly sample?: (x: number, y: number, channel: number) => number;
  /** Told of every reading. */
  readonly onRead?: (channels: readonly number[], signal: AbortSignal) => Promise<void>;
}

const chequer = (most: number) => (x: number, y: number, channel: number) =>
  ((((x >> 4) + (y >> 4) + channel) & 1) * 0.4 + 0.5 * (((x + y) % 512) / 512)) * most;

/** A picture that is computed. Reductions are exact means, as readers of files promise. */
export function syntheticPicture(options: SyntheticOptions): ViewedPicture {
  const { width, height, channels = 1, bitDepth = 8, colour = 'channels', pixelSize, onRead } = options;
  const sample = options.sample ?? chequer(bitDepth === 32 ? 1 : 2 ** bitDepth - 1);
  const make = (length: number): Samples =>
    bitDepth === 8
      ? new Uint8Array(length)
      : bitDepth === 16
        ? new Uint16Array(length)
        : new Float32Array(length);
  return {
    id: options.id ?? `synthetic ${width} ${height} ${bitDepth}`,
    width,
    height,
    channels,
    bitDepth,
    colour,
    ...(pixelSize === undefined ? {} : { pixelSize: { x: pixelSize, y: pixelSize, source: 'user' } }),
    async read(region, reduction, wanted, signal) {
      await onRead?.(wanted, signal);
      const columns = Math.ceil(region.width / reduction);
      const rows = Math.ceil(region.height / reduction);
      const samples = make(columns * rows * wanted.length);
      // Of a large block a grid of 4 x 4 stands for the whole, so that an overview of a slide is made at once.
      const step = Math.max(1, reduction / 4);
      wanted.forEach((channel, index) => {
        for (let row = 0; row < rows; row++) {
          for (let column = 0; column < columns; column++) {
            let [sum, count] = [0, 0];
            for (let y = row * reduction; y < Math.min((row + 1) * reduction, region.height); y += step) {
              for (
                let x = column * reduction;
                x < Math.min((column + 1) * reduction, region.width);
                x += step
              ) {
                sum += sample(region.x + x, region.y + y, channel);
                count++;
              }
            }
            samples[(index * rows + row) * columns + column] = sum / count;
          }
        }
      });
      return samples;
    },
  };
}

/** What a worker that computes pictures is asked for; its answer is `{ job, samples }`. */
export interface SyntheticJob {
  readonly job: number;
  readonly options: SyntheticOptions;
  readonly region: Region;
  readonly reduction: number;
  readonly channels: readonly number[];
}

/** A picture that a worker computes, as the page's pictures are read by one: the page's own thread stays free. */
export function pictureOfWorker(worker: Worker, options: SyntheticOptions): ViewedPicture {
  let jobs = 0;
  return {
    ...syntheticPicture(options),
    read: (region, reduction, channels, signal) =>
      new Promise<Samples>((resolve, reject) => {
        const job = jobs++;
        const ending = new AbortController();
        const end = () => {
          ending.abort();
          reject(signal.reason);
        };
        const hear = ({ data }: MessageEvent<{ readonly job: number; readonly samples: Samples }>) => {
          if (data.job !== job) return;
          ending.abort();
          resolve(data.samples);
        };
        signal.addEventListener('abort', end, { signal: ending.signal });
        worker.addEventListener('message', hear, { signal: ending.signal });
        worker.postMessage({ job, options, region, reduction, channels } satisfies SyntheticJob);
      }),
  };
}

/** Numbers from 0 to 1 that are the same in every run (Park and Miller 1988). */
export function evenNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
