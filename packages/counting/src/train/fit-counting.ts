import { countOf } from '@celltally/imaging';
import { type DecodeSettings, type FitSample, fitCountScale, type MapTarget } from '@celltally/models';
import type { TrainConfig } from '../config/train-options.js';
import { decodePrediction, type PicturePrediction } from '../predict/decode-prediction.js';

export interface Validated {
  readonly target: MapTarget;
  readonly samples: readonly FitSample[];
  /** What the network says of the samples' pictures. */
  readonly predictions: readonly PicturePrediction[];
}

/**
 * The settings with what is counted, and by what factor: of a network that says a number beside a map of cells, or whose
 * map sums to one, that number or the cells that are found, whichever is nearer to the truth of the validation pictures
 * unless one is asked for.
 */
export function fitCounting(
  settings: DecodeSettings,
  { calibration, countFrom }: Pick<TrainConfig, 'calibration' | 'countFrom'>,
  validated: Validated,
): DecodeSettings {
  const choices = sourcesOf(countFrom, validated).map((source) => {
    const plain = { ...settings, ...source };
    // Objects are whole, and each is marked: a factor would make the count another than that of the marks.
    const scaled = calibration === 'scale' && plain.countFrom !== 'objects';
    const fitted = scaled ? { ...plain, countScale: scaleOf(plain, validated) } : plain;
    return { fitted, error: errorOf(fitted, validated) };
  });
  return choices.reduce((best, each) => (each.error < best.error ? each : best)).fitted;
}

type Source = Pick<DecodeSettings, 'countFrom'>;

/** What may count: a network's number, the cells on its map, or both. The number first: of equals, it stands. */
export function sourcesOf(
  asked: TrainConfig['countFrom'],
  { target, predictions }: Pick<Validated, 'target' | 'predictions'>,
): readonly [Source, ...Source[]] {
  const numbered = target.cellMass !== undefined || predictions.some(({ count }) => count !== undefined);
  if (target.name === 'count' || !numbered) return [{}];
  if (asked === 'number') return [{}];
  return asked === 'objects' ? [{ countFrom: 'objects' }] : [{}, { countFrom: 'objects' }];
}

const countsOf = (settings: DecodeSettings, { target, predictions }: Validated): number[] =>
  predictions.map((each) => decodePrediction(target, each, settings).count);

const truthOf = ({ samples }: Validated): number[] => samples.map(({ annotation }) => countOf(annotation));

const weightsOf = ({ samples }: Validated): number[] => samples.map(({ weight = 1 }) => weight);

/** The factor that brings the counts nearest to the truth. */
const scaleOf = (settings: DecodeSettings, validated: Validated): number =>
  fitCountScale(countsOf(settings, validated), truthOf(validated), weightsOf(validated));

function errorOf(settings: DecodeSettings, validated: Validated): number {
  const counts = countsOf(settings, validated);
  const weights = weightsOf(validated);
  return truthOf(validated).reduce(
    (sum, truth, i) => sum + (weights[i] as number) * Math.abs(truth - (counts[i] as number)),
    0,
  );
}
