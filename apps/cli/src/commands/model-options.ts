import { CLASSICAL, CLASSICAL_METHODS } from '@celltally/counting';
import { InvalidArgumentError, Option } from 'commander';
import { decimalNumber } from './values.js';

/** `--scale`: how pictures are shown to a model. */
export const scaleOption = (): Option =>
  new Option(
    '--scale <number|auto>',
    'enlarge pictures by this factor; auto: so that cells are as wide as those that the model has seen (default: 1)',
  ).argParser(scale);

const MOST = 64;

function scale(text: string): number | 'auto' {
  if (text === 'auto') return text;
  const value = Number(text);
  if (text.trim() !== '' && value >= 1 / MOST && value <= MOST) return value;
  throw new InvalidArgumentError(`It must be a number from 1/${MOST} to ${MOST}, or auto.`);
}

/** `--method` of the classical recipe. */
export const methodOption = (): Option =>
  new Option(
    '--method <name>',
    `of --model ${CLASSICAL}: how cells are found (default: by the picture)`,
  ).choices(CLASSICAL_METHODS);

/** `--diameter` of the classical recipe. */
export const diameterOption = (): Option =>
  new Option(
    '--diameter <pixels>',
    `of --model ${CLASSICAL}: width of a cell in pixels of the picture (default: estimated)`,
  ).argParser(decimalNumber(1, 2000));
