/** A map that keeps what was used last. */
export interface Recent<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  keys(): Iterable<string>;
}

/** @param most entries that are kept */
export function recent<T>(most: number): Recent<T> {
  const kept = new Map<string, T>();
  return {
    get: (key) => {
      const value = kept.get(key);
      if (value !== undefined) {
        // The order of a Map is that of insertion: what was used last stands last.
        kept.delete(key);
        kept.set(key, value);
      }
      return value;
    },
    set: (key, value) => {
      kept.delete(key);
      kept.set(key, value);
      for (const oldest of kept.keys()) {
        if (kept.size <= most) return;
        kept.delete(oldest);
      }
    },
    delete: (key) => {
      kept.delete(key);
    },
    keys: () => [...kept.keys()],
  };
}
