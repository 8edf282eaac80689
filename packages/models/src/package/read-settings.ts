import type { Normalisation } from '@celltally/imaging';
import { PackageError } from '../errors.js';
import type { DecodeSettings } from '../model.js';
import type { OptionValue } from '../options.js';
import { readEvidence } from './evidence.js';
import { at, type Field, isMissing, numberOf, optional, recordOf, refuse, sizeOf, textOf } from './fields.js';
import { readSeen } from './seen.js';
import type { Json, ModelSettings } from './settings.js';

/** Reads `config.celltally`. @throws PackageError naming the field, its rule and the value received */
export function readSettings(field: Field): ModelSettings {
  if (isMissing(field)) {
    throw new PackageError(
      field.path,
      'is missing: the package was not made by celltally, so its map cannot be decoded',
    );
  }
  const preparation = at(field, 'preparation');
  const tiles = at(field, 'tiles');
  const training = at(field, 'training');
  const micrometresPerPixel = optional(at(preparation, 'micrometresPerPixel'), positive);
  const calibration = optional(at(field, 'calibration'), recordOf) as ModelSettings['calibration'];
  const seen = optional(at(field, 'seen'), readSeen);
  const evidence = optional(at(field, 'evidence'), byName(readEvidence));
  return {
    version: textOf(at(field, 'version')),
    architecture: {
      name: textOf(at(at(field, 'architecture'), 'name')),
      options: readOptions(at(at(field, 'architecture'), 'options')),
    },
    target: {
      name: textOf(at(at(field, 'target'), 'name')),
      settings: numbersOf(at(at(field, 'target'), 'settings')),
    },
    decode: readDecode(at(field, 'decode')),
    preparation: {
      normalisation: readNormalisation(at(preparation, 'normalisation')),
      fullScale: positive(at(preparation, 'fullScale')),
      inputScale: positive(at(preparation, 'inputScale')),
      ...(micrometresPerPixel === undefined ? {} : { micrometresPerPixel }),
    },
    tiles: {
      tile: sizeOf(at(tiles, 'tile')),
      halo: notNegative(at(tiles, 'halo')),
      multipleOf: sizeOf(at(tiles, 'multipleOf')),
    },
    training: {
      dataset: textOf(at(training, 'dataset')),
      seed: numberOf(at(training, 'seed')),
      split: numbersOf(at(training, 'split')),
      details: recordOf(at(training, 'details')) as Readonly<Record<string, Json>>,
    },
    figures: byName(numbersOf)(at(field, 'figures')),
    ...(evidence === undefined ? {} : { evidence }),
    ...(seen === undefined ? {} : { seen }),
    ...(calibration === undefined ? {} : { calibration }),
  };
}

function positive(field: Field): number {
  const value = numberOf(field);
  return value > 0 ? value : refuse(field, 'above 0');
}

function notNegative(field: Field): number {
  const value = numberOf(field);
  return value >= 0 ? value : refuse(field, '0 or more');
}

const byName =
  <T>(read: (field: Field) => T) =>
  (field: Field): Record<string, T> =>
    Object.fromEntries(Object.keys(recordOf(field)).map((key) => [key, read(at(field, key))]));

const numbersOf = byName(numberOf);

const readOptions = (field: Field): Record<string, OptionValue> =>
  Object.fromEntries(
    Object.entries(recordOf(field)).map(([key, value]) => [
      key,
      typeof value === 'boolean' || typeof value === 'string' ? value : numberOf(at(field, key)),
    ]),
  );

const objectsOnly = (field: Field): 'objects' =>
  field.value === 'objects' ? field.value : refuse(field, 'objects');

function readDecode(field: Field): DecodeSettings {
  const split = optional(at(field, 'split'), notNegative);
  const leastShare = optional(at(field, 'leastShare'), notNegative);
  const countFrom = optional(at(field, 'countFrom'), objectsOnly);
  return {
    relativeThreshold: notNegative(at(field, 'relativeThreshold')),
    absoluteThreshold: notNegative(at(field, 'absoluteThreshold')),
    peakRadius: notNegative(at(field, 'peakRadius')),
    ...(split === undefined ? {} : { split }),
    ...(leastShare === undefined ? {} : { leastShare }),
    countScale: positive(at(field, 'countScale')),
    ...(countFrom === undefined ? {} : { countFrom }),
  };
}

function readNormalisation(field: Field): Normalisation {
  const kind = at(field, 'kind');
  switch (kind.value) {
    case 'percentile': {
      const jointly = at(field, 'jointly').value === true;
      return {
        kind: 'percentile',
        low: numberOf(at(field, 'low')),
        high: numberOf(at(field, 'high')),
        jointly,
      };
    }
    case 'fixed':
      return { kind: 'fixed', mean: oneOrMany(at(field, 'mean')), std: oneOrMany(at(field, 'std')) };
    case 'range':
      return { kind: 'range', min: numberOf(at(field, 'min')), max: numberOf(at(field, 'max')) };
    default:
      return refuse(kind, 'percentile, fixed or range');
  }
}

const oneOrMany = (field: Field): number | number[] =>
  Array.isArray(field.value)
    ? field.value.map((value: unknown, i) => numberOf({ path: `${field.path}[${i}]`, value }))
    : numberOf(field);
