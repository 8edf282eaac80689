import { DatasetError } from '../errors.js';
import type { DatasetOptions } from './options.js';
import { someOf } from './paths.js';

/** What does not fit together in a folder. */
export interface Gaps {
  /** Pictures without annotation. */
  readonly unannotated: readonly string[];
  /** Annotations without picture. */
  readonly orphans: readonly string[];
}

/** Throws `DatasetError` about gaps, or, where they are allowed, says in notes what was done about them. */
export function checkComplete(folder: string, gaps: Gaps, options: DatasetOptions): string[] {
  const { unannotated, orphans } = gaps;
  if (options.incomplete !== 'allow') {
    const allow = "or open it with incomplete: 'allow'";
    if (unannotated.length > 0) {
      throw new DatasetError(
        `${folder}: no annotation for ${someOf(unannotated)}. Add it, remove the pictures, ${allow}.`,
      );
    }
    if (orphans.length > 0) {
      throw new DatasetError(
        `${folder}: no picture for the annotation ${someOf(orphans)}. Add it, ${allow}.`,
      );
    }
  }
  return [
    ...(unannotated.length > 0 ? [`not annotated: ${someOf(unannotated)}`] : []),
    ...(orphans.length > 0 ? [`annotations without picture are left out: ${someOf(orphans)}`] : []),
  ];
}
