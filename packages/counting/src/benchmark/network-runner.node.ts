/** A process that runs one network: `WEIGHTS PROGRAM SIZE DEVICE`; answers `run` and `memory` with a number. */
import { readFileSync } from 'node:fs';
import { type CompiledProgram, type DeviceName, floats, openDevice } from '@celltally/engine';
import { createRandom } from '@celltally/imaging';

/**
 * Megabytes. Linux counts into a process's own maximum what its parent held when it was forked; the system's book on the
 * program that runs now does not.
 */
function largestMemory(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) / 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS / 1024;
}

const [weights, program, side, device] = process.argv.slice(2) as [string, string, string, DeviceName];
const rest = JSON.parse(readFileSync(program, 'utf8')) as Omit<CompiledProgram, 'model'>;
const size = Number(side);
const { normal } = createRandom(1);
const image = floats([1, 3, size, size], Float32Array.from({ length: 3 * size * size }, normal));
const loaded = (async () =>
  (await openDevice(device)).load({ ...rest, model: new Uint8Array(readFileSync(weights)) }))();

process.on('message', async (question) => {
  const network = await loaded;
  if (question === 'memory') return process.send?.(largestMemory());
  const start = performance.now();
  await network.run({ image });
  return process.send?.(performance.now() - start);
});
// Whoever measures is gone.
process.on('disconnect', () => process.exit());
