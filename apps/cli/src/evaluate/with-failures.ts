import { FAILURE_RADIUS, failuresFile, type PackageContents } from '@celltally/counting';
import { type Dataset, matchPoints, pointsOf } from '@celltally/imaging';
import { formatCount } from '../render/numbers.js';
import { type FailureCase, failureFigure } from '../render/plots/failures.js';
import type { FollowedEvaluation } from './follow-evaluation.js';

/** How many pictures the figure shows. */
const SHOWN = 3;

/**
 * A package with a figure of its worst pictures of a part: where cells were found, missed and invented. A model that
 * tells no positions, and one without an error, gets none.
 */
export async function withFailures(
  contents: PackageContents,
  part: string,
  dataset: Dataset,
  followed: FollowedEvaluation,
): Promise<PackageContents> {
  const cases = await failureCases(dataset, followed);
  if (cases.length === 0) return contents;
  const figure = new TextEncoder().encode(failureFigure(cases, formatCount));
  return { ...contents, attachments: new Map(contents.attachments).set(failuresFile(part), figure) };
}

async function failureCases(
  dataset: Dataset,
  { evaluation, found }: FollowedEvaluation,
): Promise<FailureCase[]> {
  const worst = evaluation.images
    .filter(({ error, localization }) => error !== 0 && localization !== undefined)
    .toSorted((a, b) => Math.abs(b.error) - Math.abs(a.error))
    .slice(0, SHOWN);
  const cases: FailureCase[] = [];
  for (const { image, actual, predicted } of worst) {
    const item = dataset.items.find(({ name }) => name === image);
    const truth = await item?.annotation();
    const points = truth && pointsOf(truth);
    if (item === undefined || points === undefined) continue;
    const { width, height } = await item.open();
    const cells = found.get(image) ?? [];
    const { pairs } = matchPoints(cells, points, FAILURE_RADIUS);
    const [right, met] = [new Set<number>(), new Set<number>()];
    for (const pair of pairs) {
      right.add(pair.predicted);
      met.add(pair.truth);
    }
    cases.push({
      ...{ image, width, height, actual, predicted },
      found: cells.filter((_, i) => right.has(i)),
      invented: cells.filter((_, i) => !right.has(i)),
      missed: points.filter((_, i) => !met.has(i)),
    });
  }
  return cases;
}
