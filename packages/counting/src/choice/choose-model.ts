import type { Seen } from '@celltally/models';
import { CLASSICAL } from '../classical/options.js';
import { KIND_WORDS } from '../seen/kind-words.js';
import type { PictureLook } from '../seen/look.js';
import { hasSeenKind, unlikeSeen } from '../seen/unlike-seen.js';
import { type Errors, outdoes } from './errors-of.js';
import type { PictureKind } from './picture-kind.js';
import { meanUnlikeness } from './unlikeness.js';

/** A model that may be chosen, and what its training pictures looked like. One that does not say so is never chosen. */
export interface Candidate extends Errors {
  readonly name: string;
  readonly seen?: Seen | undefined;
}

export interface ModelChoice {
  /** Name of a candidate, or of the classical recipe. */
  readonly name: string;
  /** Why it was taken. */
  readonly reason: string;
  /** What speaks against trusting the choice. */
  readonly warnings: readonly string[];
}

/**
 * Chooses a model for pictures of which some were looked at. Where they are of several kinds, the candidates that were trained
 * on all of these come into question; if there are none, or all pictures are of one kind, the kind of most of them decides:
 * those that were trained on pictures of that kind, and of hardly another where there are such that know pictures like these.
 * A model that another of these outdoes wherever it was measured itself does not come into question any more. Of the others, the
 * one is taken whose training pictures they are nearest to (unlikeness); of several that are about as near, the one with the
 * smallest relative error on pictures kept aside, and of equals the first by name. If there is none, the classical recipe is
 * taken, and never a model for another kind.
 */
export function chooseModel(looks: readonly PictureLook[], candidates: readonly Candidate[]): ModelChoice {
  const kind = commonest(looks.map((look) => look.kind));
  if (kind === undefined) {
    return { name: CLASSICAL, reason: 'no picture could be looked at', warnings: [] };
  }
  const kinds = [...new Set(looks.map((look) => look.kind))];
  const versed = kinds.length > 1 ? nearestOf(looks, thoseWithAll(kinds, candidates)) : undefined;
  if (versed !== undefined) {
    const reason = 'several kinds of pictures, all of which it has seen';
    return { name: versed.name, reason, warnings: [] };
  }
  const alike = looks.filter((look) => look.kind === kind);
  const nearest = nearestOf(alike, bestSuited(alike, kind, candidates));
  const warnings =
    nearest === undefined
      ? [
          `no trained model has seen pictures that are ${KIND_WORDS[kind]}: they are counted by the classical recipe, which has learnt nothing; compare the overlays with the pictures, or train a model`,
        ]
      : [];
  const others = looks.length - alike.length;
  if (others > 0) {
    warnings.push(
      `the pictures are of several kinds (${others} of ${looks.length} looked at differ): count each kind by itself`,
    );
  }
  return { name: nearest?.name ?? CLASSICAL, reason: KIND_WORDS[kind], warnings };
}

type Seeing = Candidate & { readonly seen: Seen };

/** Of the models whose training pictures these are nearest to, the one that errs least. */
function nearestOf(looks: readonly PictureLook[], suited: readonly Seeing[]): Seeing | undefined {
  const candidates = suited.filter((each) => !suited.some((other) => outdoes(other, each)));
  const far = new Map(candidates.map((each) => [each, meanUnlikeness(looks, each.seen)]));
  const least = Math.min(...far.values());
  const errorOf = ({ error = Number.POSITIVE_INFINITY }: Candidate): number => error;
  return candidates
    .filter((each) => far.get(each)! <= least + AS_NEAR)
    .sort((a, b) => (errorOf(a) === errorOf(b) ? (a.name < b.name ? -1 : 1) : errorOf(a) - errorOf(b)))[0];
}

const thoseWithAll = (kinds: readonly PictureKind[], candidates: readonly Candidate[]): readonly Seeing[] =>
  candidates.flatMap((each) =>
    each.seen !== undefined && kinds.every((kind) => hasSeenKind(each.seen!, kind))
      ? [{ ...each, seen: each.seen }]
      : [],
  );

/** A model of one kind has seen at least this share of it. */
const MOSTLY = 0.95;

/**
 * Of the candidates that have seen a kind, those that have hardly seen another, and of these the ones to which most of the
 * pictures are not unlike (unlikeSeen); where there are none, those of several kinds to which they are not; else, of those of
 * one kind before those of several, all. What several kinds look like, taken together, says little of one, so that models of
 * one kind come first.
 */
function bestSuited(
  looks: readonly PictureLook[],
  kind: PictureKind,
  candidates: readonly Candidate[],
): readonly Seeing[] {
  const known = thoseWithAll([kind], candidates);
  const pure = known.filter(({ seen }) => (seen.kinds[kind] ?? 0) >= MOSTLY);
  const suits = ({ name, seen }: Seeing): boolean => {
    const unlike = looks.filter((look) => unlikeSeen(look, seen, { model: name, scale: 1 }).length > 0);
    return 2 * unlike.length <= looks.length;
  };
  return [pure.filter(suits), known.filter(suits), pure].find(({ length }) => length > 0) ?? known;
}

/** Models whose unlikeness differs by less are about as near: training pictures half as diverse again, say. */
const AS_NEAR = 0.5;

/** The first of those that come most often. */
function commonest(kinds: readonly PictureKind[]): PictureKind | undefined {
  const times = new Map<PictureKind, number>();
  for (const kind of kinds) times.set(kind, (times.get(kind) ?? 0) + 1);
  return [...times].sort(([, a], [, b]) => b - a)[0]?.[0];
}
