import {
  adam,
  type Device,
  floatData,
  floats,
  input,
  openDevice,
  ShapeError,
  symbol,
  type Tensor,
} from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import { build, compileTrainingStep, initialVector } from '@celltally/nn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Architecture } from '../../architecture.js';
import { ArchitectureOptionError } from '../../errors.js';
import { exportFresh, noisePicture } from '../../testing/small-package.node.js';
import { STEPS, UPSAMPLINGS } from './decoder.js';
import { architecture } from './index.js';
import { type SsrnetOptions, ssrnet } from './network.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

const SIDE = 64;
const narrow: SsrnetOptions = { ...architecture.defaults, width: 4 };
const variants = UPSAMPLINGS.flatMap((upsampling) =>
  STEPS.flatMap((step) => [true, false].map((leakyMap) => ({ upsampling, step, leakyMap }))),
);

/** A picture with bright discs on a dark ground, its mask, and their number. */
function discs(seed: number): { image: Float32Array; mask: Float32Array; count: number } {
  const random = createRandom(seed);
  const count = 3 + Math.floor(4 * random.uniform());
  const centres = Array.from({ length: count }, () => [SIDE * random.uniform(), SIDE * random.uniform()]);
  const mask = Float32Array.from({ length: SIDE ** 2 }, (_, i) =>
    centres.some(([x, y]) => Math.hypot((i % SIDE) + 0.5 - x!, Math.floor(i / SIDE) + 0.5 - y!) < 6) ? 1 : 0,
  );
  const image = Float32Array.from(
    { length: 3 * SIDE ** 2 },
    (_, i) => 2 * mask[i % SIDE ** 2]! - 0.5 + 0.2 * random.normal(),
  );
  return { image, mask, count };
}

describe('SSRNet', () => {
  it.each(variants)(
    'maps and counts, enlarging by $upsampling in steps of $step, leaky: $leakyMap',
    async (variant) => {
      const [height, width] = [SIDE, 2 * SIDE];
      const program = await device.load(
        exportFresh(architecture as Architecture, { ...narrow, width: 2, ...variant }, 3, [height, width]),
      );
      const { map, count } = await program.run({ image: noisePicture(height, width) });
      await program.release();
      expect(map?.shape).toEqual([1, 1, height, width]);
      expect(count?.shape).toEqual([1]);
      const values = floatData(map!);
      expect(values.every((value) => Number.isFinite(value))).toBe(true);
      expect(Math.min(...values) < 0).toBe(variant.leakyMap);
      expect(Math.max(...values)).toBeGreaterThan(0);
    },
  );

  it.each(STEPS)('starts with a count above zero, from which it can learn (steps of %i)', async (step) => {
    for (let seed = 1; seed <= 8; seed++) {
      const program = await device.load(
        exportFresh(architecture as Architecture, { ...narrow, step }, seed, [SIDE, SIDE]),
      );
      const image = floats([1, 3, SIDE, SIDE], discs(seed).image);
      expect(floatData((await program.run({ image })).count!)[0]).toBeGreaterThan(1);
      await program.release();
    }
  });

  it('learns masks and counts by its own loss', async () => {
    const batch = 2;
    const image = input('image', [batch, 3, SIDE, SIDE]);
    const { recipe } = architecture;
    const { network: built, objective } = architecture.stages[0];
    const network = build((scope) => built(scope, image, narrow), { training: true });
    expect(network.masks.map(({ name }) => name)).toEqual(['mask.enc.4.dropout', 'mask.enc.5.dropout']);
    const truth = { map: input('map', [batch, 1, SIDE, SIDE]), count: input('count', [batch]) };
    const { loss, metrics } = objective!(network.result, truth, {
      weights: { pixel: Number(recipe.pixelWeight), count: Number(recipe.countWeight), adversarial: 0 },
      cellMass: undefined,
    });
    const step = compileTrainingStep({ network, loss, metrics, optimiser: adam({ beta1: 0.5 }), clip: 1 });
    const program = await device.load(step.program);
    const random = createRandom(3);
    await device.write(
      step.initialState(initialVector(network.parameters, random), initialVector(network.buffers, random)),
    );
    const pictures = [discs(1), discs(2)] as const;
    const joined = (part: (each: (typeof pictures)[number]) => Float32Array): Float32Array =>
      Float32Array.from(pictures.flatMap((each) => [...part(each)]));
    const known: Record<string, Tensor> = {
      image: floats(
        [batch, 3, SIDE, SIDE],
        joined((each) => each.image),
      ),
      map: floats(
        [batch, 1, SIDE, SIDE],
        joined((each) => each.mask),
      ),
      count: floats(
        [batch],
        pictures.map((each) => each.count),
      ),
    };
    const course: Record<'loss' | 'pixelError' | 'countError', number>[] = [];
    for (let i = 1; i <= 150; i++) {
      for (const { name, shape, keep } of network.masks) {
        const length = shape.reduce((n, d) => n * d, 1);
        const drawn = Float32Array.from({ length }, () => (random.uniform() < keep ? 1 / keep : 0));
        known[name] = floats(shape, drawn);
      }
      const found = await program.run({ ...known, ...step.scalars(i, 0.002) });
      const value = (name: string): number => floatData(found[name]!)[0]!;
      course.push({ loss: value('loss'), pixelError: value('pixelError'), countError: value('countError') });
    }
    await program.release();
    // Dropout makes single steps scatter.
    const late = (name: 'loss' | 'pixelError' | 'countError'): number =>
      course.slice(-20).reduce((total, each) => total + each[name], 0) / 20;
    const inside = known.map!.data as Float32Array;
    const ofEmptyMap = inside.reduce((total, each) => total + each, 0) / inside.length;
    expect(late('loss')).toBeLessThan(course[0]!.loss / 4);
    expect(late('pixelError')).toBeLessThan(ofEmptyMap / 2);
    expect(late('countError')).toBeLessThan(1.5);
  });

  it('refuses options and sizes that it is not made for', () => {
    const building =
      (options: Record<string, unknown>, shape: Parameters<typeof input>[1] = [1, 3, 64, 64]) =>
      () =>
        build((scope) => ssrnet(scope, input('image', shape), { ...narrow, ...options } as SsrnetOptions), {
          training: false,
        });
    expect(building({ upsampling: 'bicubic' })).toThrow(ArchitectureOptionError);
    expect(building({ upsampling: 'bicubic' })).toThrow(/ssr, nearest, bilinear, transposed.*bicubic/);
    expect(building({ step: 4 })).toThrow(/'step'.*32, 2.*4/);
    expect(building({}, [1, 3, 64, 96])).toThrow(ShapeError);
    expect(building({}, [1, 3, 64, 96])).toThrow(/multiples of 64.*64 x 96/);
    expect(building({}, [1, 3, symbol('height', 64), 64])).toThrow(/ssrnet: needs known sizes/);
  });
});
