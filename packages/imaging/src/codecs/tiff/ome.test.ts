import { describe, expect, it } from 'vitest';
import { ImageFormatError } from '../../errors.js';
import { companionNote, mapOme } from './ome.js';
import type { OmeImage, OmeRun } from './ome-xml.js';

const image: OmeImage = {
  uuid: undefined,
  metadataFile: undefined,
  sizes: { C: 2, Z: 3, T: 1 },
  order: ['Z', 'C', 'T'],
  channelNames: ['DAPI', 'GFP'],
  samplesPerChannel: 1,
  pixelSize: undefined,
  runs: [],
};
const run: OmeRun = {
  page: undefined,
  planes: undefined,
  first: { C: 0, Z: 0, T: 0 },
  uuid: undefined,
  fileName: undefined,
};

describe('mapOme', () => {
  it('lays planes out in dimension order where nothing else is said', () => {
    for (const runs of [[], [run]]) {
      const map = mapOme({ ...image, runs }, { pages: 6, pageChannels: 1 })!;
      expect(map).toMatchObject({ channels: 2, depth: 3, times: 1, channelNames: ['DAPI', 'GFP'] });
      expect(map.locate(1, 2, 0)).toEqual({ page: 5, channel: 0 });
    }
  });

  it('follows runs to their pages', () => {
    const runs = [0, 1, 2, 3, 4, 5].map((i) => ({
      ...run,
      page: 5 - i,
      first: { C: Math.floor(i / 3), Z: i % 3, T: 0 },
    }));
    expect(mapOme({ ...image, runs }, { pages: 6, pageChannels: 1 })!.locate(0, 1, 0).page).toBe(4);
  });

  it('counts the colours of an RGB page as channels of one plane', () => {
    const sizes = { C: 3, Z: 2, T: 1 };
    const map = mapOme(
      { ...image, sizes, channelNames: ['H&E'], samplesPerChannel: 3 },
      { pages: 2, pageChannels: 3 },
    )!;
    expect(map.channels).toBe(3);
    expect(map.channelNames).toBeUndefined();
    expect(map.locate(2, 1, 0)).toEqual({ page: 1, channel: 2 });
  });

  it('names the file that a plane is in, and reads those that are here', () => {
    const runs = ['a.tif', 'b.tif', 'c.tif'].map((fileName, z) => ({
      ...run,
      page: 0,
      first: { C: 0, Z: z, T: 0 },
      fileName,
      uuid: `urn:uuid:${fileName}`,
    }));
    const one = { ...image, uuid: 'urn:uuid:b.tif', sizes: { C: 1, Z: 3, T: 1 }, channelNames: [], runs };
    const map = mapOme(one, { pages: 1, pageChannels: 1, name: 'renamed.tif' })!;
    expect(map.locate(0, 1, 0)).toEqual({ page: 0, channel: 0 });
    expect(() => map.locate(0, 2, 0)).toThrow(ImageFormatError);
    expect(() => map.locate(0, 2, 0)).toThrow(
      '"renamed.tif" is one file of a multi-file OME-TIFF: channel 0, focal plane 2, time point 0 is stored in "c.tif".',
    );
    expect(map.note).toBe(' The set has further planes in "a.tif", "c.tif".');
  });

  it('goes by the file name where identifiers are missing', () => {
    const runs = [{ ...run, page: 0, fileName: 'here.tif' }];
    const one = { ...image, sizes: { C: 1, Z: 1, T: 1 }, runs };
    expect(mapOme(one, { pages: 1, pageChannels: 1, name: 'data/here.tif' })!.locate(0, 0, 0).page).toBe(0);
    expect(() => mapOme(one, { pages: 1, pageChannels: 1, name: 'gone.tif' })!.locate(0, 0, 0)).toThrow(
      /"here\.tif"/,
    );
  });

  it('gives up where planes are missing or the metadata are elsewhere', () => {
    expect(mapOme(image, { pages: 5, pageChannels: 1 })).toBeUndefined();
    expect(
      mapOme({ ...image, metadataFile: 'x.companion.ome' }, { pages: 6, pageChannels: 1 }),
    ).toBeUndefined();
    expect(
      mapOme({ ...image, sizes: { C: 1e6, Z: 1e6, T: 1 } }, { pages: 6, pageChannels: 1 }),
    ).toBeUndefined();
    expect(companionNote('x.companion.ome')).toContain('"x.companion.ome"');
  });
});
