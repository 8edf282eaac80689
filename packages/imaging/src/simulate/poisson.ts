import type { Random } from '../random.js';

/** From here on the normal distribution is near enough for light: its skewness is below 0.15. */
const NORMAL_FROM = 50;

/**
 * A number of photons when `mean` are expected. Exact below 50 (Knuth, "The Art of Computer Programming", 3.4.1), the
 * rounded normal approximation from there on.
 */
export function poisson(random: Random, mean: number): number {
  if (mean >= NORMAL_FROM) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count++;
  return count;
}
