import { floatData, floats, type Tensor, zeros } from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import { BUFFERS, compileStatistics, STATISTICS_SHARE } from '@celltally/nn';
import { drawMasks, epochOrder, makeBatch } from './batches.js';
import type { Session } from './session.js';

/** Batches whose statistics are averaged. */
const BATCHES = 100;

/**
 * The statistics of batch normalisation under the parameters on the device, averaged over a hundred batches. The running
 * ones follow the last ten batches or so; where pictures differ much, that noise shifts every count the same way.
 */
export async function populationStatistics(session: Session): Promise<Record<string, Tensor>> {
  const { device, trained, examples, batches, request } = session;
  const { network, step } = trained;
  if (step.buffers.length === 0) return {};
  const random = createRandom(request.config.seed).fork('statistics');
  const program = await device.load(compileStatistics({ network, averaged: request.config.averaging > 0 }));
  const nothing = zeros('float32', [step.buffers.length]);
  const total = new Float64Array(step.buffers.length);
  let order: number[] = [];
  for (let i = 0; i < BATCHES; i++) {
    request.signal?.throwIfAborted();
    if (order.length === 0) order = epochOrder(examples.length, batches, random);
    const chosen = order.splice(0, batches.batch).map((at) => examples[at] as Session['examples'][number]);
    const { image } = makeBatch(chosen, batches, random);
    const { statistics } = await program.run({
      image,
      [BUFFERS]: nothing,
      ...drawMasks(network.masks, random),
    });
    floatData(statistics as Tensor).forEach((value, at) => {
      total[at] = (total[at] as number) + value / STATISTICS_SHARE / BATCHES;
    });
  }
  await program.release();
  return { [BUFFERS]: floats([step.buffers.length], total) };
}
