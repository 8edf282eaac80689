import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  compile,
  type Device,
  floatData,
  floats,
  input,
  mean,
  mul,
  openDevice,
  sum,
  symbol,
  type Tensor,
} from '@celltally/engine';
import { memoryFiles } from '@celltally/imaging';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { PackageError } from '../errors.js';
import { deviation } from '../testing/golden.node.js';
import { smallPackage } from '../testing/small-package.node.js';
import { CURVE_FILE, failuresFile } from './model-card.js';
import { readModelPackage, readModelSettings } from './read.js';
import { runPackage, verifyPackage } from './verify.js';
import { VERSION } from './version.js';
import { type PackageContents, packageFiles, writeModelPackage } from './write.js';

let device: Device;
let contents: PackageContents;
let zip: Uint8Array;

beforeAll(async () => {
  device = await openDevice('cpu');
  contents = await smallPackage(device);
  zip = await writeModelPackage(contents);
});
afterAll(() => device.close());

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(b);

/** The package with its description changed. */
function changed(change: (rdf: never) => void): Uint8Array {
  const files = unzipSync(zip);
  const rdf = parse(new TextDecoder().decode(files['rdf.yaml']));
  change(rdf as never);
  return zipSync({ ...files, 'rdf.yaml': new TextEncoder().encode(stringify(rdf)) });
}

describe('model packages', () => {
  it('come back as they were written', async () => {
    const { about, settings, program, testInput, testOutput, documentation } = await readModelPackage(zip);
    expect({ about, settings }).toEqual({ about: contents.about, settings: contents.settings });
    expect(sameBytes(program.model, contents.program.model)).toBe(true);
    for (const [read, written] of [
      [testInput, contents.testInput],
      [testOutput, contents.testOutput],
    ] as const) {
      expect(read.shape).toEqual(written.shape);
      expect(deviation(floatData(read), floatData(written))).toBe(0);
    }
    expect(program.inputs).toEqual([{ name: 'image', dtype: 'float32', shape: ['batch', 3, 'y', 'x'] }]);
    expect(documentation).toContain('| MAE | 3.25 (2.75 to 4.5) | 4 |');
    expect(documentation).toContain('| b.png | 4 | 6.5 |');
    expect(documentation).toContain('Training pictures: 100 % grey; cells about 9.5 to 15 px wide.');
  });

  it('keep options of all kinds: numbers, switches and names', async () => {
    const architecture = { name: 'unet', options: { width: 2, wide: false, kind: 'nearest', digit: '2' } };
    const written = await writeModelPackage({
      ...contents,
      settings: { ...contents.settings, architecture },
    });
    expect((await readModelPackage(written)).settings.architecture).toEqual(architecture);
  });

  it('carry further files, which are not needed to read them', async () => {
    const svg = (name: string) => new TextEncoder().encode(`<svg>${name}</svg>`);
    const attachments = new Map([CURVE_FILE, failuresFile('test')].map((name) => [name, svg(name)] as const));
    const files = await packageFiles({ ...contents, attachments });
    const read = await readModelPackage(memoryFiles('model', Object.fromEntries(files)));
    expect(read.attachments).toEqual(attachments);
    expect(read.documentation).toContain('(training.svg)');
    expect(parse(new TextDecoder().decode(files.get('rdf.yaml'))).attachments).toMatchObject([
      { source: 'training.svg' },
      { source: 'failures-test.svg' },
    ]);
    const [without, damaged] = [new Map(files), new Map(files)];
    without.delete('training.svg');
    const left = await readModelPackage(memoryFiles('model', Object.fromEntries(without)));
    expect([...left.attachments!.keys()]).toEqual(['failures-test.svg']);
    damaged.set('training.svg', svg('another'));
    await expect(readModelPackage(memoryFiles('model', Object.fromEntries(damaged)))).rejects.toThrow(
      /training\.svg is damaged or was changed/,
    );
    for (const name of ['weights.onnx', 'rdf.yaml', '../up.svg', 'a/b.svg', ''])
      await expect(packageFiles({ ...contents, attachments: new Map([[name, svg(name)]]) })).rejects.toThrow(
        PackageError,
      );
  });

  it('are the same bytes for the same contents', async () => {
    expect(sameBytes(await writeModelPackage(contents), zip)).toBe(true);
  });

  it('say what they are without their weights', async () => {
    const { 'weights.onnx': _, ...files } = unzipSync(zip);
    const { about, settings } = await readModelSettings(zipSync(files));
    expect({ about, settings }).toEqual({ about: contents.about, settings: contents.settings });
  });

  it('can be folders', async () => {
    const folder = memoryFiles('model', Object.fromEntries(await packageFiles(contents)));
    expect((await readModelPackage(folder)).settings).toEqual(contents.settings);
  });

  it('do what they did', async () => {
    const verification = await verifyPackage(await readModelPackage(zip), device);
    expect(verification.passed).toBe(true);
    expect(verification.largest).toBeLessThan(1e-5);
  });

  it('are found out where they do not', async () => {
    const read = await readModelPackage(zip);
    const wrong = floats(
      read.testOutput.shape,
      (read.testOutput.data as Float32Array).map((value, i) => (i === 7 ? value + 1 : value)),
    );
    const verification = await verifyPackage({ ...read, testOutput: wrong }, device);
    expect(verification.passed).toBe(false);
    expect(verification.largest).toBeCloseTo(1, 3);
  });

  it('describe themselves to other software', async () => {
    const rdf = parse(new TextDecoder().decode(unzipSync(zip)['rdf.yaml']));
    expect(rdf).toMatchObject({
      format_version: '0.5.7',
      type: 'model',
      documentation: 'README.md',
      weights: { onnx: { source: 'weights.onnx', opset_version: 18 } },
    });
    expect(rdf.inputs[0].axes).toEqual([
      { type: 'batch' },
      { type: 'channel', channel_names: ['red', 'green', 'blue'] },
      { type: 'space', id: 'y', size: { min: 80, step: 16 }, unit: 'micrometer', scale: 0.5 },
      { type: 'space', id: 'x', size: { min: 80, step: 16 }, unit: 'micrometer', scale: 0.5 },
    ]);
    expect(rdf.outputs[0].axes[3]).toEqual({
      type: 'space',
      id: 'x',
      size: { tensor_id: 'image', axis_id: 'x' },
      halo: 32,
      unit: 'micrometer',
      scale: 0.5,
    });
    expect(rdf.inputs[0].preprocessing.map(({ id }: { id: string }) => id)).toEqual([
      'ensure_dtype',
      'scale_range',
    ]);
  });

  it('can have a count beside the map', async () => {
    const image = input('image', [symbol('batch'), 3, symbol('height'), symbol('width')]);
    const outputs = {
      map: mean(image, { axes: [1], keepDims: true }),
      count: mul(sum(image, { axes: [1, 2, 3] }), 0.01),
    };
    const program = compile({ outputs, standard: true });
    const counting = { ...contents, program };
    const made = { ...counting, ...(await runPackage(counting, contents.testInput, device)) };
    const read = await readModelPackage(await writeModelPackage(made));
    expect(read.program.outputs).toEqual([
      { name: 'map', dtype: 'float32', shape: ['batch', 1, 'y', 'x'] },
      { name: 'count', dtype: 'float32', shape: ['batch'] },
    ]);
    expect(read.testCount?.shape).toEqual([1]);
    expect((await verifyPackage(read, device)).passed).toBe(true);
    const wrong = floats([1], [1 + floatData(read.testCount as Tensor)[0]!]);
    expect((await verifyPackage({ ...read, testCount: wrong }, device)).passed).toBe(false);
    expect(read.documentation).toContain('The number of cells, though, is the second output');
    const { testCount: _, ...untested } = made;
    await expect(writeModelPackage(untested)).rejects.toThrow(PackageError);
  });

  it('carry the version of the code', () => {
    const manifest = join(dirname(fileURLToPath(import.meta.url)), '../../package.json');
    expect(VERSION).toBe(JSON.parse(readFileSync(manifest, 'utf8')).version);
  });
});

describe('readModelPackage refuses', () => {
  const cases: readonly [string, (rdf: never) => void, RegExp][] = [
    [
      'other versions',
      (rdf: { format_version: string }) => {
        rdf.format_version = '0.4.10';
      },
      /format_version must be 0\.5\.x.*"0\.4\.10"/,
    ],
    [
      'other things',
      (rdf: { type: string }) => {
        rdf.type = 'dataset';
      },
      /type must be 'model'.*"dataset"/,
    ],
    [
      'names with other characters',
      (rdf: { name: string }) => {
        rdf.name = 'a/b';
      },
      /name must be 5 to 128/,
    ],
    [
      'no authors',
      (rdf: { authors: unknown[] }) => {
        rdf.authors = [];
      },
      /authors must be a list with at least one/,
    ],
    [
      'citations nobody can find',
      (rdf: { cite: object[] }) => {
        rdf.cite = [{ text: 'x' }];
      },
      /cite\[0\] must be a text with a doi or a url/,
    ],
    [
      'other weights',
      (rdf: { weights: object }) => {
        rdf.weights = { torchscript: {} };
      },
      /weights\.onnx is missing.*torchscript/,
    ],
    [
      'packages of others',
      (rdf: { config: { celltally?: object } }) => {
        delete rdf.config.celltally;
      },
      /config\.celltally is missing: .*not made by celltally/,
    ],
    [
      'unknown normalisations',
      (rdf: { config: { celltally: { preparation: { normalisation: object } } } }) => {
        rdf.config.celltally.preparation.normalisation = { kind: 'log' };
      },
      /config\.celltally\.preparation\.normalisation\.kind must be .*"log"/,
    ],
    [
      'settings that are no numbers',
      (rdf: { config: { celltally: { decode: { countScale: unknown } } } }) => {
        rdf.config.celltally.decode.countScale = 'big';
      },
      /decode\.countScale must be a number, received "big"/,
    ],
    [
      'ranges that are none',
      (rdf: { config: { celltally: { seen: { ranges: { diameter: { low: number } } } } } }) => {
        rdf.config.celltally.seen.ranges.diameter.low = 13;
      },
      /seen\.ranges\.diameter must be least, low, median, high and most in ascending order/,
    ],
    [
      'axes in another order',
      (rdf: { inputs: { axes: unknown[] }[] }) => {
        rdf.inputs[0]!.axes.reverse();
      },
      /inputs\[0\]\.axes must be batch, channel, space y, space x/,
    ],
    [
      'files that are not there',
      (rdf: { weights: { onnx: { source: string } } }) => {
        rdf.weights.onnx.source = 'w.onnx';
      },
      /weights\.onnx names the file 'w\.onnx'/,
    ],
    [
      'tensors of another shape',
      (rdf: { inputs: { axes: { channel_names: string[] }[] }[] }) => {
        rdf.inputs[0]!.axes[1]!.channel_names = ['grey'];
      },
      /test-input\.npy must be float32 \[batch, 1, y, x\]/,
    ],
  ];
  for (const [name, change, message] of cases) {
    it(name, async () => {
      const read = readModelPackage(changed(change));
      await expect(read).rejects.toThrow(PackageError);
      await expect(read).rejects.toThrow(message);
    });
  }

  it('changed files, each of them', async () => {
    const files = unzipSync(zip);
    for (const name of Object.keys(files).filter((each) => each !== 'rdf.yaml')) {
      const bytes = files[name]!.slice();
      bytes[bytes.length >> 1]! ^= 1;
      await expect(readModelPackage(zipSync({ ...files, [name]: bytes }))).rejects.toThrow(
        new RegExp(`${name.replace('.', '\\.')} is damaged or was changed`),
      );
    }
  });

  it('what is no package', async () => {
    await expect(readModelPackage(new Uint8Array(100))).rejects.toThrow(/no zip file/);
    await expect(readModelPackage(zipSync({ 'a.txt': new Uint8Array(1) }))).rejects.toThrow(
      /rdf\.yaml is missing.*a\.txt/,
    );
    await expect(readModelPackage(memoryFiles('m', { 'rdf.yaml': 'a: [' }))).rejects.toThrow(
      /rdf\.yaml is no YAML/,
    );
  });
});

describe('writeModelPackage refuses', () => {
  it('what could not be read', async () => {
    const named = { ...contents, about: { ...contents.about, name: 'x' } };
    await expect(writeModelPackage(named)).rejects.toThrow(/name must be 5 to 128/);
    await expect(writeModelPackage({ ...contents, documentation: '# Model' })).rejects.toThrow(
      /documentation.*"Validation"/,
    );
  });
});
