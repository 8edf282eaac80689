import { describe, expect, it } from 'vitest';
import type { Annotation } from '../annotation.js';
import { AnnotationError } from '../errors.js';
import { checkFit } from './check-fit.js';

const check = (annotation: Annotation) => () => checkFit(annotation, { width: 10, height: 5 }, 'a.csv');

describe('checkFit', () => {
  it.each<Annotation>([
    { kind: 'count', count: 1000 },
    {
      kind: 'points',
      points: [
        { x: 0, y: 0 },
        { x: 10, y: 5 },
      ],
    },
    { kind: 'boxes', boxes: [{ left: -2, top: 0, width: 5, height: 5 }] },
    { kind: 'labels', width: 10, height: 5, labels: new Uint32Array(50) },
  ])('accepts $kind that fit', (annotation) => {
    expect(check(annotation)).not.toThrow();
  });

  it.each<[Annotation, string]>([
    [
      { kind: 'points', points: [{ x: 4, y: 9 }] },
      'a.csv: the point (4, 9) lies outside the picture of 10 x 5',
    ],
    [{ kind: 'boxes', boxes: [{ left: 9, top: 0, width: 5, height: 5 }] }, 'the box centre (11.5, 2.5)'],
    [
      { kind: 'labels', width: 5, height: 10, labels: new Uint32Array(50) },
      'a.csv is 5 x 10, but its picture is 10 x 5',
    ],
  ])('refuses what cannot belong to the picture', (annotation, message) => {
    expect(check(annotation)).toThrow(AnnotationError);
    expect(check(annotation)).toThrow(message);
  });
});
