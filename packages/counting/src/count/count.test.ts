import { bytesSource, encodePng, encodeTiff, type Image, simulate } from '@celltally/imaging';
import { createTarget } from '@celltally/models';
import { describe, expect, it } from 'vitest';
import { classicalModel } from '../classical/classical-model.js';
import type { TaskEvent } from '../events.js';
import { brightnessModel } from '../testing/brightness-model.node.js';
import { collect, ofType } from '../testing/collect.node.js';
import { type CountRequest, count } from './count.js';
import type { PictureFile } from './picture-file.js';

/** A picture with `cells` white pixels. */
function spots(cells: number, side: number): Image {
  const data = new Uint8Array(side * side);
  for (let i = 0; i < cells; i++) data[i * 7] = 255;
  return { width: side, height: side, channels: 1, colour: 'grey', bitDepth: 8, data };
}

const file = (name: string, bytes: Uint8Array): PictureFile => ({ name, open: async () => bytes });
const good = [3, 5, 8, 2].map((cells, i) => file(`good-${i}.png`, encodePng(spots(cells, 30 + 10 * i))));
const broken = file('broken.png', encodePng(spots(1, 20)).slice(0, 40));
const missing: PictureFile = {
  name: 'missing.png',
  open: () => Promise.reject(new Error('missing.png is gone')),
};
const mixed = [good[0], broken, good[1], missing, good[2], good[3]] as readonly PictureFile[];

const run = (request: Partial<CountRequest>) =>
  collect(count({ files: good, model: brightnessModel(), ...request }));

describe('count', () => {
  it('counts all that can be counted, says what cannot, and keeps the order of the request', async () => {
    const { events, result } = await run({ files: mixed });
    expect(events[0]).toEqual({ type: 'started', task: 'count', total: 6 });
    expect(result.counted.map(({ image }) => image)).toEqual(good.map(({ name }) => name));
    expect(result.counted.map((each) => Math.round(1e4 * each.count) / 1e4)).toEqual([3, 5, 8, 2]);
    expect(result.total).toBeCloseTo(18, 4);
    expect(result.counted[1]).toMatchObject({ width: 40, height: 40 });
    expect(result.failed.map(({ image }) => image)).toEqual(['broken.png', 'missing.png']);
    expect(result.failed[0]?.reason).toContain('broken.png');
    expect(result.failed[1]?.reason).toBe('missing.png is gone');
    expect(ofType(events, 'counted').map((event) => event.result)).toEqual(result.counted);
    expect(ofType(events, 'failed').map(({ image, reason }) => ({ image, reason }))).toEqual(result.failed);
  });

  it('finds the same with several pictures in flight', async () => {
    const without = ({ counted }: { counted: readonly { seconds: number }[] }): unknown =>
      counted.map((each) => ({ ...each, seconds: 0 }));
    const [one, three] = [await run({ files: mixed }), await run({ files: mixed, workers: 3 })];
    expect(without(three.result)).toEqual(without(one.result));
    expect(three.result.failed).toEqual(one.result.failed);
  });

  it('counts five pictures at even distances again by the classical recipe, and warns where that finds far others', async () => {
    const { image } = simulate({ modality: 'fluorescence', width: 160, height: 140, count: 14, seed: 2 });
    const files = Array.from({ length: 8 }, (_, i) => file(`${i}.tif`, encodeTiff(image)));
    const settings = { countScale: 1e-3 };
    const { events } = await run({ files, settings });
    const warned = ofType(events, 'notice').map(({ message }) => message.split(':')[0]);
    expect(warned).toEqual(['0.tif', '1.tif', '3.tif', '4.tif', '6.tif']);
    const classical = await collect(count({ files, model: classicalModel(), settings }));
    expect(ofType(classical.events, 'notice')).toEqual([]);
  });

  it('can be told other settings than those of the model', async () => {
    const { result } = await run({ settings: { countScale: 2 } });
    expect(result.total).toBeCloseTo(36, 4);
    const none = await run({ settings: { absoluteThreshold: 1e6 } });
    expect(none.result.counted.map(({ points }) => points)).toEqual([[], [], [], []]);
    expect(result.counted[0]?.points.length).toBeGreaterThan(0);
  });

  it('yields maps band by band before the count where they are asked for, and sums them to it', async () => {
    const settings = { countScale: 1.25 };
    const { events, result } = await run({ maps: true, settings, workers: 2 });
    for (const { image, width, height, count: cells } of result.counted) {
      const bands = ofType(events, 'mapBand').filter((band) => band.image === image);
      expect(bands.map((band) => [band.width, band.totalHeight])).toEqual(bands.map(() => [width, height]));
      expect(bands.map(({ top }) => top)).toEqual(
        bands.map((_, i) => bands.slice(0, i).reduce((sum, band) => sum + band.height, 0)),
      );
      const values = bands.flatMap((band) => [...band.values]);
      expect(values).toHaveLength(width * height);
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(cells, 4);
      // A white pixel is a cell.
      expect(values[7]).toBeCloseTo(1.25, 6);
      expect(values[8]).toBe(0);
      const ends = events.findIndex((event) => event.type === 'counted' && event.result.image === image);
      expect(events.indexOf(bands.at(-1)!)).toBeLessThan(ends);
    }
    expect(ofType((await run({})).events, 'mapBand')).toEqual([]);
  });

  it('yields the objects of a model that outlines them, numbered as its points', async () => {
    const target = createTarget('mask');
    const model = { ...brightnessModel(), target, settings: target.defaults };
    const settings = { peakRadius: 0.5 };
    const { events, result } = await run({ model, labels: true, settings });
    expect(ofType(events, 'mapBand')).toEqual([]);
    for (const { image, width, height, points } of result.counted) {
      const bands = ofType(events, 'labelBand').filter((band) => band.image === image);
      expect(bands.map(({ objects }) => objects)).toEqual(bands.map(() => points.length));
      const labels = bands.flatMap((band) => [...band.labels]);
      expect(labels).toHaveLength(width * height);
      points.forEach(({ x, y }, i) => {
        expect(labels[Math.floor(y) * width + Math.floor(x)]).toBe(i + 1);
      });
      expect(labels.filter((label) => label > 0)).toHaveLength(points.length);
    }
    expect(ofType((await run({ labels: true })).events, 'labelBand')).toEqual([]);
  });

  it('waits with a map until its bands are taken, and stops with nobody listening', async () => {
    const { files, open } = watched([spots(40, 300)]);
    const seen: TaskEvent['type'][] = [];
    for await (const { type } of count({ files, model: brightnessModel(), maps: true })) {
      if (type === 'mapBand') await new Promise((resolve) => setTimeout(resolve, 20));
      seen.push(type);
      if (seen.filter((each) => each === 'mapBand').length === 2) break;
    }
    // A row of 300 pixels is thirteen tiles: of the rows below no more is done than one tile ahead for each lane.
    expect(seen.filter((type) => type === 'tiles').length).toBeLessThanOrEqual(28);
    expect(open).toEqual(new Set());
  });

  it('shows the network a picture in as many ways as it is told to, and tells of each', async () => {
    const { events, result } = await run({ turns: 8 });
    expect(result.total).toBeCloseTo(18, 4);
    const tiles = ofType(events, 'tiles').filter(({ image }) => image === 'good-0.png');
    expect(tiles.map(({ done, total }) => [done, total])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((n) => [n, 8]),
    );
  });

  it('reads the channel that is asked for, and names one that is not there', async () => {
    const [red, green] = [spots(4, 24), spots(9, 24)];
    const data = new Uint8Array(3 * 24 * 24);
    data.set(red.data);
    data.set(green.data, 24 * 24);
    const files = [file('colour.tif', encodeTiff({ ...red, channels: 3, colour: 'rgb', data }))];
    expect((await run({ files, selection: { channels: [1] } })).result.total).toBeCloseTo(9, 4);
    const { failed } = (await run({ files, selection: { channels: [7] } })).result;
    expect(failed[0]?.reason).toContain('7');
  });

  it('says nothing of no files', async () => {
    expect((await run({ files: [] })).result).toEqual({ counted: [], failed: [], total: 0 });
  });

  it('ends when it is told to, instead of calling pictures broken', async () => {
    const abort = new AbortController();
    const seen: TaskEvent['type'][] = [];
    const follow = async (): Promise<void> => {
      for await (const { type } of count({ files: good, model: brightnessModel(), signal: abort.signal })) {
        seen.push(type);
        if (type === 'counted') abort.abort(new Error('enough'));
      }
    };
    await expect(follow()).rejects.toThrow('enough');
    expect(seen).toEqual(['started', 'counted']);
  });

  /** Files that are read where it is needed, and what became of them. */
  function watched(pictures: readonly Image[]): { files: PictureFile[]; open: Set<string> } {
    const open = new Set<string>();
    const files = pictures.map((picture, i): PictureFile => {
      const name = `watched-${i}.tif`;
      return {
        name,
        open: async () => {
          open.add(name);
          const close = async (): Promise<void> => {
            open.delete(name);
          };
          return { ...bytesSource(encodeTiff(picture)), close };
        },
      };
    });
    return { files, open };
  }

  it('reads files where it needs them, and closes each, broken ones too', async () => {
    const { files, open } = watched([3, 5, 8].map((cells) => spots(cells, 50)));
    const cut: PictureFile = {
      name: 'cut.tif',
      open: async () =>
        ({ ...(await files[0]!.open()), size: 100 }) as Awaited<ReturnType<PictureFile['open']>>,
    };
    for (const workers of [1, 2, 9]) {
      const { result } = await run({ files: [...files, cut], workers });
      expect(result.counted.map((each) => Math.round(each.count))).toEqual([3, 5, 8]);
      expect(result.failed[0]?.reason).toMatch(/"cut\.tif" is a damaged or truncated TIFF/);
      expect(open).toEqual(new Set());
    }
  });

  it('tells how far it is within a picture of many tiles', async () => {
    const { events } = await run({ files: good });
    const tiles = ofType(events, 'tiles');
    expect(tiles.filter(({ image }) => image === 'good-0.png')).toEqual([]);
    const last = tiles.filter(({ image }) => image === 'good-3.png');
    expect(last.map(({ done }) => done)).toEqual(last.map((_, i) => i + 1));
    expect(last.at(-1)).toMatchObject({ done: 9, total: 9 });
  });

  it('spreads the tiles of one picture over several devices, and finds the same', async () => {
    const files = [file('one.png', encodePng(spots(40, 200)))];
    const [one, three] = [await run({ files }), await run({ files, workers: 3 })];
    expect(three.result.counted[0]).toMatchObject({ points: one.result.counted[0]!.points });
    expect(three.result.total).toBeCloseTo(one.result.total, 9);
  });

  it('stops working, and closes its files, when nobody listens any more', async () => {
    const { files, open } = watched([spots(40, 300)]);
    const seen: TaskEvent['type'][] = [];
    for await (const { type } of count({ files, model: brightnessModel() })) {
      seen.push(type);
      if (type === 'tiles') break;
    }
    expect(seen).toEqual(['started', 'tiles']);
    expect(open).toEqual(new Set());
  });
});
