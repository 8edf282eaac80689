import type { PictureKind } from './picture-kind.js';

/**
 * The rule by which a bundled model is taken when none is named: the kind of most pictures decides, and of the models that
 * are there the first of that kind's list is taken. Only the first was trained on pictures of the kind.
 */
export const PREFERRED_MODELS: Readonly<Record<PictureKind, readonly string[]>> = {
  grey: ['bbbc039', 'dsb2018', 'vgg-cells'],
  bright: ['dsb2018', 'mbm', 'adi', 'bbbc039'],
  coloured: ['vgg-cells', 'dsb2018', 'bbbc039'],
  stained: ['mbm', 'dsb2018', 'adi', 'vgg-cells', 'bbbc039'],
  pale: ['adi', 'mbm', 'dsb2018', 'bbbc039'],
};
