import type { RunStore } from '../train/run-store.js';
import { readJson, writeJson } from './cell-record.js';

/** Holds the time that a benchmark has taken, all sittings together. */
export const SPENT_FILE = 'spent.json';

/** What is kept of the time. */
export interface Spent {
  readonly seconds: number;
  readonly budgetHours?: number;
}

/** Counts the time of a benchmark. */
export interface Ledger {
  /** Seconds spent, this moment included. */
  spent(): number;
  /** Seconds that are left; without a budget undefined. */
  left(): number | undefined;
  /** Keeps what was spent, so that a later sitting knows. */
  save(): Promise<void>;
}

/** Goes on counting from what earlier sittings spent. */
export async function openLedger(
  store: RunStore,
  { budgetHours, now }: { readonly budgetHours: number | undefined; readonly now: () => number },
): Promise<Ledger> {
  const before = (await readSpent(store)).seconds;
  const start = now();
  const spent = (): number => before + (now() - start) / 1000;
  return {
    spent,
    left: () => (budgetHours === undefined ? undefined : Math.max(0, budgetHours * 3600 - spent())),
    save: () =>
      writeJson(store, SPENT_FILE, {
        seconds: spent(),
        ...(budgetHours === undefined ? {} : { budgetHours }),
      }),
  };
}

/** What earlier sittings spent. */
export const readSpent = async (store: RunStore): Promise<Spent> =>
  (await readJson<Spent>(store, SPENT_FILE)) ?? { seconds: 0 };
