import {
  adam,
  add,
  concat,
  type Device,
  filled,
  floatData,
  floats,
  input,
  leakyRelu,
  mse,
  mul,
  openDevice,
  relu,
  sgd,
  split,
  square,
  sub,
  sum,
  type Tensor,
  type Value,
} from '@celltally/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileAdversarialSteps } from './adversarial-step.js';
import { initialVector } from './flat.js';
import { batchNorm } from './layers/batch-norm.js';
import { convolution } from './layers/convolution.js';
import { dropout } from './layers/dropout.js';
import { type Built, build, type MaskDeclaration, type Scope } from './scope.js';
import type { TrainingStep } from './training-step.js';

let state = 7;
const uniform = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const random = { uniform, normal: () => uniform() + uniform() + uniform() - 1.5 };
const noise = (shape: readonly number[]): Tensor<'float32'> =>
  floats(shape, Float32Array.from({ length: shape.reduce((n, d) => n * d, 1) }, random.normal));

const coins = (shape: readonly number[]): Tensor<'float32'> => {
  const { data } = filled(shape, 0);
  return floats(
    shape,
    data.map(() => (uniform() < 0.5 ? 2 : 0)),
  );
};

const SHAPE = [3, 1, 4, 4] as const;
const WEIGHT = 0.7;

const pixelwise = (scope: Scope, x: Value, out = 1): Value => convolution(scope, x, { out, kernel: 1 });
/** Mean squared distance of scores from what they should be. */
const distance = (scores: Value, wanted: number): Value =>
  mul(sum(square(sub(scores, wanted))), 1 / scores.shape.reduce<number>((n, d) => n * (d as number), 1));

interface Toy {
  predict(scope: Scope, image: Value): Value;
  judge(scope: Scope, sample: Value): Value;
  /** Weight of the difference of the maps in the predictor's loss. Default 1. */
  readonly guidance?: number;
}

/** Steps of a toy: map from image, scores of image and map, least squares on both sides. */
function prepare({ predict, judge, guidance = 1 }: Toy, optimiser = sgd()) {
  const [image, target, given] = [input('image', SHAPE), input('target', SHAPE), input('given', SHAPE)];
  const predictor = build((scope) => predict(scope, image), { training: true });
  const judged = (...samples: readonly Value[]): Built<Value> =>
    build((scope) => judge(scope.child('adversary'), concat(samples, 0)), { training: true });
  const judgement = judged(concat([image, predictor.result], 1));
  const adversary = judged(concat([image, target], 1), concat([image, given], 1));
  const [real, fake] = split(adversary.result, 0, [3, 3]) as [Value, Value];
  const persuasion = distance(judgement.result, 1);
  const pixels = mse(predictor.result, target);
  const steps = compileAdversarialSteps({
    predictor: {
      network: predictor,
      loss: add(mul(pixels, guidance), mul(persuasion, WEIGHT)),
      metrics: { pixels, persuasion },
      optimiser,
    },
    judge: judgement,
    adversary: {
      network: adversary,
      loss: mul(add(distance(real, 1), distance(fake, 0)), 0.5),
      optimiser,
    },
    predictions: { given: predictor.result },
  });
  const initial = (step: TrainingStep, network: Built<unknown>) =>
    step.initialState(initialVector(network.parameters, random), initialVector(network.buffers, random));
  return {
    predictor: { step: steps.predictor, masks: [...predictor.masks, ...judgement.masks] },
    adversary: { step: steps.adversary, masks: adversary.masks },
    residents: { ...initial(steps.predictor, predictor), ...initial(steps.adversary, adversary) },
  };
}

const linear: Toy = { predict: pixelwise, judge: pixelwise };
const deep: Toy = {
  predict: (scope, image) => {
    const x = relu(batchNorm(scope.child('norm'), pixelwise(scope.child('body'), image, 4)));
    return pixelwise(scope.child('head'), dropout(scope.child('drop'), x));
  },
  judge: (scope, sample) => {
    const x = leakyRelu(batchNorm(scope.child('norm'), pixelwise(scope.child('body'), sample, 4)), 0.2);
    return pixelwise(scope.child('head'), dropout(scope.child('drop'), x));
  },
};

/** Guided by the adversary alone; without normalisation, which would hide from it what all of a batch share. */
const unguided: Toy = {
  ...linear,
  judge: (scope, sample) =>
    pixelwise(scope.child('head'), leakyRelu(pixelwise(scope.child('body'), sample, 8), 0.2)),
  guidance: 0,
};

describe('adversarial steps', () => {
  let device: Device;
  beforeEach(async () => {
    device = await openDevice('cpu', { threads: 1 });
  });
  afterEach(() => device.close());

  const valuesOf = async (name: string): Promise<number[]> => [
    ...floatData((await device.read([name]))[name] as Tensor),
  ];

  async function load(toy: Toy, optimiser = sgd()) {
    const { predictor, adversary, residents } = prepare(toy, optimiser);
    const turnOf = async ({ step, masks }: { step: TrainingStep; masks: readonly MaskDeclaration[] }) => {
      const program = await device.load(step.program);
      return (batch: Readonly<Record<string, Tensor>>, rate: number, at = 1) => {
        const drawn = masks.map(({ name, shape }) => [name, coins(shape)] as const);
        return program.run({ ...batch, ...Object.fromEntries(drawn), ...step.scalars(at, rate) });
      };
    };
    await device.write(residents);
    return {
      residents: Object.keys(residents),
      predict: await turnOf(predictor),
      judge: await turnOf(adversary),
    };
  }

  it('are what gradient descent by hand does', async () => {
    const { predict, judge } = await load(linear);
    const batch = { image: noise(SHAPE), target: noise(SHAPE) };
    const [x, t] = [[...batch.image.data], [...batch.target.data]];
    const [a, b] = (await valuesOf('parameters')) as [number, number];
    const [d, c, e] = (await valuesOf('adversary.parameters')) as [number, number, number];
    const rate = 0.3;
    const mean = (term: (i: number) => number): number =>
      x.reduce((total, _, i) => total + term(i), 0) / x.length;
    const map = x.map((value) => a * value + b);
    const score = (i: number, m: readonly number[]): number => d * x[i]! + c * m[i]! + e;

    const { loss } = await predict(batch, rate);
    const slope = (i: number): number => 2 * (map[i]! - t[i]!) + WEIGHT * 2 * (score(i, map) - 1) * c;
    const expected = mean((i) => (map[i]! - t[i]!) ** 2 + WEIGHT * (score(i, map) - 1) ** 2);
    expect(floatData(loss as Tensor)[0]).toBeCloseTo(expected, 5);
    const [nextA, nextB] = (await valuesOf('parameters')) as [number, number];
    expect(nextA).toBeCloseTo(a - rate * mean((i) => slope(i) * x[i]!), 5);
    expect(nextB).toBeCloseTo(b - rate * mean(slope), 5);
    expect(await valuesOf('adversary.parameters')).toEqual([d, c, e]);

    await judge(batch, rate);
    const [nextD, nextC, nextE] = (await valuesOf('adversary.parameters')) as [number, number, number];
    const [real, fake] = [(i: number) => score(i, t) - 1, (i: number) => score(i, map)];
    expect(nextD).toBeCloseTo(d - rate * mean((i) => (real(i) + fake(i)) * x[i]!), 5);
    expect(nextC).toBeCloseTo(c - rate * mean((i) => real(i) * t[i]! + fake(i) * map[i]!), 5);
    expect(nextE).toBeCloseTo(e - rate * mean((i) => real(i) + fake(i)), 5);
    expect(await valuesOf('parameters')).toEqual([nextA, nextB]);
  });

  it('change one network each, with its statistics and its optimiser', async () => {
    const { residents, predict, judge } = await load(deep, adam());
    const batch = { image: noise(SHAPE), target: noise(SHAPE) };
    const names = ['parameters', 'buffers', 'optimiser.mean', 'optimiser.square'];
    const theirs = names.map((name) => `adversary.${name}`);
    expect([...residents].sort()).toEqual([...names, ...theirs].sort());
    const everything = async (): Promise<Record<string, number[]>> =>
      Object.fromEntries(
        await Promise.all(residents.map(async (name) => [name, await valuesOf(name)] as const)),
      );
    const changed = (before: Record<string, number[]>, after: Record<string, number[]>): string[] =>
      residents.filter((name) => before[name]!.join() !== after[name]!.join());

    const before = await everything();
    await predict(batch, 0.01);
    const between = await everything();
    await judge(batch, 0.01);
    const after = await everything();
    expect(changed(before, between).sort()).toEqual([...names].sort());
    expect(changed(between, after).sort()).toEqual([...theirs].sort());
  });

  it('lower the loss of the network whose turn it is, when the other rests', async () => {
    const { predict, judge } = await load(unguided, adam());
    const batch = { image: noise(SHAPE), target: filled(SHAPE, 2) };
    const fall = async (turn: typeof judge, name: string): Promise<number> => {
      const losses: number[] = [];
      for (let at = 1; at <= 60; at++) {
        losses.push(floatData((await turn(batch, 0.02, at))[name] as Tensor)[0] as number);
      }
      return (losses.at(-1) as number) / (losses[0] as number);
    };
    await predict(batch, 0);
    expect(await fall(judge, 'loss')).toBeLessThan(0.5);
    expect(await fall(predict, 'persuasion')).toBeLessThan(0.5);
  });

  it('teach the predictor what true maps are like, through the adversary alone', async () => {
    const { predict, judge } = await load(unguided, adam({ beta1: 0.5 }));
    const errors: number[] = [];
    for (let at = 1; at <= 400; at++) {
      // True maps are three more than their images.
      const image = noise(SHAPE);
      const target = floats(
        SHAPE,
        image.data.map((value) => value + 3),
      );
      const { pixels } = await predict({ image, target }, 0.01, at);
      await judge({ image, target }, 0.01, at);
      errors.push(floatData(pixels as Tensor)[0] as number);
    }
    const mean = (part: readonly number[]): number =>
      part.reduce((total, error) => total + error, 0) / part.length;
    expect(mean(errors.slice(0, 20))).toBeGreaterThan(4);
    expect(mean(errors.slice(-100))).toBeLessThan(1);
  });

  it('refuse an adversary that judges with other tensors than it learns', () => {
    const image = input('image', SHAPE);
    const networkOf = (out: number): Built<Value> =>
      build((scope) => pixelwise(scope.child('adversary'), image, out), { training: true });
    const turn = (network: Built<Value>) => ({ network, loss: sum(network.result), optimiser: sgd() });
    const predictor = turn(build((scope) => pixelwise(scope, image), { training: true }));
    expect(() =>
      compileAdversarialSteps({
        predictor,
        judge: networkOf(1),
        adversary: turn(networkOf(2)),
        predictions: {},
      }),
    ).toThrow(/found adversary.weight \[1, 1, 1, 1\] and adversary.weight \[2, 1, 1, 1\]/);
  });
});
