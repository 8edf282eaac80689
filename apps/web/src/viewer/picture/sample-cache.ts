import type { Samples } from '@celltally/imaging';

/** Planes of samples that were read, the least recently used given up first. */
export interface SampleCache {
  get(key: string): Samples | undefined;
  put(key: string, samples: Samples): void;
  /** What is held now. */
  readonly bytes: number;
}

/** @param budget bytes that may be held; a plane larger than that is not kept */
export function createSampleCache(budget: number): SampleCache {
  // A Map keeps the order of insertion: the first entry is the one that was used longest ago.
  const planes = new Map<string, Samples>();
  let bytes = 0;
  const drop = (key: string) => {
    const samples = planes.get(key);
    if (samples === undefined) return;
    bytes -= samples.byteLength;
    planes.delete(key);
  };
  return {
    get(key) {
      const samples = planes.get(key);
      if (samples === undefined) return undefined;
      planes.delete(key);
      planes.set(key, samples);
      return samples;
    },
    put(key, samples) {
      drop(key);
      if (samples.byteLength > budget) return;
      planes.set(key, samples);
      bytes += samples.byteLength;
      for (const oldest of planes.keys()) {
        if (bytes <= budget) break;
        drop(oldest);
      }
    },
    get bytes() {
      return bytes;
    },
  };
}
