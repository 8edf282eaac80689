import { compile, type Device, filled, floatData, input, openDevice, type Tensor } from '@celltally/engine';
import { build } from '@celltally/nn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArchitectureOptionError } from '../errors.js';
import type { Architecture } from '../model.js';
import type { NetworkOptions } from '../options.js';
import { ARCHITECTURE_NAMES, loadArchitecture } from '../registry.js';
import { deviation } from '../testing/golden.node.js';
import { exportFresh, noisePicture } from '../testing/small-package.node.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu');
});
afterAll(() => device.close());

const narrow = (architecture: Architecture): NetworkOptions => ({ ...architecture.defaults, width: 4 });

async function mapOf(program: Parameters<Device['load']>[0], image: Tensor): Promise<Float32Array> {
  const loaded = await device.load(program);
  const result = await loaded.run({ image });
  await loaded.release();
  return floatData(result.map!);
}

describe.each(ARCHITECTURE_NAMES)('%s', (name) => {
  it('runs at any size in one exported model', async () => {
    const architecture = await loadArchitecture(name);
    const program = exportFresh(architecture, narrow(architecture));
    const step = architecture.multipleOf;
    for (const [rows, columns] of [
      [step, step],
      [3 * step, 2 * step],
      [2 * step, 5 * step],
    ] as const) {
      const map = await mapOf(program, noisePicture(rows, columns));
      expect(map.length).toBe(rows * columns);
      expect(map.every(Number.isFinite)).toBe(true);
    }
  });

  it('maps every picture of a batch by itself', async () => {
    const architecture = await loadArchitecture(name);
    const program = exportFresh(architecture, narrow(architecture));
    const [first, second] = [noisePicture(32, 48, 1), noisePicture(32, 48, 2)];
    const data = new Float32Array(2 * first.data.length);
    data.set(first.data);
    data.set(second.data, first.data.length);
    const both = await mapOf(program, { dtype: 'float32', shape: [2, 3, 32, 48], data });
    expect(deviation(both.slice(0, 32 * 48), await mapOf(program, first))).toBeLessThan(1e-4);
    expect(deviation(both.slice(32 * 48), await mapOf(program, second))).toBeLessThan(1e-4);
  });

  it('refuses sizes that its levels do not divide', async () => {
    const architecture = await loadArchitecture(name);
    const image = input('image', [1, 3, 40, 32]);
    const network = () =>
      build((scope) => architecture.network(scope, image, narrow(architecture)), { training: false });
    expect(network).toThrow();
  });

  it('refuses a width that is none', async () => {
    const architecture = await loadArchitecture(name);
    const image = input('image', [1, 3, 32, 32]);
    for (const width of [0, -4, 2.5]) {
      const network = () =>
        build((scope) => architecture.network(scope, image, { ...architecture.defaults, width }), {
          training: false,
        });
      expect(network).toThrow(ArchitectureOptionError);
      expect(network).toThrow(new RegExp(`'width'.*${width}`));
    }
  });
});

describe('halo', () => {
  it('is how far a pixel of the U-Net reaches', async () => {
    const architecture = await loadArchitecture('unet');
    const program = exportFresh(architecture, { width: 2 }, 3);
    const [height, width] = [16, 640];
    const flat = filled([1, 3, height, width], 0.5);
    const base = await mapOf(program, flat);
    let reach = 0;
    for (const column of [320, 327, 335]) {
      const marked = { ...flat, data: flat.data.slice() };
      for (let row = 0; row < 3 * height; row++) marked.data[row * width + column] = 1000;
      const map = await mapOf(program, marked);
      map.forEach((value, i) => {
        if (value !== base[i]) reach = Math.max(reach, Math.abs((i % width) - column));
      });
    }
    expect(reach).toBeLessThanOrEqual(architecture.halo);
    expect(reach).toBeGreaterThan(architecture.halo / 2);
  });
});

describe('lite-unet', () => {
  const switches = ['gradientAggregation', 'ghostCbam', 'graphCorrelationAttention'] as const;

  it('runs with every combination of its parts', async () => {
    const architecture = await loadArchitecture('lite-unet');
    const image = noisePicture(32, 16);
    const seen = new Set<number>();
    for (let bits = 0; bits < 8; bits++) {
      const parts = Object.fromEntries(switches.map((part, i) => [part, (bits & (1 << i)) !== 0]));
      const program = exportFresh(architecture, { ...narrow(architecture), ...parts });
      expect((await mapOf(program, image)).every(Number.isFinite)).toBe(true);
      seen.add(program.model.length);
    }
    expect(seen.size).toBe(8);
  });

  it('drops half of the hidden features of the attention while training', async () => {
    const architecture = await loadArchitecture('lite-unet');
    const image = input('image', [2, 3, 32, 48]);
    const network = (training: boolean) =>
      build((scope) => architecture.network(scope, image, architecture.defaults), { training });
    expect(network(false).masks).toEqual([]);
    expect(network(true).masks).toMatchObject([{ name: 'mask.gca.dropout', shape: [2, 6, 32], keep: 0.5 }]);
    expect(() => compile({ outputs: { map: network(true).result } })).not.toThrow();
  });

  it('refuses options out of range', async () => {
    const architecture = await loadArchitecture('lite-unet');
    const image = input('image', [1, 3, 32, 32]);
    const wrong: NetworkOptions[] = [{ width: 6 }, { theta: 1.5 }, { attentionWidth: 0 }];
    for (const options of wrong) {
      const network = () =>
        build((scope) => architecture.network(scope, image, { ...architecture.defaults, ...options }), {
          training: false,
        });
      expect(network).toThrow(ArchitectureOptionError);
    }
  });
});
