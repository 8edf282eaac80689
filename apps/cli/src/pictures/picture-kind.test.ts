import { CROWDED_BLOBS, type Image, simulate } from '@celltally/imaging';
import { describe, expect, it } from 'vitest';
import { pictureKind } from './picture-kind.js';

const fluorescence = simulate({ ...CROWDED_BLOBS, width: 64, height: 64, count: 10 }).image;

/** The picture in three channels, each dimmed by a factor of its own. */
function tinted(image: Image, factors: readonly [number, number, number]): Image {
  const area = image.width * image.height;
  const data = new Uint8Array(3 * area);
  factors.forEach((factor, c) => {
    for (let i = 0; i < area; i++) data[c * area + i] = image.data[i]! * factor;
  });
  return { ...image, channels: 3, colour: 'rgb', data };
}

describe('pictureKind', () => {
  it.each<[string, Image, string]>([
    ['one channel', fluorescence, 'grey'],
    ['16 bits', simulate({ modality: 'fluorescence', width: 64, height: 64, count: 4 }).image, 'grey'],
    ['grey stored as colour', tinted(fluorescence, [1, 1, 1]), 'grey'],
    ['blue on black', tinted(fluorescence, [0, 0.1, 1]), 'coloured'],
    [
      'stained tissue',
      simulate({ modality: 'brightfield', width: 96, height: 96, count: 9 }).image,
      'stained',
    ],
  ])('of %s', (_name, image, kind) => {
    expect(pictureKind(image)).toBe(kind);
  });
});
