/** What initialisation needs of a random generator. */
export interface RandomSource {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/** Fills the values of a tensor of `shape` at the start of a training. */
export type Initialiser = (shape: readonly number[], random: RandomSource) => Float32Array;

const count = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1);

export const constantFill =
  (value: number): Initialiser =>
  (shape) =>
    new Float32Array(count(shape)).fill(value);

export const zerosFill = constantFill(0);
export const onesFill = constantFill(1);

/** Uniform in [-bound, bound). */
export const uniformWithin =
  (bound: number): Initialiser =>
  (shape, random) =>
    Float32Array.from({ length: count(shape) }, () => (2 * random.uniform() - 1) * bound);

/** Uniform in [low, high). */
export const uniformBetween =
  (low: number, high: number): Initialiser =>
  (shape, random) =>
    Float32Array.from({ length: count(shape) }, () => low + (high - low) * random.uniform());

/** Normal with the given standard deviation. */
export const normalFill =
  (deviation: number): Initialiser =>
  (shape, random) =>
    Float32Array.from({ length: count(shape) }, () => deviation * random.normal());

/** Inputs that reach one output: channels times taps of a kernel `[M, C, kh, kw]`, rows of a matrix `[in, out]`. */
const fanIn = (shape: readonly number[]): number =>
  shape.length === 2 ? (shape[0] as number) : count(shape.slice(1));
const fanOut = (shape: readonly number[]): number =>
  shape.length === 2 ? (shape[1] as number) : (shape[0] as number) * count(shape.slice(2));

/** PyTorch's default of convolutions and linear layers: uniform within `1/√fanIn`. */
export const torchDefault: Initialiser = (shape, random) =>
  uniformWithin(1 / Math.sqrt(fanIn(shape)))(shape, random);

/** PyTorch's default of a bias whose layer has `fan` inputs. */
export const torchBias = (fan: number): Initialiser => uniformWithin(1 / Math.sqrt(fan));

/** He et al. 2015, normal, for layers followed by a rectifier. */
export const heNormal: Initialiser = (shape, random) =>
  normalFill(Math.sqrt(2 / fanIn(shape)))(shape, random);

/** Glorot & Bengio 2010, uniform. */
export const xavierUniform: Initialiser = (shape, random) =>
  uniformWithin(Math.sqrt(6 / (fanIn(shape) + fanOut(shape))))(shape, random);
