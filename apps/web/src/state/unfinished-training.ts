/** Kept by the browser for this tab alone: it outlives a reload and a crash, and another tab does not take it for its own. */
const KEY = 'celltally: training';

/** Remembers that a model of this name is in training. */
export const trainingBegins = (name: string): void => sessionStorage.setItem(KEY, name);

export const trainingEnds = (): void => sessionStorage.removeItem(KEY);

/** The name of the model whose training ended with an earlier visit of this tab; it is told once. */
export function takeUnfinished(): string | undefined {
  const name = sessionStorage.getItem(KEY) ?? undefined;
  trainingEnds();
  return name;
}
