import {
  add,
  constant,
  floats,
  greater,
  log,
  logSumExp,
  maximum,
  mul,
  reshape,
  staticShape,
  sub,
  sum,
  type Value,
  where,
} from '@celltally/engine';

export interface SinkhornOptions {
  /** Pixels of the picture to one cell of the grid: costs are squared distances in pixels. */
  readonly cell: number;
  /** Entropic regularisation, in squared pixels. */
  readonly epsilon: number;
  /** Updates of both potentials. */
  readonly iterations: number;
}

/** Entropic optimal transport between two distributions, in the dual. */
export interface Transport {
  /** `[N]`, in squared pixels. */
  readonly value: Value;
  /** The potentials of the first and of the second distribution, `[N, 1, h, w]`; their gradients of the value. */
  readonly potentials: readonly [Value, Value];
}

/** Stands for log 0: its exponential vanishes beside any other term, and differences of it stay finite. */
const NOTHING = -1e9;
/** Smaller shares have no logarithm in single precision. */
const LEAST = 1e-37;

/**
 * Optimal transport with entropy relative to the product of the marginals: `max over α, β of Σ α·p + Σ β·q −
 * ε·Σ p·q·(exp((α + β − c)/ε) − 1)` with c the squared distance (Cuturi 2013; Feydy et al. 2019 for this form, whose
 * potentials are finite where a distribution is zero). `p` and `q` are `[N, 1, h, w]`, not negative, each picture's sum 1;
 * sizes must be known.
 *
 * The squared distance is a sum over both axes, so that an update is one soft minimum along the rows and one along the
 * columns, in the log domain: with kernels `exp(−c/ε)` all that lies beyond some 30 pixels would vanish in single
 * precision. ε falls geometrically from the largest cost to the one that is asked for. On 32x32 cells of 8 pixels, ε = 10,
 * noise against 60 dots, 30 such updates gave 0.990 of the value of 1500 and gradients at a cosine of 0.995; with
 * ε = 10 from the start 100 updates gave 0.80 and 0.72.
 */
export function sinkhorn(p: Value, q: Value, { cell, epsilon, iterations }: SinkhornOptions): Transport {
  const [batch, , height, width] = staticShape(p.shape, 'sinkhorn') as [number, number, number, number];
  const [rows, columns] = [squaredDistances(height, cell), squaredDistances(width, cell)];
  const logarithm = (share: Value): Value => where(greater(share, 0), log(maximum(share, LEAST)), NOTHING);
  const [logP, logQ] = [logarithm(p), logarithm(q)];

  /** `−ε·log Σ share·exp((potential − c)/ε)` over the other grid. */
  const softMinimum = (potential: Value | undefined, logShare: Value, reach: number): Value => {
    const exponent = potential === undefined ? logShare : add(logShare, mul(potential, 1 / reach));
    // Axes: picture, row out, row in, column in.
    const pairs = sub(exponent, mul(reshape(rows, [height, height, 1]), 1 / reach));
    // Axes: picture, row out, column out, column in.
    const across = sub(logSumExp(pairs, [2]), mul(columns, 1 / reach));
    return reshape(mul(logSumExp(across, [3]), -reach), [batch, 1, height, width]);
  };

  const largest = cell ** 2 * ((height - 1) ** 2 + (width - 1) ** 2);
  let alpha: Value | undefined;
  let beta: Value | undefined;
  for (let i = 0; i < iterations; i++) {
    const left = iterations === 1 ? 0 : 1 - i / (iterations - 1);
    const reach = epsilon * Math.max(1, largest / epsilon) ** left;
    beta = softMinimum(alpha, logP, reach);
    alpha = softMinimum(beta, logQ, reach);
  }
  const [first, second] = [alpha, beta] as [Value, Value];
  const dual = add(sum(mul(first, p), { axes: [1, 2, 3] }), sum(mul(second, q), { axes: [1, 2, 3] }));
  return { value: dual, potentials: [first, second] };
}

/** Squared distances in pixels between the cells of a line, `[length, length]`. */
function squaredDistances(length: number, cell: number): Value {
  const values = Float32Array.from(
    { length: length ** 2 },
    (_, at) => (cell * (Math.floor(at / length) - (at % length))) ** 2,
  );
  return constant(floats([length, length], values));
}
