/**
 * The factor on `counts` with the least sum of absolute errors against `truth`, exactly: the median of the ratios
 * `truth / count`, each weighted by its count, and by `weights` where some pictures count more. 1 where nothing was counted.
 */
export function fitCountScale(
  counts: readonly number[],
  truth: readonly number[],
  weights: readonly number[] = counts.map(() => 1),
): number {
  const ratios = counts
    .map((count, i) => ({ ratio: truth[i]! / count, weight: count * weights[i]! }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => a.ratio - b.ratio);
  const half = ratios.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let below = 0;
  for (const { ratio, weight } of ratios) {
    below += weight;
    if (below >= half) return ratio > 0 ? ratio : 1;
  }
  return 1;
}
