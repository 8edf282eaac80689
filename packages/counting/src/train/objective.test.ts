import { compile, type Device, floatData, floats, input, openDevice, type Tensor } from '@celltally/engine';
import { countTarget, densityTarget, type MapTarget, maskTarget, type Stage } from '@celltally/models';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { COARSE } from '../testing/tiny-architectures.node.js';
import { tinyStage } from '../testing/tiny-set.node.js';
import { cellMassOf, objectiveOf } from './objective.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

const shape = [2, 1, 1, 2] as const;
/** The maps sum to 3 and 7, the true ones to 4 and 3, of 2 and 8 cells. */
const feeds: Readonly<Record<string, Tensor>> = {
  map: floats(shape, [1, 2, 3, 4]),
  target: floats(shape, [2, 2, 3, 0]),
  count: floats([2], [2, 8]),
};
const [stage] = COARSE.stages;

async function lossOf(
  target: MapTarget,
  changes: Readonly<Record<string, unknown>>,
  own: Stage['objective'] = undefined,
): Promise<number> {
  const plan = { stage: { ...stage, ...(own && { objective: own }) }, target, config: tinyStage(changes) };
  const truth = { map: input('target', shape), count: input('count', [2]) };
  const { loss } = objectiveOf(plan)({ map: input('map', shape) }, truth);
  const compiled = compile({ outputs: { loss } });
  const program = await device.load(compiled);
  const read = compiled.inputs.map(({ name }) => [name, feeds[name] as Tensor]);
  const result = await program.run(Object.fromEntries(read));
  await program.release();
  return floatData(result.loss as Tensor)[0] as number;
}

const pixels = (1 + 16) / 4;

it('weighs the difference of the maps and that of the counts as the options say', async () => {
  const target = densityTarget({ scale: 10 });
  const counts = (0.1 + 0.4) / 2;
  expect(await lossOf(target, { pixelWeight: 3, countWeight: 0.5 })).toBeCloseTo(
    3 * pixels + 0.5 * counts,
    5,
  );
  expect(await lossOf(target, { loss: 'l1', countWeight: 0 })).toBeCloseTo((1 + 4) / 4, 5);
  expect(await lossOf(maskTarget(), { countWeight: 0.5 })).toBeCloseTo(pixels, 5);
});

it('compares counts alone where only they are learnt', async () => {
  expect(await lossOf(countTarget(), {})).toBeCloseTo((1 + 4) / 2, 5);
  expect(await lossOf(countTarget(), { loss: 'l1' })).toBeCloseTo((1 + 4) / 2, 5);
});

it('is the network’s own unless another is asked for', async () => {
  const own: Stage['objective'] = (_, { count }, { weights, cellMass }) => {
    expect([weights, cellMass]).toEqual([{ pixel: 2, count: 0.001, adversarial: 3 }, 100]);
    return { loss: count, metrics: {} };
  };
  const weights = { pixelWeight: 2, adversarialWeight: 3 };
  expect(await lossOf(densityTarget(), weights, own)).toBe(2);
  expect(await lossOf(densityTarget(), { loss: 'mse', countWeight: 0 }, own)).toBeCloseTo(pixels, 5);
});

it('knows what a cell weighs in a map', () => {
  expect([densityTarget({ scale: 7 }), countTarget(), maskTarget()].map(cellMassOf)).toEqual([
    7,
    1,
    undefined,
  ]);
});
