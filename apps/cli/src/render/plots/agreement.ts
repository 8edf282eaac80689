/** Agreement of two ways to count the same images, in objects. */
export interface Agreement {
  /** Mean difference. */
  readonly bias: number;
  /** Standard deviation of the differences, with n − 1; 0 for a single image. */
  readonly deviation: number;
  /** bias − 1.96 deviations. */
  readonly lower: number;
  /** bias + 1.96 deviations. */
  readonly upper: number;
}

/** Limits of agreement: 95 % of the differences lie between them if differences are normal (Bland and Altman 1986). */
export function limitsOfAgreement(differences: readonly number[]): Agreement {
  const n = Math.max(1, differences.length);
  const bias = differences.reduce((sum, value) => sum + value, 0) / n;
  const squared = differences.reduce((sum, value) => sum + (value - bias) ** 2, 0);
  const deviation = Math.sqrt(squared / Math.max(1, n - 1));
  return { bias, deviation, lower: bias - 1.96 * deviation, upper: bias + 1.96 * deviation };
}
