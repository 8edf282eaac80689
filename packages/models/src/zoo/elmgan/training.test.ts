import {
  adam,
  add,
  concat,
  floatData,
  floats,
  input,
  mul,
  openDevice,
  split,
  type Tensor,
  type Value,
} from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import { type Built, build, compileAdversarialSteps, initialVector } from '@celltally/nn';
import { describe, expect, it } from 'vitest';
import type { Truth } from '../../architecture.js';
import { adversary } from './adversary.js';
import { architecture } from './index.js';
import type { ElmganOptions } from './options.js';

const [stage] = architecture.stages;

describe('training on discs', () => {
  const [batch, size] = [2, 64];
  const rate = 6e-4;
  const options: ElmganOptions = { ...architecture.defaults, width: 8 };
  const { pixelWeight, countWeight, adversarialWeight } = architecture.recipe as Record<string, number>;
  const weights = {
    pixel: pixelWeight as number,
    count: countWeight as number,
    adversarial: adversarialWeight as number,
  };

  function compileSteps() {
    const image = input('image', [batch, 3, size, size]);
    const truth: Truth = { map: input('target', [batch, 1, size, size]), count: input('count', [batch]) };
    const given: Truth = { map: input('given', [batch, 1, size, size]), count: input('givenCount', [batch]) };
    const network = build((scope) => stage.network(scope, image, options), { training: true });
    const predicted = network.result as Truth;
    const joined = (parts: readonly Value[]): Value => concat(parts, 0);
    const judge = (...samples: readonly Truth[]): Built<Value> =>
      build(
        (scope) => {
          const sample = {
            image: joined(samples.map(() => image)),
            map: joined(samples.map((each) => each.map)),
            count: joined(samples.map((each) => each.count)),
          };
          return adversary.network(scope.child('adversary'), sample, options);
        },
        { training: true },
      );
    const judgement = judge(predicted);
    const learner = judge(truth, given);
    const [real, fake] = split(learner.result, 0, [batch, batch]) as [Value, Value];
    const own = stage.objective!(network.result, truth, { weights, cellMass: undefined });
    const persuasion = adversary.persuasion(judgement.result);
    const optimiser = adam({ beta1: 0.5 });
    return {
      network,
      learner,
      ...compileAdversarialSteps({
        predictor: {
          network,
          loss: add(own.loss, mul(persuasion, weights.adversarial)),
          metrics: own.metrics,
          optimiser,
        },
        judge: judgement,
        adversary: { network: learner, ...adversary.objective({ real, predicted: fake }), optimiser },
        predictions: { given: predicted.map, givenCount: predicted.count },
      }),
    };
  }

  it('lowers the errors of map and count, and the adversary keeps up', async () => {
    const device = await openDevice('cpu');
    const { network, learner, predictor, adversary: rival } = compileSteps();
    const random = createRandom(3);
    await device.write({
      ...predictor.initialState(initialVector(network.parameters, random), new Float32Array(0)),
      ...rival.initialState(initialVector(learner.parameters, random), new Float32Array(0)),
    });
    const [predicting, judging] = [await device.load(predictor.program), await device.load(rival.program)];
    const courses: Record<'pixelError' | 'countError' | 'rival', number[]> = {
      pixelError: [],
      countError: [],
      rival: [],
    };
    const numberIn = (tensor: Tensor | undefined): number => floatData(tensor as Tensor)[0] as number;
    for (let step = 1; step <= 60; step++) {
      const truth = discs(batch, size, random);
      const masks = network.masks.map(({ name, shape, keep }) => [
        name,
        floats(
          shape,
          Float32Array.from({ length: shape.reduce((n, d) => n * d, 1) }, () =>
            random.uniform() < keep ? 1 / keep : 0,
          ),
        ),
      ]);
      const figures = await predicting.run({
        ...truth,
        ...Object.fromEntries(masks),
        ...predictor.scalars(step, rate),
      });
      courses.pixelError.push(numberIn(figures.pixelError));
      courses.countError.push(numberIn(figures.countError));
      const { loss } = await judging.run({ ...truth, ...rival.scalars(step, rate) });
      courses.rival.push(numberIn(loss));
    }
    await device.close();
    const mean = (values: readonly number[]): number =>
      values.reduce((total, value) => total + value, 0) / values.length;
    const fall = (course: readonly number[]): number => mean(course.slice(-10)) / mean(course.slice(0, 5));
    expect(fall(courses.pixelError)).toBeLessThan(0.6);
    expect(fall(courses.countError)).toBeLessThan(0.5);
    expect(mean(courses.rival.slice(-10))).toBeLessThan(0.4);
  });
});

/** Pictures with 20 to 40 bright discs on noise, the discs as a map, and how many there are. */
function discs(batch: number, size: number, random: ReturnType<typeof createRandom>) {
  const image = new Float32Array(batch * 3 * size * size);
  const target = new Float32Array(batch * size * size);
  const count = new Float32Array(batch);
  for (let n = 0; n < batch; n++) {
    count[n] = 20 + Math.floor(21 * random.uniform());
    for (let disc = 0; disc < (count[n] as number); disc++) {
      const [x, y] = [random.uniform() * size, random.uniform() * size];
      for (let i = 0; i < size * size; i++) {
        const [row, column] = [Math.floor(i / size), i % size];
        if ((row - y) ** 2 + (column - x) ** 2 < 9) target[n * size * size + i] = 1;
      }
    }
    for (let i = 0; i < 3 * size * size; i++) {
      const cell = target[n * size * size + (i % (size * size))] as number;
      image[n * 3 * size * size + i] = cell + 0.2 * random.normal();
    }
  }
  return {
    image: floats([batch, 3, size, size], image),
    target: floats([batch, 1, size, size], target),
    count: floats([batch], count),
  };
}
