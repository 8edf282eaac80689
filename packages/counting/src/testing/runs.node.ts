import type { Tensor } from '@celltally/engine';
import type { EpochRecord, TaskEvent } from '../events.js';
import { type Checkpoint, readCheckpoint } from '../train/checkpoint.js';
import { memoryStore } from '../train/run-store.js';

/** What a run leaves, by name. */
export type Files = Map<string, Uint8Array>;

/** Records without what a clock has measured. */
export const timeless = (records: readonly EpochRecord[]): unknown =>
  records.map(({ seconds: _, imagesPerSecond: __, ...record }) => record);

/** A checkpoint that a run has left. */
export const checkpointOf = async (files: Files, name: string): Promise<Checkpoint> =>
  (await readCheckpoint(memoryStore(files), name)) as Checkpoint;

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(b);

/** Names of tensors that are not bit for bit the same. */
export const differing = (
  a: Readonly<Record<string, Tensor>>,
  b: Readonly<Record<string, Tensor>>,
): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => {
    const [x, y] = [a[name]?.data, b[name]?.data];
    return x === undefined || y === undefined || !sameBytes(bytesOf(x), bytesOf(y));
  });

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Follows a training to the first event that `stop` names, and leaves it there, as a crash would. */
export async function leaveAt(
  stream: AsyncGenerator<TaskEvent, unknown>,
  stop: (event: TaskEvent) => boolean,
): Promise<void> {
  for await (const event of stream) if (stop(event)) return;
  throw new Error('the training ended before the event at which it was to be left');
}
