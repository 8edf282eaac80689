import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../files.js';
import { picture } from '../../testing/dataset-files.node.js';
import { openDataset } from '../open.js';

const xml = (width: number): string =>
  `<annotation><size><width>${width}</width><height>8</height></size><object><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>2</ymax></bndbox></object></annotation>`;

describe('voc', () => {
  const files = {
    'JPEGImages/a.png': picture,
    'JPEGImages/b.png': picture,
    'Annotations/a.xml': xml(12),
    'Annotations/b.xml': xml(8),
    'SegmentationObject/a.png': picture,
    'ImageSets/Main/train.txt': 'a\n',
    'ImageSets/Main/test.txt': 'b 1\n',
  };

  it('reads boxes and image sets', async () => {
    const dataset = await openDataset(memoryFiles('set', files));
    expect(dataset.layout).toBe('voc');
    expect(await dataset.items[0]!.annotation()).toEqual({
      kind: 'boxes',
      boxes: [{ left: 0, top: 1, width: 3, height: 1 }],
    });
    expect(dataset.splits).toEqual({ train: ['a.png'], val: [], test: ['b.png'] });
  });

  it('refuses a stated size that is not the picture’s', async () => {
    const dataset = await openDataset(memoryFiles('set', files));
    await expect(dataset.items[1]!.annotation()).rejects.toThrow(
      'Annotations/b.xml is 8 x 8, but its picture is 12 x 8',
    );
  });
});
