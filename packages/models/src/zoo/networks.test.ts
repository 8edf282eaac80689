import {
  compile,
  type Device,
  FeedError,
  filled,
  floatData,
  floats,
  input,
  openDevice,
  type Tensor,
} from '@celltally/engine';
import { build } from '@celltally/nn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Architecture } from '../architecture.js';
import { ArchitectureOptionError } from '../errors.js';
import type { NetworkOptions } from '../options.js';
import { ARCHITECTURE_NAMES, loadArchitecture } from '../registry.js';
import { deviation } from '../testing/golden.node.js';
import { exportFresh, noisePicture } from '../testing/small-package.node.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu');
});
afterAll(() => device.close());

type Size = readonly [number, number];
type Exported = ReturnType<typeof exportFresh>;

/** An architecture's defaults with few channels. */
const narrow = ({ defaults }: Architecture): NetworkOptions =>
  Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, /width$/i.test(name) ? 4 : value]),
  );

const inSteps = ({ multipleOf }: Architecture, [rows, columns]: Size): Size => [
  rows * multipleOf,
  columns * multipleOf,
];

/** Programs for pictures of a size: one for all of them where sizes are free. */
function programs(architecture: Architecture): (size: Size) => Exported {
  const options = narrow(architecture);
  if (architecture.sizes === 'fixed') return (size) => exportFresh(architecture, options, 1, size);
  const program = exportFresh(architecture, options);
  return () => program;
}

async function predicted(
  program: Exported,
  image: Tensor,
): Promise<{ map: Float32Array; count?: Float32Array }> {
  const loaded = await device.load(program);
  try {
    const { map, count } = await loaded.run({ image });
    return { map: floatData(map!), ...(count === undefined ? {} : { count: floatData(count) }) };
  } finally {
    await loaded.release();
  }
}

const mapOf = async (program: Exported, image: Tensor): Promise<Float32Array> =>
  (await predicted(program, image)).map;

const building =
  (architecture: Architecture, [height, width]: Size, options: NetworkOptions) =>
  () =>
    build((scope) => architecture.stages[0].network(scope, input('image', [1, 3, height, width]), options), {
      training: false,
    });

/** An architecture cut after each of its stages, under the stage's name. */
const stagesOf = (architecture: Architecture): [string, Architecture][] =>
  architecture.stages.map((stage) => [stage.name, { ...architecture, stages: [stage] }]);

describe.each(ARCHITECTURE_NAMES)('%s', async (name) => {
  const architecture = await loadArchitecture(name);

  describe.each(stagesOf(architecture))('%s', (_, stage) => {
    it('maps pictures of all sizes in its steps', async () => {
      const programFor = programs(stage);
      const steps: Size[] =
        architecture.sizes === 'free'
          ? [
              [1, 1],
              [3, 2],
              [2, 5],
            ]
          : [
              [1, 1],
              [1, 2],
            ];
      for (const size of steps.map((each) => inSteps(architecture, each))) {
        const { map, count } = await predicted(programFor(size), noisePicture(...size));
        expect(map.length).toBe(size[0] * size[1]);
        expect(map.every(Number.isFinite)).toBe(true);
        if (count) expect([...count].map(Number.isFinite)).toEqual([true]);
      }
    });

    it('maps and counts every picture of a batch by itself', async () => {
      const size = inSteps(architecture, [2, 1]);
      const program = programs(stage)(size);
      const pictures = [noisePicture(...size, 1), noisePicture(...size, 2)] as const;
      const data = Float32Array.from(pictures.flatMap((each) => [...each.data]));
      const both = await predicted(program, floats([2, 3, ...size], data));
      const pixels = size[0] * size[1];
      for (const [i, picture] of pictures.entries()) {
        const alone = await predicted(program, picture);
        expect(deviation(both.map.slice(i * pixels, (i + 1) * pixels), alone.map)).toBeLessThan(1e-4);
        if (alone.count) expect(deviation(both.count!.slice(i, i + 1), alone.count)).toBeLessThan(1e-4);
      }
    });
  });

  if (architecture.sizes === 'fixed') {
    it('made for one size refuses another', async () => {
      const program = programs(architecture)(inSteps(architecture, [1, 1]));
      const other = predicted(program, noisePicture(...inSteps(architecture, [1, 2])));
      await expect(other).rejects.toThrow(FeedError);
      await expect(other).rejects.toThrow(/image/);
    });
  }

  it('refuses sizes that its levels do not divide', () => {
    expect(building(architecture, inSteps(architecture, [2.5, 2]), narrow(architecture))).toThrow();
  });

  it('refuses a width that is none', () => {
    for (const width of [0, -4, 2.5]) {
      const network = building(architecture, inSteps(architecture, [1, 1]), {
        ...architecture.defaults,
        width,
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
      build((scope) => architecture.stages[0].network(scope, image, architecture.defaults), { training });
    expect(network(false).masks).toEqual([]);
    expect(network(true).masks).toMatchObject([{ name: 'mask.gca.dropout', shape: [2, 6, 32], keep: 0.5 }]);
    expect(() => compile({ outputs: { ...network(true).result } })).not.toThrow();
  });

  it('refuses options out of range', async () => {
    const architecture = await loadArchitecture('lite-unet');
    const image = input('image', [1, 3, 32, 32]);
    const wrong: NetworkOptions[] = [{ width: 6 }, { theta: 1.5 }, { attentionWidth: 0 }];
    for (const options of wrong) {
      const network = () =>
        build(
          (scope) => architecture.stages[0].network(scope, image, { ...architecture.defaults, ...options }),
          {
            training: false,
          },
        );
      expect(network).toThrow(ArchitectureOptionError);
    }
  });
});

describe('unet', () => {
  it('says a number beside its map where it is asked to, for pictures of every size', async () => {
    const architecture = await loadArchitecture('unet');
    const program = exportFresh(architecture, { width: 2, countHead: true });
    for (const [height, width] of [
      [32, 48],
      [64, 16],
    ] as const) {
      const { map, count } = await predicted(program, noisePicture(height, width));
      expect(map).toHaveLength(height * width);
      expect(count).toHaveLength(1);
      expect(count?.[0]).toBeGreaterThan(0);
    }
    const plain = await predicted(exportFresh(architecture, { width: 2 }), noisePicture(16, 16));
    expect(plain.count).toBeUndefined();
  });
});
