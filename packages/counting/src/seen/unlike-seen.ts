import type { Seen, SeenRange } from '@celltally/models';
import { KIND_WORDS } from './kind-words.js';
import type { PictureLook } from './look.js';

/** Share of the training pictures from which a kind counts as seen: of fewer, a network learns little. */
const LEAST_SHARE = 0.1;
/** Factor by which a width may lie beyond nine tenths of those seen: estimates of it are that far off. */
const WIDTH_MARGIN = 1.3;
/** How far a share from 0 to 1 may lie beyond nine tenths of those seen. */
const SHARE_MARGIN = 0.15;

/** Whether a model was trained on pictures of this kind. */
export const hasSeenKind = ({ kinds }: Pick<Seen, 'kinds'>, kind: string): boolean =>
  (kinds[kind] ?? 0) >= LEAST_SHARE;

/**
 * What tells a picture from those that a model was trained on, a sentence for each difference, with what can be done; nothing
 * where there is none. A picture of another kind is not compared further.
 *
 * @param scale - factor by which the picture is enlarged for the model
 */
export function unlikeSeen(
  look: PictureLook,
  seen: Seen,
  { model, scale }: { readonly model: string; readonly scale: number },
): string[] {
  if (!hasSeenKind(seen, look.kind)) {
    const known = Object.keys(seen.kinds)
      .filter((kind) => hasSeenKind(seen, kind))
      .map((kind) => KIND_WORDS[kind as keyof typeof KIND_WORDS] ?? kind);
    return [
      `the picture is ${KIND_WORDS[look.kind]}; ${model} has seen ${known.join(' and ')}: do not trust the count, take another model`,
    ];
  }
  const { ranges } = seen;
  return [
    ...widthWarning(look.diameter, ranges.diameter, { model, scale }),
    ...shareWarning('the mean light', look.light, ranges.light, model),
    ...shareWarning('the colours’ mean saturation', look.saturation, ranges.saturation, model),
    ...shareWarning('the median, between darkest and brightest,', look.median, ranges.median, model),
  ];
}

function widthWarning(
  diameter: number | undefined,
  seen: SeenRange | undefined,
  { model, scale }: { readonly model: string; readonly scale: number },
): string[] {
  if (diameter === undefined || seen === undefined) return [];
  const shown = diameter * scale;
  if (shown >= seen.low / WIDTH_MARGIN && shown <= seen.high * WIDTH_MARGIN) return [];
  const enlarged = scale === 1 ? '' : `, ${pixels(shown)} as it is scaled`;
  return [
    `cells are about ${pixels(diameter)} px wide${enlarged}; ${model} has seen ${pixels(seen.low)} to ${pixels(seen.high)} px: ` +
      `scale the picture by ${(seen.median / diameter).toPrecision(2)} (or automatically), or take another model`,
  ];
}

function shareWarning(
  what: string,
  value: number | undefined,
  seen: SeenRange | undefined,
  model: string,
): string[] {
  if (value === undefined || seen === undefined) return [];
  if (value >= seen.low - SHARE_MARGIN && value <= seen.high + SHARE_MARGIN) return [];
  return [
    `${what} is ${share(value)}; ${model} has seen ${share(seen.low)} to ${share(seen.high)}: compare the overlay with the picture before you trust the count`,
  ];
}

const pixels = (value: number): string =>
  String(value < 10 ? Math.round(10 * value) / 10 : Math.round(value));
const share = (value: number): string => value.toFixed(2);
