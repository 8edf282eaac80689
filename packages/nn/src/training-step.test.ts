import {
  adam,
  type Device,
  floatData,
  floats,
  input,
  mse,
  openDevice,
  relu,
  type Tensor,
  type Value,
} from '@celltally/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialVector, unflatten } from './flat.js';
import { batchNorm } from './layers/batch-norm.js';
import { convolution } from './layers/convolution.js';
import { dropout } from './layers/dropout.js';
import { build, type Scope } from './scope.js';
import {
  compileExport,
  compileInference,
  compileStatistics,
  compileTrainingStep,
  PARAMETERS,
  type TrainingStepOptions,
  updatedBuffers,
} from './training-step.js';

let state = 7;
const uniform = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const random = { uniform, normal: () => uniform() + uniform() + uniform() - 1.5 };
const noise = (shape: readonly number[]): Tensor<'float32'> =>
  floats(shape, Float32Array.from({ length: shape.reduce((n, d) => n * d, 1) }, random.normal));

const SHAPE = [2, 3, 6, 6] as const;
const image = input('image', SHAPE);
const network = (scope: Scope): Value =>
  convolution(
    scope.child('head'),
    dropout(
      scope.child('drop'),
      relu(batchNorm(scope.child('norm'), convolution(scope.child('body'), image, { out: 4 }))),
    ),
    { out: 1, kernel: 1 },
  );

function prepare(extra: Partial<TrainingStepOptions> = {}) {
  const training = build(network, { training: true });
  const loss = mse(training.result, input('target', [2, 1, 6, 6]));
  const step = compileTrainingStep({ network: training, loss, optimiser: adam(), ...extra });
  const masks = Object.fromEntries(
    training.masks.map(({ name, shape }) => [name, floats(shape, new Float32Array(288).fill(1))]),
  );
  const initial = step.initialState(
    initialVector(training.parameters, random),
    initialVector(training.buffers, random),
  );
  return { training, step, masks, initial };
}

describe('a training step', () => {
  let device: Device;
  const feeds = { image: noise(SHAPE), target: noise([2, 1, 6, 6]) };
  beforeAll(async () => {
    device = await openDevice('cpu', { threads: 1 });
  });
  afterAll(() => device.close());

  const resident = async (name: string): Promise<Float32Array> =>
    floatData((await device.read([name]))[name] as Tensor);

  it('lowers the loss, and the first Adam step moves every parameter by the learning rate', async () => {
    const { step, masks, initial } = prepare();
    const program = await device.load(step.program);
    await device.write(initial);
    const before = Float32Array.from(floatData(initial[PARAMETERS] as Tensor));
    const losses: number[] = [];
    for (let i = 1; i <= 40; i++) {
      const { loss } = await program.run({ ...feeds, ...masks, ...step.scalars(i, 0.01) });
      losses.push(floatData(loss as Tensor)[0] as number);
      if (i > 1) continue;
      const moved = (await resident(PARAMETERS)).map((value, at) => Math.abs(value - (before[at] as number)));
      // The bias before a batch normalisation has no gradient; every other parameter moves by the whole rate.
      const { offset, length } = step.parameters.entries.find(({ name }) => name === 'body.bias') as {
        offset: number;
        length: number;
      };
      moved.forEach((distance, at) => {
        if (at < offset || at >= offset + length) expect(distance).toBeCloseTo(0.01, 4);
      });
    }
    expect(losses.at(-1)).toBeLessThan(0.7 * (losses[0] as number));
    await program.release();
  });

  it('keeps running statistics as PyTorch does: a tenth of the batch, its variance unbiased', async () => {
    const { training, step, masks, initial } = prepare();
    const program = await device.load(step.program);
    await device.write(initial);
    const body = unflatten(step.parameters, floatData(initial[PARAMETERS] as Tensor));
    const weight = body.get('body.weight') as Tensor<'float32'>;
    const bias = body.get('body.bias') as Tensor<'float32'>;
    await program.run({ ...feeds, ...masks, ...step.scalars(1, 0.01) });
    await program.release();
    const running = unflatten(step.buffers, await resident('buffers'));
    const values = channelZero(feeds.image.data, weight.data, bias.data[0] as number);
    const mean = values.reduce((total, value) => total + value, 0) / values.length;
    const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1);
    expect(training.buffers).toHaveLength(2);
    expect(running.get('norm.running_mean')?.data[0]).toBeCloseTo(0.1 * mean, 5);
    expect(running.get('norm.running_var')?.data[0]).toBeCloseTo(0.9 + 0.1 * variance, 5);
  });

  it('tells what a batch’s statistics are, of the part that learns alone', async () => {
    const frozen = (scope: Scope): Value => {
      const body = convolution(scope.child('body').frozen(), image, { out: 4 });
      const still = batchNorm(scope.child('still').frozen(), body);
      const x = relu(batchNorm(scope.child('norm'), still));
      return convolution(scope.child('head'), dropout(scope.child('drop'), x), { out: 1, kernel: 1 });
    };
    const training = build(frozen, { training: true });
    const loss = mse(training.result, input('target', [2, 1, 6, 6]));
    const step = compileTrainingStep({ network: training, loss, optimiser: adam() });
    const buffers = initialVector(training.buffers, random);
    await device.write(step.initialState(initialVector(training.parameters, random), buffers.slice()));
    const compiled = compileStatistics({ network: training });
    // Dropout behind the statistics is not read.
    expect(compiled.inputs.map(({ name }) => name).sort()).toEqual(['buffers', 'image', 'parameters']);
    const layout = updatedBuffers(training);
    expect(layout.entries.map(({ name }) => name)).toEqual(['norm.running_mean', 'norm.running_var']);
    const program = await device.load(compiled);
    const { statistics } = await program.run({ image: feeds.image });
    await program.release();
    const held = unflatten(step.buffers, buffers);
    const [weight, bias] = ['body.weight', 'body.bias'].map((name) => held.get(name)!.data);
    // Fresh running statistics of the frozen normalisation are 0 and 1.
    const values = channelZero(feeds.image.data, weight!, bias![0] as number).map(
      (value) => value / Math.sqrt(1 + 1e-5),
    );
    const mean = values.reduce((total, value) => total + value, 0) / values.length;
    const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1);
    const found = unflatten(layout, floatData(statistics as Tensor));
    expect(found.get('norm.running_mean')?.data[0]).toBeCloseTo(0.1 * mean, 5);
    expect(found.get('norm.running_var')?.data[0]).toBeCloseTo(0.1 * variance, 5);
  });

  it('cuts the vector of parameters a few at a time on WebGPU, also in programs that only run', () => {
    const deep = (scope: Scope): Value => {
      let x = image;
      for (let i = 0; i < 8; i++)
        x = relu(batchNorm(scope.child(`norm${i}`), convolution(scope.child(`c${i}`), x, { out: 2 })));
      return x;
    };
    const [still, training] = [false, true].map((on) => build(deep, { training: on }));
    const cuts = (model: Uint8Array): number => Buffer.from(model).toString('latin1').split('Split').length;
    const programs = (device: 'cpu' | 'webgpu') => [
      compileInference({ network: still!, outputs: { map: still!.result }, device }),
      compileStatistics({ network: training!, device }),
    ];
    const [onProcessor, onGraphics] = [programs('cpu'), programs('webgpu')];
    for (const [i, { model }] of onGraphics.entries())
      expect(cuts(model)).toBeGreaterThan(cuts(onProcessor[i]!.model));
  });

  it('clips the gradient on demand', async () => {
    const { step, masks, initial } = prepare({ clip: 1e-3 });
    const program = await device.load(step.program);
    await device.write(initial);
    const { gradientNorm } = await program.run({ ...feeds, ...masks, ...step.scalars(1, 0.01) });
    expect(floatData(gradientNorm as Tensor)[0]).toBeGreaterThan(1e-3);
    await program.release();
  });

  it('averages the parameters on demand: evenly at first, then by the decay, the initial ones left out', async () => {
    const { step, masks, initial } = prepare({ averaging: 0.75 });
    const program = await device.load(step.program);
    await device.write(initial);
    let expected: Float32Array | undefined;
    for (const [at, share] of [1, 1 / 2, 1 / 3, 1 / 4, 1 / 4, 1 / 4].entries()) {
      await program.run({ ...feeds, ...masks, ...step.scalars(at + 1, 0.01) });
      const after = Float32Array.from(await resident(PARAMETERS));
      expected = after.map((value, i) => {
        const before = expected?.[i] ?? 0;
        return before + share * (value - before);
      });
      (await resident('average')).forEach((value, i) => {
        expect(value).toBeCloseTo(expected?.[i] as number, 5);
      });
    }
    await program.release();
  });

  it('exports what it infers with the parameters on the device', async () => {
    const { step, initial } = prepare();
    await device.write(initial);
    const still = build(network, { training: false });
    const inference = await device.load(compileInference({ network: still, outputs: { map: still.result } }));
    const tensors = new Map([
      ...unflatten(step.parameters, floatData(initial[PARAMETERS] as Tensor)),
      ...unflatten(step.buffers, floatData(initial.buffers as Tensor)),
    ]);
    const exported = await device.load(
      compileExport({ network: still, outputs: { map: still.result }, tensors }),
    );
    const [a, b] = [await inference.run({ image: feeds.image }), await exported.run({ image: feeds.image })];
    floatData(a.map as Tensor).forEach((value, at) => {
      expect(floatData(b.map as Tensor)[at]).toBeCloseTo(value, 5);
    });
    tensors.delete('head.bias');
    expect(() => compileExport({ network: still, outputs: { map: still.result }, tensors })).toThrow(
      /'head.bias' is missing/,
    );
  });
});

/** Output channel 0 of the 3x3 convolution with zero padding, by its definition. */
function channelZero(x: Float32Array, weight: Float32Array, bias: number): number[] {
  const values: number[] = [];
  for (let n = 0; n < 2; n++) {
    for (let row = 0; row < 6; row++) {
      for (let column = 0; column < 6; column++) {
        let total = bias;
        for (let c = 0; c < 3; c++) {
          for (let tap = 0; tap < 9; tap++) {
            const [v, u] = [row + Math.floor(tap / 3) - 1, column + (tap % 3) - 1];
            if (v < 0 || u < 0 || v > 5 || u > 5) continue;
            total += (x[((n * 3 + c) * 6 + v) * 6 + u] as number) * (weight[c * 9 + tap] as number);
          }
        }
        values.push(total);
      }
    }
  }
  return values;
}
