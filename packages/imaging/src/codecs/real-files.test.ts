import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ImageFormatError, SelectionError } from '../errors.js';
import type { Image, ImageSource, Selection } from '../image.js';
import { sharedPath } from '../testing/shared-data.node.js';
import { openImage } from './open.js';

/** What one reading of a file must give. */
interface Reading {
  readonly selection?: Selection;
  /** Sum of each channel. */
  readonly sums: readonly number[];
  /** One pixel: x, y and its value in each channel. */
  readonly pixel?: readonly [x: number, y: number, values: readonly number[]];
  /** For lossy files, by how much a sample may differ on average. Default: not at all. */
  readonly tolerance?: number;
}

interface Fact {
  readonly path: readonly string[];
  readonly source: Partial<ImageSource>;
  readonly readings: readonly Reading[];
}

const sample = (name: string, source: Fact['source'], ...readings: Reading[]): Fact => ({
  path: ['samples', name],
  source,
  readings,
});

const grey = { channels: 1, depth: 1, times: 1, pages: 1, colour: 'grey' } as const;
const rgb = { ...grey, channels: 3, colour: 'rgb' } as const;
const stack = {
  ...grey,
  channels: 3,
  width: 439,
  height: 167,
  colour: 'multichannel',
  bitDepth: 32,
} as const;
const partial = { ...grey, width: 18, height: 24, bitDepth: 8 } as const;
const bbbc039 = 'IXMtest_D04_s9_w17B6268DB-8215-4DC6-943C-CC009A8A5732';

/** Sums and pixels as tifffile 2023.2, Pillow 9.4 (libjpeg, libpng) and tiff2rgba 4.5 give them. */
const facts: readonly Fact[] = [
  sample('16b_1c_happy_cell.tif', { ...grey, width: 250, height: 240, bitDepth: 16 }, { sums: [1297219911] }),
  sample(
    '16b_4c_neuron-composite.tif',
    {
      ...grey,
      width: 512,
      height: 512,
      channels: 4,
      colour: 'multichannel',
      bitDepth: 16,
      pixelSize: { x: 0.16, y: 0.16, source: 'imagej' },
    },
    { sums: [190408344, 195657577, 157661052, 176836918], pixel: [0, 0, [575, 569, 531, 530]] },
    { selection: { channels: [3] }, sums: [176836918], pixel: [200, 100, [709]] },
  ),
  sample('1bit.tif', { ...grey, width: 256, height: 4, bitDepth: 8 }, { sums: [130560] }),
  sample('2bit.tif', { ...grey, width: 256, height: 4, bitDepth: 8 }, { sums: [130560] }),
  sample('4bit.tif', { ...grey, width: 256, height: 4, bitDepth: 8 }, { sums: [130560] }),
  sample(
    '9z_1c_8b_shorter_3d_monolayer_xy1_ch0.tif',
    { ...grey, width: 256, height: 256, depth: 9, bitDepth: 8 },
    { sums: [2535350], pixel: [0, 0, [207]] },
    { selection: { z: 8 }, sums: [2215084], pixel: [128, 128, [74]] },
    { selection: { z: 'max' }, sums: [3702046] },
  ),
  sample('multi-channel.ome.tif', stack, { sums: [3481959, 3481738, 3481626] }),
  sample(
    'multi-channel-z-series.ome.tif',
    { ...stack, depth: 5 },
    { selection: { channels: [0] }, sums: [3460118], pixel: [200, 100, [58]] },
  ),
  ...[94605, 16575, 93330, 17136, 92820].map((sum, i) =>
    sample(`multifile-Z${i + 1}.ome.tiff`, partial, { sums: [sum] }),
  ),
  sample(
    'sample.tif',
    { ...rgb, width: 290, height: 442, bitDepth: 16 },
    { sums: [4260682588, 3893689489, 3573404524], pixel: [100, 200, [17331, 20675, 26198]] },
  ),
  sample(
    'subsampled.tif',
    { ...rgb, width: 250, height: 325, bitDepth: 8 },
    { sums: [4369559, 5352412, 4911393], pixel: [100, 100, [99, 99, 99]], tolerance: 0.01 },
  ),
  sample(
    'CMU-1-Small-Region.svs',
    { ...rgb, width: 2220, height: 2967, bitDepth: 8, pixelSize: { x: 0.499, y: 0.499, source: 'aperio' } },
    { selection: { region: { x: 230, y: 235, width: 1, height: 1 } }, sums: [246, 243, 243] },
    { sums: [1409636442, 1283164125, 1369410799], tolerance: 0.05 },
  ),
  {
    path: ['datasets', 'bbbc039', 'images', `${bbbc039}.tif`],
    source: { ...grey, format: 'tiff', width: 696, height: 520, bitDepth: 16 },
    readings: [{ sums: [103828986], pixel: [400, 300, [176]] }],
  },
  {
    path: ['datasets', 'bbbc039', 'annotations', `${bbbc039}.png`],
    source: { ...rgb, format: 'png', width: 696, height: 520, bitDepth: 8 },
    readings: [{ selection: { channels: [0] }, sums: [83846] }],
  },
  {
    path: ['datasets', 'mbm', 'annotations', 'BM_GRAZ_HE_0001_01_dots_000.png'],
    source: { ...grey, format: 'png', width: 600, height: 600, bitDepth: 8 },
    readings: [{ sums: [167 * 255] }],
  },
  {
    path: ['datasets', 'dsb2018', 'annotations', '00071198d059ba7f.png'],
    source: { ...grey, format: 'png', width: 256, height: 256, bitDepth: 16 },
    readings: [{ sums: [77465] }],
  },
  {
    path: ['datasets', 'vgg-cells', 'images', '001cell.png'],
    source: { ...rgb, format: 'png', width: 256, height: 256, bitDepth: 8 },
    readings: [{ sums: [29093, 32149, 5098789] }],
  },
  {
    path: ['datasets', 'adi', 'images', '0-11900_GTEX-13QJC_Adipose-Subcutaneous.jpeg'],
    source: { ...rgb, format: 'jpeg', width: 150, height: 150, bitDepth: 8 },
    readings: [{ sums: [5434355, 5405081, 5420969], tolerance: 0.2 }],
  },
];

function open(path: string): Promise<ImageSource> {
  return openImage(readFileSync(path), { name: basename(path) });
}

function channelSums({ data, width, height, channels }: Image): number[] {
  const area = width * height;
  return Array.from({ length: channels }, (_, c) => {
    let sum = 0;
    for (let i = c * area; i < (c + 1) * area; i++) sum += data[i]!;
    return sum;
  });
}

describe('real files', () => {
  for (const { path, source: expected, readings } of facts) {
    const file = sharedPath(...path);
    it.skipIf(file === undefined)(`reads ${path.at(-1)}`, async () => {
      const source = await open(file!);
      expect(source).toMatchObject(expected);
      for (const { selection, sums, pixel, tolerance = 0 } of readings) {
        const image = await source.read(selection);
        const allowed = tolerance * image.width * image.height;
        channelSums(image).forEach((sum, c) => {
          expect(Math.abs(sum - sums[c]!)).toBeLessThanOrEqual(allowed);
        });
        expect(image.channels).toBe(sums.length);
        if (pixel === undefined) continue;
        const [x, y, values] = pixel;
        const area = image.width * image.height;
        expect(values.map((_, c) => image.data[c * area + y * image.width + x])).toEqual(values);
      }
    });
  }

  for (const name of ['ojpeg-strip.tif', 'ojpeg-tile.tif']) {
    const file = sharedPath('samples', name);
    it.skipIf(file === undefined)(`refuses ${name} by its compression`, async () => {
      const reading = open(file!).then((source) => source.read());
      await expect(reading).rejects.toThrow(ImageFormatError);
      await expect(reading).rejects.toThrow(`"${name}" is a TIFF with old-style JPEG compression (6)`);
    });
  }

  const partialFile = sharedPath('samples', 'multifile-Z3.ome.tiff');
  it.skipIf(partialFile === undefined)('names the companion of a multi-file OME-TIFF', async () => {
    const reading = (await open(partialFile!)).read({ z: 2 });
    await expect(reading).rejects.toThrow(SelectionError);
    await expect(reading).rejects.toThrow(/described in "multifile\.companion\.ome"/);
  });
});
