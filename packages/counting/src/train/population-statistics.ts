import { floatData, floats, type Tensor } from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import { BUFFERS, compileStatistics, STATISTICS_SHARE, updatedBuffers } from '@celltally/nn';
import { drawMasks, epochOrder, makeBatch, readBy } from './batches.js';
import { IMAGE } from './names.js';
import type { Session } from './session.js';

/** Batches whose statistics are averaged for the model, and, since it is done after every epoch, for validation. */
export const MODEL_BATCHES = 100;
export const VALIDATION_BATCHES = 30;

/**
 * The buffers under the parameters on the device, with the statistics of batch normalisation averaged over many batches.
 * The running ones follow the last ten batches or so; where pictures differ much, that noise shifts every count the same
 * way. Buffers without statistics stay as they are. Nothing for a network without statistics.
 */
export async function populationStatistics(
  { device, trainer, examples, shares, batches, plan, signal }: Session,
  count: number,
): Promise<Record<string, Tensor>> {
  const { network } = trainer;
  const layout = updatedBuffers(network);
  if (layout.length === 0) return {};
  const random = createRandom(plan.config.seed).fork('statistics');
  const compiled = compileStatistics({
    network,
    averaged: plan.config.averaging > 0,
    device: device.name,
  });
  const program = await device.load(compiled);
  const total = new Float64Array(layout.length);
  let order: number[] = [];
  for (let i = 0; i < count; i++) {
    signal?.throwIfAborted();
    if (order.length === 0) order = epochOrder(shares, batches, random);
    const chosen = order.splice(0, batches.batch).map((at) => examples[at] as Session['examples'][number]);
    const { image } = makeBatch(chosen, batches, random);
    const { statistics } = await program.run(
      // Dropout behind the last statistics is not read.
      readBy(compiled, { [IMAGE]: image, ...drawMasks(network.masks, random) }),
    );
    floatData(statistics as Tensor).forEach((value, at) => {
      total[at] = (total[at] as number) + value / STATISTICS_SHARE / count;
    });
  }
  await program.release();
  const { [BUFFERS]: present } = await device.read([BUFFERS]);
  return { [BUFFERS]: merged(trainer, floatData(present as Tensor), total) };
}

/** All buffers, those with statistics replaced. */
function merged(
  { network, turns: [{ step }] }: Session['trainer'],
  present: Float32Array,
  statistics: Float64Array,
): Tensor {
  const buffers = present.slice();
  const places = new Map(updatedBuffers(network).entries.map(({ name, offset }) => [name, offset]));
  for (const { name, offset, length } of step.buffers.entries) {
    const from = places.get(name);
    if (from !== undefined) buffers.set(statistics.subarray(from, from + length), offset);
  }
  return floats([buffers.length], buffers);
}
