import { describe, expect, it } from 'vitest';
import { isOmeXml, readOmeXml } from './ome-xml.js';

const wrap = (pixels: string) => `<?xml version="1.0"?><OME UUID="urn:uuid:1"><Image>${pixels}</Image></OME>`;

describe('readOmeXml', () => {
  it('reads sizes, order, channel names, pixel size and runs', () => {
    const image = readOmeXml(
      wrap(`<Pixels DimensionOrder="XYZCT" SizeC="2" SizeZ="3" SizeT="4" PhysicalSizeX="650" PhysicalSizeXUnit="nm"
        PhysicalSizeY="0.65"><Channel Name="DAPI"/><Channel/>
        <TiffData IFD="5" FirstC="1" PlaneCount="2"><UUID FileName="b.tif">urn:uuid:2</UUID></TiffData></Pixels>`),
    );
    expect(image).toEqual({
      uuid: 'urn:uuid:1',
      metadataFile: undefined,
      sizes: { C: 2, Z: 3, T: 4 },
      order: ['Z', 'C', 'T'],
      channelNames: ['DAPI', ''],
      samplesPerChannel: 1,
      pixelSize: { x: 0.65, y: 0.65, source: 'ome-xml' },
      runs: [{ page: 5, planes: 2, first: { C: 1, Z: 0, T: 0 }, uuid: 'urn:uuid:2', fileName: 'b.tif' }],
    });
  });

  it('gives odd or missing fields their defaults', () => {
    const image = readOmeXml(
      wrap(
        '<Pixels DimensionOrder="sideways" SizeC="many" SizeZ="0" PhysicalSizeX="1" PhysicalSizeY="x"><TiffData/></Pixels>',
      ),
    );
    expect(image).toMatchObject({
      sizes: { C: 1, Z: 1, T: 1 },
      order: ['C', 'Z', 'T'],
      pixelSize: undefined,
    });
    expect(image?.runs).toEqual([
      {
        page: undefined,
        planes: undefined,
        first: { C: 0, Z: 0, T: 0 },
        uuid: undefined,
        fileName: undefined,
      },
    ]);
  });

  it.each(['pixel', 'reference frame'])('knows no pixel size in units of %s', (unit) => {
    const attributes = `PhysicalSizeX="1" PhysicalSizeXUnit="${unit}" PhysicalSizeY="1" PhysicalSizeYUnit="${unit}"`;
    expect(readOmeXml(wrap(`<Pixels ${attributes}/>`))?.pixelSize).toBeUndefined();
  });

  it('reads prefixed elements, and the first of several images', () => {
    const xml = `<ome:OME xmlns:ome="x"><ome:Image><ome:Pixels SizeZ="2"/></ome:Image>
      <ome:Image><ome:Pixels SizeZ="9"/></ome:Image></ome:OME>`;
    expect(isOmeXml(xml)).toBe(true);
    expect(readOmeXml(xml)?.sizes.Z).toBe(2);
  });

  it('reads a pointer to the file with the metadata', () => {
    expect(readOmeXml('<OME><BinaryOnly MetadataFile="set.companion.ome"/></OME>')?.metadataFile).toBe(
      'set.companion.ome',
    );
  });

  it.each(['<OME><Image', '<OME/>', '<HTML/>', ''])('is nothing for %j', (xml) => {
    expect(readOmeXml(xml)).toBeUndefined();
  });
});
