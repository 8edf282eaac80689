import { compile, type Device, floatData, floats, input, openDevice, type Tensor } from '@celltally/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObjectiveWeights } from '../architecture.js';
import { ModelError } from '../errors.js';
import { mapObjective } from './map.js';
import { type ObjectiveName, objectiveNamed } from './named.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

const shape = [2, 1, 1, 2] as const;
/** The maps sum to 3 and 7, the true ones to 4 and 3. */
const maps = { map: floats(shape, [1, 2, 3, 4]), target: floats(shape, [2, 2, 3, 0]) };
const counts = { count: floats([2], [5, 6]), number: floats([2], [4, 8]) };
const weights = (changes: Partial<ObjectiveWeights>): ObjectiveWeights => ({
  pixel: 1,
  count: 0,
  adversarial: 0,
  ...changes,
});

/** The objective of the maps and numbers in `feeds`, and what it reports. */
async function objective(
  feeds: Readonly<Record<string, Tensor>>,
  {
    name = 'mse',
    cellMass,
    ...given
  }: Partial<ObjectiveWeights> & { name?: ObjectiveName; cellMass?: number },
): Promise<Record<string, number>> {
  const of = (key: string) => input(key, (feeds[key] as Tensor).shape);
  const { loss, metrics } = objectiveNamed(name)(
    { map: of('map'), ...(feeds.count === undefined ? {} : { count: of('count') }) },
    { map: of('target'), count: input('number', [2]) },
    { weights: weights(given), cellMass },
  );
  const compiled = compile({ outputs: { loss, ...metrics } });
  const program = await device.load(compiled);
  const result = await program.run(
    Object.fromEntries(compiled.inputs.map((each) => [each.name, feeds[each.name] as Tensor])),
  );
  await program.release();
  return Object.fromEntries(
    Object.entries(result).map(([key, value]) => [key, floatData(value)[0] as number]),
  );
}

describe('mapObjective', () => {
  it('is the mean squared error of pixels, and the weighted error of counts in cells', async () => {
    const { loss, countError } = await objective(maps, { count: 0.5, cellMass: 10 });
    expect(countError).toBeCloseTo((0.1 + 0.4) / 2, 6);
    expect(loss).toBeCloseTo((1 + 16) / 4 + 0.5 * 0.25, 6);
  });

  it('is the error of pixels alone without weight, and for maps that do not sum to a count', async () => {
    expect(await objective(maps, { count: 0, cellMass: 10 })).toEqual({ loss: 4.25 });
    expect(await objective(maps, { count: 0.5 })).toEqual({ loss: 4.25 });
  });

  it('takes the count of a head that counts, whatever the map', async () => {
    const { loss, countError } = await objective({ ...maps, ...counts }, { pixel: 2, count: 0.5 });
    expect(countError).toBeCloseTo((1 + 2) / 2, 6);
    expect(loss).toBeCloseTo(2 * 4.25 + 0.5 * 1.5, 6);
  });

  it('is the error of counts alone where pixels have no weight, and never nothing', async () => {
    expect((await objective(maps, { pixel: 0, count: 1, cellMass: 1 })).loss).toBeCloseTo(2.5, 6);
    await expect(objective(maps, { pixel: 0, count: 1 })).rejects.toThrow(ModelError);
  });

  it('compares a coarse map with sums over blocks', async () => {
    const target = floats([1, 1, 2, 4], [1, 0, 2, 0, 0, 1, 0, 3]);
    const feeds = { map: floats([1, 1, 1, 2], [3, 1]), target };
    const { loss, countError } = await objective(feeds, { count: 1, cellMass: 1 });
    expect(countError).toBeCloseTo(3, 6);
    expect(loss).toBeCloseTo(((3 - 2) ** 2 + (1 - 5) ** 2) / 2 + 3, 5);
  });

  it.each([
    ['l1', (1 + 4) / 4],
    ['smooth-l1', (0.5 + 3.5) / 4],
  ] as const)('%s compares pixels in its own way', async (name, expected) => {
    expect((await objective(maps, { name })).loss).toBeCloseTo(expected, 6);
  });
});

it('mse is the default', () => {
  const [map, number] = [input('map', shape), input('number', [2])];
  const options = { weights: weights({}), cellMass: undefined };
  expect(mapObjective({ map }, { map, count: number }, options).loss.shape).toEqual([]);
});
