import { PICTURE_KINDS, type PictureKind } from '@celltally/counting';
import { InvalidArgumentError, Option } from 'commander';
import { listOf } from './values.js';

/** `--kinds grey,bright`. */
export const kindsOption = (use: string): Option =>
  new Option(
    '--kinds <kinds>',
    `${use} only pictures that look like this, divided by commas: ${PICTURE_KINDS.join(', ')} (default: all)`,
  ).argParser(listOf(kindNamed));

function kindNamed(text: string): PictureKind {
  const kind = PICTURE_KINDS.find((each) => each === text);
  if (kind !== undefined) return kind;
  throw new InvalidArgumentError(`Kinds are ${PICTURE_KINDS.join(', ')}.`);
}
