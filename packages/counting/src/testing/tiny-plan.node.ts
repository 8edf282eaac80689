import type { Dataset } from '@celltally/imaging';
import type { BenchmarkRequest } from '../benchmark/benchmark.js';
import { parsePlan } from '../benchmark/parse-plan.js';
import type { BenchmarkPlan } from '../benchmark/plan.js';
import { memoryStore, type RunStore } from '../train/run-store.js';
import { tinyDataset } from './tiny-set.node.js';

/** Two narrow networks, each for two seeds, on the tiny set; every cell is over in a moment. */
export const tinyPlan = (changes: Readonly<Record<string, unknown>> = {}): BenchmarkPlan =>
  parsePlan({
    name: 'tiny',
    models: [
      { model: 'mcnn', label: 'MCNN', options: { width: 4 } },
      { model: 'fcrn', options: { width: 4 } },
    ],
    data: ['some/where/tiny'],
    seeds: [1, 2],
    train: { crop: 32, halo: 0, batch: 2, epochs: 2, warmup: 0, learningRate: 0.01 },
    ...changes,
  });

/** A request that keeps everything in memory. */
export async function tinyRequest(
  plan: BenchmarkPlan,
  changes: Partial<BenchmarkRequest> = {},
): Promise<BenchmarkRequest & { readonly store: RunStore }> {
  const dataset: Dataset = await tinyDataset();
  return {
    plan,
    datasets: new Map([['tiny', dataset]]),
    store: memoryStore(),
    describe: ({ architecture }, { row }) => ({
      about: {
        name: `tiny ${architecture.name}`,
        description: row.label,
        authors: [{ name: 'tests' }],
        cite: [{ text: 'none', doi: '10.1000/1' }],
        license: 'MIT',
        tags: [],
      },
    }),
    made: { version: '0.0.0', commit: 'abcdef0' },
    readWeights: () => Promise.reject(new Error('no weights are named here')),
    threads: 1,
    ...changes,
  };
}
