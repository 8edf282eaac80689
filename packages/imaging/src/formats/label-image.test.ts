import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnnotationError } from '../errors.js';
import { matrix, planes } from '../testing/images.node.js';
import { labelPicture, labelValues, readLabelImage } from './label-image.js';

const distinct = (labels: Uint32Array): number => new Set(labels.filter((label) => label > 0)).size;

describe('readLabelImage', () => {
  it('keeps unique labels, and counts them instead of taking the largest', () => {
    const { annotation, rule } = readLabelImage(
      matrix(
        [
          [0, 3, 3],
          [900, 0, 12],
        ],
        16,
      ),
    );
    expect(rule.marks).toBe('unique-labels');
    expect([...annotation.labels]).toEqual([0, 3, 3, 900, 0, 12]);
  });

  it('gives separate objects that share a label labels of their own, and keeps touching ones apart', () => {
    const { annotation, rule } = readLabelImage(
      matrix([
        [1, 1, 0, 1],
        [2, 2, 0, 1],
        [0, 0, 0, 0],
        [2, 0, 1, 2],
      ]),
    );
    expect(rule.marks).toBe('reused-labels');
    expect([...annotation.labels]).toEqual([1, 1, 0, 2, 3, 3, 0, 2, 0, 0, 0, 0, 4, 0, 5, 6]);
  });

  it('takes one value as a binary mask and finds its connected regions', () => {
    const mask = [
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ];
    const { annotation, rule } = readLabelImage(matrix(mask));
    expect(rule.marks).toBe('binary-mask');
    expect([...annotation.labels]).toEqual([0, 1, 0, 1, 0, 0, 0, 0, 2]);
    expect(distinct(readLabelImage(matrix(mask), { marks: 'unique-labels' }).annotation.labels)).toBe(1);
  });

  it.each(['unique-labels', 'reused-labels'] as const)('leaves small objects out (%s)', (marks) => {
    const image = matrix([
      [1, 1, 0, 2],
      [1, 0, 0, 0],
    ]);
    const { labels } = readLabelImage(image, { marks, minimumObjectPixels: 3 }).annotation;
    expect([...labels]).toEqual([1, 1, 0, 0, 1, 0, 0, 0]);
  });

  it('does not take a single object in two pieces among many as reuse', () => {
    const row = Array.from({ length: 40 }, (_, i) => (i % 2 ? 0 : i + 1));
    const image = matrix([row, row.map(() => 0), [1, ...row.slice(1).map(() => 0)]]);
    expect(readLabelImage(image).rule.marks).toBe('unique-labels');
  });

  it('refuses what are no labels', () => {
    const image = { ...matrix([[0, 1]]), bitDepth: 32 as const, data: Float32Array.of(0, 0.5) };
    expect(() => readLabelImage(image)).toThrow(AnnotationError);
    expect(() => readLabelImage(image)).toThrow('the value 0.5');
  });
});

describe('labelValues', () => {
  const none = [[0, 0, 0]];
  it('reads red where red alone or all channels carry the label, else every colour', () => {
    expect([...labelValues(planes([[[0, 1, 2]], none, none]))]).toEqual([0, 1, 2]);
    expect([...labelValues(planes([[[0, 1, 2]], [[0, 1, 2]], [[0, 1, 2]]]))]).toEqual([0, 1, 2]);
    expect(distinct(labelValues(planes([[[0, 200, 200]], [[0, 10, 20]], none])))).toBe(2);
    expect([...labelValues(planes([[[9, 9, 9]], [[0, 10, 20]], none]), 1)]).toEqual([0, 10, 20]);
  });
});

describe('labelPicture', () => {
  it.each([
    [255, 8],
    [256, 16],
    [65_536, 32],
  ])('stores a largest label of %d in %d bits and is read back', (largest, bitDepth) => {
    const image = { width: 3, height: 1, labels: Uint32Array.of(0, 1, largest) };
    const picture = labelPicture(image);
    expect(picture.bitDepth).toBe(bitDepth);
    expect(readLabelImage(picture, { marks: 'unique-labels' }).annotation.labels).toEqual(image.labels);
  });

  it('refuses labels that no picture holds', () => {
    expect(() => labelPicture({ width: 1, height: 1, labels: Uint32Array.of(2 ** 25) })).toThrow('Renumber');
  });

  it('survives a round trip of any labels', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(70_000), { minLength: 12, maxLength: 12 }), (values) => {
        const image = { width: 4, height: 3, labels: Uint32Array.from(values) };
        expect(readLabelImage(labelPicture(image), { marks: 'unique-labels' }).annotation.labels).toEqual(
          image.labels,
        );
      }),
    );
  });
});
