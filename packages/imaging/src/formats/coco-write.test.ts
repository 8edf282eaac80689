import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cocoAnnotation, readCoco } from './coco.js';
import { pixelsRle, rlePixels } from './coco-mask.js';
import { writeCoco } from './coco-write.js';

const ring = [
  { x: 1, y: 1 },
  { x: 3, y: 1 },
  { x: 3, y: 4 },
  { x: 1, y: 4 },
];
const textOf = (...sets: Parameters<typeof writeCoco>[0]) =>
  new TextDecoder().decode(writeCoco(sets)[0]!.bytes);

describe('writeCoco', () => {
  it('gives every cell a keypoint, a box inside the picture and an area above 0', () => {
    const points = [
      { x: 5, y: 5, class: 'a' },
      { x: 0, y: 8 },
      { x: 2, y: 2.5, class: 'a', outline: [ring] },
    ];
    const { images, categories, annotations } = JSON.parse(
      textOf({ image: 'a.png', width: 20, height: 8, points }),
    );
    expect(images).toEqual([{ id: 1, file_name: 'a.png', width: 20, height: 8 }]);
    expect(categories.map(({ id, name }: { id: number; name: string }) => [id, name])).toEqual([
      [1, 'a'],
      [2, 'cell'],
    ]);
    expect(annotations[0]).toEqual({
      id: 1,
      image_id: 1,
      category_id: 1,
      iscrowd: 0,
      bbox: [0, 0, 10, 8],
      area: 80,
      keypoints: [5, 5, 2],
      num_keypoints: 1,
    });
    expect(annotations[1]).toMatchObject({ category_id: 2, bbox: [0, 3, 5, 5], area: 25 });
    expect(annotations[2]).toMatchObject({
      bbox: [1, 1, 2, 3],
      area: 6,
      segmentation: [[1, 1, 3, 1, 3, 4, 1, 4]],
    });
  });

  it('is read as a data set: points, or labels where all have masks', () => {
    const labels = { width: 2, height: 2, labels: Uint32Array.of(1, 1, 0, 2) };
    const points = [
      { x: 1, y: 0.5 },
      { x: 1.5, y: 1.5 },
    ];
    const [bare, masked] = readCoco(
      textOf({ image: 'a', width: 9, height: 9, points }, { image: 'b', points, labels }),
    );
    expect(cocoAnnotation(bare!)).toEqual({ kind: 'points', points });
    expect(cocoAnnotation(masked!)).toEqual({ kind: 'labels', ...labels });
  });

  it('asks for the size of a picture that it does not know', () => {
    expect(() => writeCoco([{ image: 'a.png', points: [] }])).toThrow(
      'The size of the picture "a.png" is not known',
    );
  });
});

it('packs masks as the COCO API does, and unpacks them again', () => {
  // Runs of 3, 3, 3, 1 and 5; from the fourth on, less the run before the last: -2 and 2.
  expect(pixelsRle([11, 1, 6, 3], 5, 3)).toEqual({ size: [3, 5], counts: '333N2' });
  const masks = fc
    .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 90 }) })
    .chain(({ width, height }) =>
      fc.tuple(
        fc.constant(width),
        fc.constant(height),
        fc.uniqueArray(fc.nat(width * height - 1), { maxLength: 60 }),
      ),
    );
  fc.assert(
    fc.property(masks, ([width, height, pixels]) => {
      const found = rlePixels(pixelsRle(pixels, width, height));
      expect(found.sort((a, b) => a - b)).toEqual([...pixels].sort((a, b) => a - b));
    }),
  );
});
