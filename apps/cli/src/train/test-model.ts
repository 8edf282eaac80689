import { type DeviceName, evaluate, type UsableModel } from '@celltally/counting';
import { type Dataset, subset } from '@celltally/imaging';
import { type FollowedEvaluation, followEvaluation } from '../evaluate/follow-evaluation.js';
import type { Io } from '../io.js';
import { notice } from '../notice.js';

/** How a model does on the test part of a data set; undefined where that part is empty. */
export async function testModel(
  model: UsableModel,
  dataset: Dataset,
  device: DeviceName,
  io: Io,
): Promise<FollowedEvaluation | undefined> {
  const part = subset(dataset, 'test');
  if (part.items.length === 0) {
    notice(io, 'warning', 'no pictures in "test": nothing to test on');
    return undefined;
  }
  const events = evaluate({ dataset: part, model, device, signal: io.signal });
  return followEvaluation(events, part.items.length, io);
}
