import { InputError } from '../errors.js';
import type { PictureKind } from '../pictures/picture-kind.js';

/**
 * The rule by which a model is taken when none is named: the kind of most pictures decides, and of the bundled models
 * the first of that kind's list is taken. Only the first was trained on pictures of the kind.
 */
export const PREFERRED: Readonly<Record<PictureKind, readonly string[]>> = {
  grey: ['bbbc039', 'dsb2018', 'vgg-cells'],
  bright: ['dsb2018', 'mbm', 'adi', 'bbbc039'],
  coloured: ['vgg-cells', 'dsb2018', 'bbbc039'],
  stained: ['mbm', 'dsb2018', 'adi', 'vgg-cells', 'bbbc039'],
  pale: ['adi', 'mbm', 'dsb2018', 'bbbc039'],
};

const WORDS: Readonly<Record<PictureKind, string>> = {
  grey: 'grey on dark ground, as from fluorescence',
  bright: 'grey on bright ground, as in bright-field',
  coloured: 'colours on dark ground',
  stained: 'colours on bright ground, as of stained tissue',
  pale: 'nearly white pictures, as of adipose tissue',
};

export interface ModelChoice {
  readonly name: string;
  /** Why it was taken. */
  readonly reason: string;
  /** What speaks against trusting the choice. */
  readonly warnings: readonly string[];
}

/**
 * Chooses one of the bundled models for pictures of these kinds.
 * @throws InputError if no bundled model is on the list
 */
export function chooseModel(kinds: readonly PictureKind[], bundled: readonly string[]): ModelChoice {
  const kind = commonest(kinds) ?? 'grey';
  const list = PREFERRED[kind];
  const name = list.find((each) => bundled.includes(each));
  if (name === undefined) {
    throw new InputError(
      `no bundled model suits ${WORDS[kind]}: name one with --model (bundled: ${bundled.join(', ') || 'none'})`,
    );
  }
  const warnings: string[] = [];
  if (name !== list[0]) {
    warnings.push(
      `no bundled model was trained on ${WORDS[kind]}: check the overlays, or train one and name it`,
    );
  }
  const others = kinds.filter((each) => each !== kind).length;
  if (others > 0) {
    warnings.push(
      `the pictures are of several kinds (${others} of ${kinds.length} looked at differ): count each kind by itself`,
    );
  }
  return { name, reason: kinds.length === 0 ? 'no picture could be looked at' : WORDS[kind], warnings };
}

function commonest(kinds: readonly PictureKind[]): PictureKind | undefined {
  const times = new Map<PictureKind, number>();
  for (const kind of kinds) times.set(kind, (times.get(kind) ?? 0) + 1);
  return [...times].sort(([, a], [, b]) => b - a)[0]?.[0];
}
