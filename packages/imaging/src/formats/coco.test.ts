import { describe, expect, it } from 'vitest';
import { AnnotationError } from '../errors.js';
import { cocoAnnotation, readCoco } from './coco.js';

const image = { id: 1, file_name: 'a.png', width: 6, height: 4 };
const picture = (...objects: readonly object[]) => {
  const annotations = objects.map((object, i) => ({ id: i + 1, image_id: 1, ...object }));
  return readCoco(JSON.stringify({ images: [image], annotations }))[0]!;
};
const square = (x: number, y: number, side: number): number[] => [
  x,
  y,
  x + side,
  y,
  x + side,
  y + side,
  x,
  y + side,
];

describe('cocoAnnotation', () => {
  it('makes labels of polygons and run-length masks', () => {
    const some = picture(
      { segmentation: [square(0, 0, 2)] },
      { segmentation: { size: [4, 6], counts: [20, 4] } },
    );
    expect(cocoAnnotation(some)).toEqual({
      kind: 'labels',
      width: 6,
      height: 4,
      labels: Uint32Array.from([1, 1, 0, 0, 0, 2, 1, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 2]),
    });
  });

  it('keeps the smaller of two overlapping objects on top', () => {
    const some = picture({ segmentation: [square(0, 0, 1)] }, { segmentation: [square(0, 0, 3)] });
    const annotation = cocoAnnotation(some);
    expect(annotation.kind === 'labels' && [...annotation.labels.slice(0, 3)]).toEqual([1, 2, 2]);
  });

  it('makes points of keypoints, and boxes of what has only boxes', () => {
    const dot = { keypoints: [0, 0, 0, 2.5, 1.5, 2], num_keypoints: 1, bbox: [2, 1, 1, 1] };
    expect(cocoAnnotation(picture(dot))).toEqual({ kind: 'points', points: [{ x: 2.5, y: 1.5 }] });
    expect(cocoAnnotation(picture(dot, { bbox: [1, 1, 3, 2] }))).toEqual({
      kind: 'boxes',
      boxes: [
        { left: 2, top: 1, width: 1, height: 1 },
        { left: 1, top: 1, width: 3, height: 2 },
      ],
    });
    expect(cocoAnnotation(picture(dot), 'boxes').kind).toBe('boxes');
  });

  it('leaves crowd regions out, and takes a picture without objects as one without cells', () => {
    const crowd = { iscrowd: 1, segmentation: { size: [4, 6], counts: [24] } };
    expect(cocoAnnotation(picture(crowd, { bbox: [0, 0, 1, 1] }))).toMatchObject({ boxes: [{ left: 0 }] });
    expect(cocoAnnotation(picture())).toEqual({ kind: 'points', points: [] });
  });

  it.each([
    [
      'a duplicate',
      [{ segmentation: [square(0, 0, 1)] }, { segmentation: [square(0, 0, 1)] }],
      undefined,
      'annotation 1 of "a.png" covers no pixel of its own',
    ],
    [
      'a mask of another size',
      [{ segmentation: { size: [6, 4], counts: [24] } }],
      undefined,
      'a mask of 4 x 6 on the picture "a.png" of 6 x 4',
    ],
    ['no box', [{}], undefined, 'annotation 1 has no usable bbox'],
    ['no mask', [{ bbox: [0, 0, 1, 1] }], 'labels', 'annotation 1 has no usable segmentation'],
  ] as const)('refuses %s', (_, objects, kind, message) => {
    expect(() => cocoAnnotation(picture(...objects), kind)).toThrow(AnnotationError);
    expect(() => cocoAnnotation(picture(...objects), kind)).toThrow(message);
  });
});

describe('readCoco', () => {
  it.each([
    ['{', 'c.json is no JSON'],
    ['{"images":[]}', 'lacks the lists "images" and "annotations"'],
    ['{"images":[{"id":1}],"annotations":[]}', 'must have id, file_name, width and height'],
    [
      JSON.stringify({ images: [image], annotations: [{ id: 9, image_id: 2 }] }),
      'annotation 9 belongs to image 2',
    ],
  ])('refuses %s', (text, message) => {
    expect(() => readCoco(text, 'c.json')).toThrow(message);
  });
});
