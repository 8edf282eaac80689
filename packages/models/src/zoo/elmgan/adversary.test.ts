import {
  compile,
  type Device,
  floatData,
  floats,
  input,
  openDevice,
  type Tensor,
  type Value,
} from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import { type Built, build } from '@celltally/nn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArchitectureOptionError } from '../../errors.js';
import { adversary } from './adversary.js';
import { architecture } from './index.js';
import type { ElmganOptions } from './options.js';

describe('the adversary', () => {
  let device: Device;
  beforeAll(async () => {
    device = await openDevice('cpu', { threads: 1 });
  });
  afterAll(() => device.close());

  const size = 64;
  const [image, map, count] = [
    input('image', [1, 3, size, size]),
    input('map', [1, 1, size, size]),
    input('count', [1]),
  ];
  const judging = (options: Partial<ElmganOptions>): Built<Value> =>
    build(
      (scope) =>
        adversary.network(scope, { image, map, count }, { ...architecture.defaults, width: 4, ...options }),
      { training: true },
    );

  it('hears of the count as a plane, unless that is switched off', async () => {
    const random = createRandom(4);
    const noise = (shape: readonly number[]): Tensor<'float32'> =>
      floats(
        shape,
        Float32Array.from({ length: shape.reduce((n, d) => n * d, 1) }, () => random.uniform()),
      );
    const sample = { image: noise([1, 3, size, size]), map: noise([1, 1, size, size]) };
    const scoresAt = async (countPlane: boolean, cells: number): Promise<number[]> => {
      const network = judging({ countPlane });
      const seeded = createRandom(1);
      const tensors = network.parameters.map(
        ({ name, shape, initialise }) => [name, floats(shape, initialise(shape, seeded))] as const,
      );
      const program = await device.load(compile({ outputs: { scores: network.result } }));
      const feeds: Record<string, Tensor> = { ...sample, ...Object.fromEntries(tensors) };
      if (countPlane) feeds.count = floats([1], [cells]);
      const { scores } = await program.run(feeds);
      await program.release();
      return [...floatData(scores as Tensor)];
    };
    expect(await scoresAt(true, 10)).not.toEqual(await scoresAt(true, 90));
    expect(await scoresAt(false, 10)).toEqual(await scoresAt(false, 90));
  });

  it('refuses a scale that is none', () => {
    for (const countScale of [0, -1, Number.NaN]) {
      expect(() => judging({ countScale })).toThrow(ArchitectureOptionError);
    }
  });

  it('wants ones for true samples and zeros for predicted ones; the generator wants ones', async () => {
    const [real, predicted] = [input('real', [1, 1, 1, 2]), input('predicted', [1, 1, 1, 2])];
    const program = await device.load(
      compile({
        outputs: {
          loss: adversary.objective({ real, predicted }).loss,
          persuasion: adversary.persuasion(predicted),
        },
      }),
    );
    const { loss, persuasion } = await program.run({
      real: floats([1, 1, 1, 2], [1, 3]),
      predicted: floats([1, 1, 1, 2], [0, -1]),
    });
    expect(floatData(loss as Tensor)[0]).toBeCloseTo((2 + 0.5) / 2);
    expect(floatData(persuasion as Tensor)[0]).toBeCloseTo((1 + 4) / 2);
  });
});
