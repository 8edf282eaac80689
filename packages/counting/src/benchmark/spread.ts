/** A figure of several seeds. */
export interface Spread {
  readonly mean: number;
  /** Standard deviation with n − 1; absent for a single seed. */
  readonly deviation?: number;
  readonly least: number;
  readonly most: number;
  /** In the order of the plan. */
  readonly values: readonly { readonly seed: number; readonly value: number }[];
}

/** Mean and spread over seeds; undefined where there are none. */
export function spreadOf(values: Spread['values']): Spread | undefined {
  if (values.length === 0) return undefined;
  const numbers = values.map(({ value }) => value);
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    ...(numbers.length < 2 ? {} : { deviation: Math.sqrt(squares / (numbers.length - 1)) }),
    least: Math.min(...numbers),
    most: Math.max(...numbers),
    values,
  };
}
