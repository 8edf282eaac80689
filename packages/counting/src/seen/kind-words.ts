import type { PictureKind } from '../choice/picture-kind.js';

/** Kinds of pictures, in words. */
export const KIND_WORDS: Readonly<Record<PictureKind, string>> = {
  grey: 'grey on dark ground, as from fluorescence',
  bright: 'grey on bright ground, as in bright-field',
  coloured: 'colours on dark ground',
  stained: 'colours on bright ground, as of stained tissue',
  pale: 'nearly white, as of adipose tissue',
};
