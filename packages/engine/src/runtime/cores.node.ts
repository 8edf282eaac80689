import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const cpuFolder = '/sys/devices/system/cpu';

/** Cores without their hyper-threads, from Linux's topology; 0 if the system does not say. */
function topologyCores(): number {
  try {
    const siblings = readdirSync(cpuFolder)
      .filter((entry) => /^cpu\d+$/.test(entry))
      .map((cpu) => readFileSync(`${cpuFolder}/${cpu}/topology/thread_siblings_list`, 'utf8'));
    return new Set(siblings).size;
  } catch {
    return 0;
  }
}

/**
 * Physical cores that this process may use: convolution kernels saturate a core, so a second hyper-thread on it only
 * competes for its caches. Where the topology is unknown, every logical core counts.
 */
export const physicalCores = (): number =>
  Math.min(topologyCores() || Number.POSITIVE_INFINITY, availableParallelism());
