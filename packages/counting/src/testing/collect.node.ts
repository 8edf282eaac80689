import type { TaskEvent } from '../events.js';

/** Follows a task to its end. */
export async function collect<Result>(
  stream: AsyncGenerator<TaskEvent, Result>,
): Promise<{ readonly events: readonly TaskEvent[]; readonly result: Result }> {
  const events: TaskEvent[] = [];
  let next = await stream.next();
  for (; !next.done; next = await stream.next()) events.push(next.value);
  return { events, result: next.value };
}

/** The events of one type. */
export const ofType = <Type extends TaskEvent['type']>(
  events: readonly TaskEvent[],
  type: Type,
): Extract<TaskEvent, { type: Type }>[] =>
  events.filter((event): event is Extract<TaskEvent, { type: Type }> => event.type === type);
