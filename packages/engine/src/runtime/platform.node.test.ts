import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeviceError, FeedError } from '../errors.js';
import { filled, floats, integers, scalar, tensor } from '../tensor.js';
import { tinyProgram } from '../testing/tiny-program.js';
import type { Device, TensorSpec } from './device.js';
import { deviceNames, openDevice } from './platform.node.js';

const float = (name: string, shape: TensorSpec['shape'] = []): TensorSpec => ({
  name,
  dtype: 'float32',
  shape,
});

/** count <- count + step; returns the count before. */
const counter = tinyProgram({
  inputs: [float('count', [2]), float('step')],
  outputs: [float('next', [2]), float('before', [2])],
  nodes: [
    { op: 'Add', inputs: ['count', 'step'], outputs: ['next'] },
    { op: 'Identity', inputs: ['count'], outputs: ['before'] },
  ],
  updates: { next: 'count' },
});

const double = tinyProgram({
  inputs: [float('count', [2])],
  outputs: [float('twice', [2])],
  nodes: [{ op: 'Add', inputs: ['count', 'count'], outputs: ['twice'] }],
});

const sum = tinyProgram({
  inputs: [float('a', ['n', 3]), float('b', ['n', 3])],
  outputs: [float('c', ['n', 3])],
  nodes: [{ op: 'Add', inputs: ['a', 'b'], outputs: ['c'] }],
});

const square = (size: number) =>
  tinyProgram({
    inputs: [float('a', [size, size])],
    outputs: [float('b', [size, size])],
    nodes: [
      { op: 'MatMul', inputs: ['a', 'a'], outputs: ['t'] },
      { op: 'MatMul', inputs: ['t', 'a'], outputs: ['b'] },
    ],
  });

describe('a device in a worker thread', () => {
  let device: Device;
  beforeAll(async () => {
    device = await openDevice('cpu', { threads: 1 });
  });
  afterAll(() => device.close());

  it('keeps programs apart that are loaded at one time', async () => {
    // While the thread is busy, the calls pile up and are taken together.
    const long = await device.load(square(600));
    const busy = long.run({ a: filled([600, 600], 0) });
    const [adder, doubler] = await Promise.all([device.load(sum), device.load(double)]);
    const ones = filled([1, 3], 1);
    expect((await adder.run({ a: ones, b: ones })).c?.data).toEqual(Float32Array.of(2, 2, 2));
    expect((await doubler.run({ count: filled([2], 4) })).twice?.data).toEqual(Float32Array.of(8, 8));
    await busy;
    await Promise.all([long, adder, doubler].map((each) => each.release()));
  });

  it('keeps updated tensors on the device, for every program', async () => {
    const [count, twice] = [await device.load(counter), await device.load(double)];
    await device.write({ count: floats([2], [10, 20]) });
    for (const before of [10, 12, 14]) {
      const outputs = await count.run({ step: scalar(2) });
      expect(Object.keys(outputs)).toEqual(['before']);
      expect(outputs.before).toEqual(floats([2], [before, before + 10]));
    }
    expect(await device.read(['count'])).toEqual({ count: floats([2], [16, 26]) });
    expect(await twice.run({})).toEqual({ twice: floats([2], [32, 52]) });
    await count.release();
    expect(await twice.run({})).toEqual({ twice: floats([2], [32, 52]) });
    await expect(count.run({ step: scalar(1) })).rejects.toThrow(/released/);
  });

  it('returns an updated tensor too when it is asked for', async () => {
    const count = await device.load(counter);
    await device.write({ count: floats([2], [0, 1]) });
    expect(await count.run({ step: scalar(5) }, ['next'])).toEqual({ next: floats([2], [5, 6]) });
    expect(await count.run({ step: scalar(5) }, [])).toEqual({});
    expect(await device.read(['count'])).toEqual({ count: floats([2], [10, 11]) });
  });

  it('a fed tensor takes precedence over the resident one', async () => {
    const twice = await device.load(double);
    await device.write({ count: floats([2], [1, 1]) });
    expect(await twice.run({ count: floats([2], [3, 4]) })).toEqual({ twice: floats([2], [6, 8]) });
    expect(await device.read(['count'])).toEqual({ count: floats([2], [1, 1]) });
  });

  it('carries every element type, and scalars', async () => {
    const specs: TensorSpec[] = [
      { name: 'i64', dtype: 'int64', shape: [] },
      { name: 'i32', dtype: 'int32', shape: [2] },
      { name: 'u8', dtype: 'uint8', shape: [2] },
      { name: 'flag', dtype: 'bool', shape: [3] },
    ];
    const echo = await device.load(
      tinyProgram({
        inputs: specs,
        outputs: specs.map((spec) => ({ ...spec, name: `${spec.name}_out` })),
        nodes: specs.map(({ name }) => ({ op: 'Identity', inputs: [name], outputs: [`${name}_out`] })),
      }),
    );
    const feeds = {
      i64: integers([], [-(2 ** 40)]),
      i32: tensor('int32', [2], Int32Array.of(-1, 7)),
      u8: tensor('uint8', [2], Buffer.from([0, 255])),
      flag: tensor('bool', [3], Uint8Array.of(1, 0, 1)),
    };
    const outputs = await echo.run(feeds);
    expect(outputs).toEqual({
      i64_out: feeds.i64,
      i32_out: feeds.i32,
      u8_out: tensor('uint8', [2], Uint8Array.of(0, 255)),
      flag_out: feeds.flag,
    });
  });

  it('never detaches or changes what the caller passes', async () => {
    const program = await device.load(sum);
    const memory = new Float32Array(10).fill(1);
    const feeds = {
      a: floats([2, 3], memory.subarray(2, 8)),
      b: tensor('float32', [2, 3], new Float32Array(new SharedArrayBuffer(24)).fill(2)),
    };
    expect(await program.run(feeds)).toEqual({ c: filled([2, 3], 3) });
    expect(await program.run(feeds)).toEqual({ c: filled([2, 3], 3) });
    expect(memory).toEqual(new Float32Array(10).fill(1));
    expect(feeds.b.data.byteLength).toBe(24);
    await device.write({ a: feeds.a });
    memory.fill(9);
    expect(await device.read(['a'])).toEqual({ a: filled([2, 3], 1) });
    expect(sum.model.byteLength).toBeGreaterThan(0);
  });

  it.each([
    [
      'a missing input',
      { a: filled([1, 3], 0) },
      /"missing" \(float32 \[n, 3\]\) is neither fed nor resident/,
    ],
    ['an unknown input', { x: scalar(0) }, /no input "x"; its inputs are a, missing/],
    [
      'a wrong rank',
      { a: floats([3], [1, 2, 3]) },
      /"a" expects float32 \[n, 3\], the fed tensor is float32 \[3\]/,
    ],
    [
      'a wrong type',
      { a: integers([1, 3], [1, 2, 3]) },
      /"a" expects float32 .* the fed tensor is int64 \[1, 3\]/,
    ],
    [
      'a symbolic size that changes',
      { a: filled([1, 3], 0), missing: filled([2, 3], 0) },
      /"missing" expects float32 \[n, 3\] with n = 1, the fed tensor is float32 \[2, 3\]/,
    ],
    [
      'data that does not fill the shape',
      { a: { dtype: 'float32' as const, shape: [2, 3], data: new Float32Array(5) } },
      /"a" of shape \[2, 3\] needs 6 elements, received 5/,
    ],
  ])('refuses %s', async (_, feeds, message) => {
    const program = await device.load(
      tinyProgram({
        inputs: [float('a', ['n', 3]), float('missing', ['n', 3])],
        outputs: [float('c', ['n', 3])],
        nodes: [{ op: 'Add', inputs: ['a', 'missing'], outputs: ['c'] }],
      }),
    );
    const run = program.run(feeds);
    await expect(run).rejects.toBeInstanceOf(FeedError);
    await expect(run).rejects.toThrow(message);
  });

  it('refuses a resident tensor that does not fit, unknown outputs and unknown residents', async () => {
    const twice = await device.load(double);
    await device.write({ count: floats([3], [1, 2, 3]) });
    await expect(twice.run({})).rejects.toThrow(/the resident tensor is float32 \[3\]/);
    await expect(twice.run({ count: floats([2], [1, 2]) }, ['thrice'])).rejects.toThrow(/no output "thrice"/);
    await expect(device.read(['nothing'])).rejects.toBeInstanceOf(FeedError);
  });

  it('refuses a broken model and updates of nothing', async () => {
    const broken = device.load({ ...double, model: Uint8Array.of(1, 2, 3) });
    await expect(broken).rejects.toBeInstanceOf(DeviceError);
    await expect(broken).rejects.toThrow(/cpu device failed to load the program/);
    await expect(device.load({ ...double, updates: { nothing: 'x' } })).rejects.toThrow(/names no output/);
  });

  it('leaves the event loop alive during a long run', async () => {
    const program = await device.load(square(2048));
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await program.run({ a: filled([2048, 2048], 1 / 2048) });
    clearInterval(timer);
    // A blocked loop would not tick once; how often a live one does depends on what else the machine is doing.
    expect(ticks).toBeGreaterThan(2);
  });
});

describe('opening and closing', () => {
  it('names the devices that exist', async () => {
    const wasm = openDevice('wasm');
    await expect(wasm).rejects.toBeInstanceOf(DeviceError);
    await expect(wasm).rejects.toThrow(/no device "wasm" in this ONNX Runtime; use one of: cpu/);
    await expect(openDevice('cpu', { threads: 0 })).rejects.toThrow(/positive integer, received 0/);
    expect(deviceNames[0]).toBe('cpu');
  });

  it('closes after a call that is under way, once, and refuses later calls', async () => {
    const device = await openDevice('cpu', { threads: 1 });
    const program = await device.load(square(512));
    const running = program.run({ a: filled([512, 512], 0) });
    await Promise.all([device.close(), device.close()]);
    expect((await running).b?.shape).toEqual([512, 512]);
    await expect(program.run({ a: filled([512, 512], 0) })).rejects.toThrow(
      /\(it was closed\); open the device again/,
    );
    await expect(device.read([])).rejects.toBeInstanceOf(DeviceError);
    await device.close();
  });

  it('writes a profile when the program is released', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'profile-'));
    const device = await openDevice('cpu', { threads: 1, profile: join(folder, 'run') });
    const program = await device.load(double);
    await program.run({ count: floats([2], [1, 2]) });
    await program.release();
    const [file] = await readdir(folder);
    const events = JSON.parse(await readFile(join(folder, file!), 'utf8')) as { name: string }[];
    expect(events.some(({ name }) => name.endsWith('_kernel_time'))).toBe(true);
    await device.close();
    await rm(folder, { recursive: true });
  });

  it('runs several devices at once, with residents of their own', async () => {
    const devices = await Promise.all([1, 2, 3].map(() => openDevice('cpu', { threads: 1 })));
    const results = await Promise.all(
      devices.map(async (device, i) => {
        await device.write({ count: filled([2], i) });
        return (await device.load(double)).run({});
      }),
    );
    expect(results.map(({ twice }) => twice?.data[0])).toEqual([0, 2, 4]);
    await Promise.all(devices.map((device) => device.close()));
  });

  it('lets a process end that forgets to close its device', async () => {
    const url = new URL('./platform.node.js', import.meta.url).href;
    const identity = new URL('./identity.js', import.meta.url).href;
    const code = `
      import { openDevice } from '${url}';
      import { identityModel } from '${identity}';
      const device = await openDevice('cpu');
      const spec = (name) => ({ name, dtype: 'float32', shape: [1] });
      const program = await device.load({ model: identityModel('float32'), inputs: [spec('x')], outputs: [spec('y')], updates: {} });
      console.log((await program.run({ x: { dtype: 'float32', shape: [1], data: Float32Array.of(7) } })).y.data[0]);`;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      timeout: 20_000,
    });
    expect((await run).stdout).toBe('7\n');
  });
});
