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

/** Bright where the picture was dark, in values up to `full`. */
function inverted(image: Image, full = 255): Image {
  const samples = Array.from(image.data, (value) => Math.round(full * (0.85 - (0.6 * value) / 255)));
  return full === 255
    ? { ...image, data: Uint8Array.from(samples) }
    : { ...image, bitDepth: 16, data: Uint16Array.from(samples) };
}

function shifted(image: Image, light: number): Image {
  return { ...image, data: image.data.map((value) => Math.min(255, light + value / 3)) };
}

/** White, with every sixteenth row a dark line. */
function mostlyWhite(image: Image): Image {
  return { ...image, data: image.data.map((_, i) => (Math.floor(i / image.width) % 16 === 0 ? 90 : 250)) };
}

describe('pictureKind', () => {
  it.each<[string, Image, string]>([
    ['one channel', fluorescence, 'grey'],
    ['16 bits', simulate({ modality: 'fluorescence', width: 64, height: 64, count: 4 }).image, 'grey'],
    ['grey stored as colour', tinted(fluorescence, [1, 1, 1]), 'grey'],
    ['dark on bright ground', inverted(fluorescence), 'bright'],
    ['dark on bright ground, 12 of 16 bits', inverted(fluorescence, 4095), 'bright'],
    ['dark on mid-grey, as in phase contrast', shifted(fluorescence, 120), 'bright'],
    ['a few lines on white', mostlyWhite(fluorescence), 'pale'],
    ['the same in colours', tinted(mostlyWhite(fluorescence), [1, 0.9, 0.95]), 'pale'],
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
