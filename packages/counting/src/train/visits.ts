import type { Random } from '@celltally/imaging';
import type { PictureKind } from '../choice/picture-kind.js';

/** Shares are whole multiples of this, so that sums of them are exact. */
const GRAIN = 1 / 64;

/**
 * How often an epoch visits each example, on average, so that rare kinds of pictures do not drown among common ones:
 * those of the commonest kind once, those of another by how much rarer it is, to the power of `balance`.
 *
 * @param balance 0: all alike; 1: all kinds equally often
 */
export function visitShares(kinds: readonly PictureKind[], balance: number): number[] {
  const numbers = new Map<PictureKind, number>();
  for (const kind of kinds) numbers.set(kind, (numbers.get(kind) ?? 0) + 1);
  const most = Math.max(...numbers.values());
  return kinds.map((kind) => {
    const share = (most / (numbers.get(kind) as number)) ** balance;
    return Math.round(share / GRAIN) * GRAIN;
  });
}

/** Number of visits in a round of `visitsOf`. */
export const visitsPerRound = (shares: readonly number[]): number =>
  Math.round(shares.reduce((sum, share) => sum + share, 0));

/** One round over the examples, shuffled: each as often as its share says, those with a broken one by turns. */
export function visitsOf(shares: readonly number[], random: Random): number[] {
  const order = random.shuffle(shares.map((_, i) => i));
  if (shares.every((share) => share === 1)) return order;
  // Half a visit ahead, so that a round has the nearest whole number of them.
  let due = 0.5;
  const visits = order.flatMap((i) => {
    due += shares[i] as number;
    const times = Math.floor(due);
    due -= times;
    return Array<number>(times).fill(i);
  });
  return random.shuffle(visits);
}
