import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  COSTS_FILE,
  type DeviceName,
  type MeasuredCosts,
  type PlannedNetwork,
  type Provenance,
  usualNetwork,
} from '@celltally/counting';
import { measureCosts } from '@celltally/counting/node';
import type { Io } from '../io.js';
import { noticeLine } from '../notice.js';
import { startProgress } from '../render/progress.js';

/** What times are compared with. */
const REFERENCE = 'unet';
/** Turns of each pair: the median of seven stands two disturbances. */
const ROUNDS = 7;

export interface CostOptions {
  /** The benchmark's folder. */
  readonly folder: string;
  readonly size: number;
  readonly device: DeviceName;
  readonly made: Provenance;
}

/** What the networks of a benchmark cost in runs: as measured before, or where a network is missing anew for all. */
export async function takeCosts(
  networks: readonly PlannedNetwork[],
  { folder, size, device, made }: CostOptions,
  io: Io,
): Promise<MeasuredCosts> {
  const before = await keptCosts(folder);
  if (before !== undefined && serves(before, networks, { size, device })) return before;
  const events = measureCosts({
    networks,
    reference: await usualNetwork(REFERENCE),
    size,
    rounds: ROUNDS,
    device,
    made,
    signal: io.signal,
  });
  const progress = startProgress({
    label: 'measuring',
    unit: 'networks',
    total: networks.length,
    stream: io.stderr,
    environment: io.env,
  });
  try {
    let next = await events.next();
    for (; !next.done; next = await events.next()) {
      const event = next.value;
      if (event.type === 'measuring') progress.update(event.number - 1, event.network);
      else if (event.type === 'notice') progress.log(noticeLine(io, event.level, event.message));
    }
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, COSTS_FILE), `${JSON.stringify(next.value, null, 2)}\n`);
    return next.value;
  } finally {
    progress.finish('clear');
  }
}

/** What was measured before; a file that is damaged is as good as none. */
export async function keptCosts(folder: string): Promise<MeasuredCosts | undefined> {
  const text = await readFile(join(folder, COSTS_FILE), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as MeasuredCosts;
  } catch {
    return undefined;
  }
}

function serves(
  costs: MeasuredCosts,
  networks: readonly PlannedNetwork[],
  { size, device }: Pick<CostOptions, 'size' | 'device'>,
): boolean {
  const known = new Set([...costs.networks, ...costs.failed].map(({ key }) => key));
  return costs.size === size && costs.device === device && networks.every(({ key }) => known.has(key));
}
