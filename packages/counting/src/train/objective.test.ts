import { compile, type Device, floatData, floats, input, openDevice, type Tensor } from '@celltally/engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mapObjective, type ObjectiveOptions } from './objective.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

const shape = [2, 1, 1, 2] as const;
/** The maps sum to 3 and 7, their targets to 4 and 3. */
const maps = { prediction: floats(shape, [1, 2, 3, 4]), target: floats(shape, [2, 2, 3, 0]) };

async function objective(options: ObjectiveOptions): Promise<Record<string, number>> {
  const { loss, metrics } = mapObjective(input('prediction', shape), input('target', shape), options);
  const program = await device.load(compile({ outputs: { loss, ...metrics } }));
  const result = await program.run(maps);
  await program.release();
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => [name, floatData(value as Tensor)[0] as number]),
  );
}

it('is the mean squared error of pixels, and the weighted error of counts in cells', async () => {
  const { loss, countError } = await objective({ countWeight: 0.5, cellMass: 10 });
  expect(countError).toBeCloseTo((0.1 + 0.4) / 2, 6);
  expect(loss).toBeCloseTo((1 + 16) / 4 + 0.5 * 0.25, 6);
});

it('is the error of pixels alone without weight, and for maps that do not sum to a count', async () => {
  expect(await objective({ countWeight: 0, cellMass: 10 })).toEqual({ loss: 4.25 });
  expect(await objective({ countWeight: 0.5, cellMass: undefined })).toEqual({ loss: 4.25 });
});
