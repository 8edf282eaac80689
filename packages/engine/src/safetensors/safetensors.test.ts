import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesPerElement, type DType, viewBytes } from '../dtype.js';
import { TensorFileError } from '../errors.js';
import { elementCount, floats, integers, type Tensor, tensor } from '../tensor.js';
import { readSafetensors } from './read.js';
import { writeSafetensors } from './write.js';

const anyTensor: fc.Arbitrary<Tensor> = fc
  .record({
    dtype: fc.constantFrom<DType>('float32', 'int64', 'int32', 'bool', 'uint8'),
    shape: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
  })
  .chain(({ dtype, shape }) => {
    const bytes = elementCount(shape) * bytesPerElement(dtype);
    return fc
      .uint8Array({ minLength: bytes, maxLength: bytes, max: dtype === 'bool' ? 1 : 255 })
      .map((raw) => tensor(dtype, shape, viewBytes(dtype, raw)));
  });

/** A file with the given header text over `dataBytes` bytes of data. */
function fileWith(header: string, dataBytes: number): Uint8Array {
  const text = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + text.byteLength + dataBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.byteLength), true);
  file.set(text, 8);
  return file;
}

const one = (dtype: string, shape: number[], begin: number, end: number) => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

const readJson = (header: unknown, dataBytes: number) =>
  readSafetensors(fileWith(JSON.stringify(header), dataBytes));

describe('safetensors', () => {
  it('returns what was written, whatever the alignment of the bytes', () => {
    const names = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '10', '9'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(names, anyTensor), { maxLength: 6 }),
        fc.dictionary(fc.string(), fc.string()),
        fc.nat(7),
        (entries, metadata, shift) => {
          const tensors = new Map(entries);
          const file = writeSafetensors(tensors, metadata);
          const moved = Buffer.alloc(file.byteLength + shift).subarray(shift);
          moved.set(file);
          const read = readSafetensors(moved);
          expect(new Map([...read.tensors].sort())).toEqual(new Map([...tensors].sort()));
          expect(Object.entries(read.metadata).sort()).toEqual(Object.entries(metadata).sort());
        },
      ),
    );
  });

  it('aligns every tensor to its element size', () => {
    const file = writeSafetensors({
      odd: tensor('uint8', [3], Uint8Array.of(1, 2, 3)),
      single: floats([1], [1]),
      wide: integers([1], [1]),
    });
    const { tensors } = readSafetensors(file);
    expect([...tensors.keys()]).toEqual(['wide', 'single', 'odd']);
    for (const { data } of tensors.values()) expect(data.buffer).toBe(file.buffer);
  });

  it('halves float32 on demand', () => {
    const values = [0, -0, 1, 1 / 3, 65504, 1e6, -1e-7, Number.NaN];
    const file = writeSafetensors({ w: floats([8], values) }, {}, { float32As: 'F16' });
    const { data } = readSafetensors(file).tensors.get('w')!;
    expect([...data]).toEqual([
      0,
      -0,
      1,
      0.333251953125,
      65504,
      Infinity,
      -1.1920928955078125e-7,
      Number.NaN,
    ]);
  });

  it('reads the float types that it does not write', () => {
    const file = fileWith(JSON.stringify({ b: one('BF16', [2], 0, 4), d: one('F64', [1], 4, 12) }), 12);
    const view = new DataView(file.buffer, file.byteLength - 12);
    view.setUint16(0, 0x3f80, true);
    view.setUint16(2, 0xc049, true);
    view.setFloat64(4, Math.PI, true);
    const { tensors } = readSafetensors(file);
    expect(tensors.get('b')).toEqual(floats([2], [1, -3.140625]));
    expect(tensors.get('d')).toEqual(floats([1], [Math.PI]));
  });

  it.each([
    ['is too short', () => readSafetensors(new Uint8Array(4)), /at least 8 bytes, received 4/],
    [
      'has no whole header',
      () => readSafetensors(fileWith('{}', 0).subarray(0, 9)),
      /header takes 2 bytes, 1 follow/,
    ],
    ['claims a huge header', () => readSafetensors(new Uint8Array(16).fill(255)), /may take 100000000 bytes/],
    ['holds no JSON', () => readSafetensors(fileWith('{nope', 0)), /not UTF-8 JSON/],
    ['holds an array', () => readSafetensors(fileWith('[]', 0)), /not an object/],
    [
      'has an unknown type',
      () => readJson({ a: one('C64', [1], 0, 8) }, 8),
      /"a": dtype must be one of .*, received "C64"/,
    ],
    [
      'has a negative size',
      () => readJson({ a: one('U8', [-1], 0, 1) }, 1),
      /"a": shape must be an array of sizes/,
    ],
    [
      'has a wrong range',
      () => readJson({ a: one('F32', [2], 0, 4) }, 4),
      /"a": F32 \[2\] takes 8 bytes, received \[0,4\]/,
    ],
    [
      'lacks offsets',
      () => readJson({ a: { dtype: 'U8', shape: [] } }, 1),
      /data_offsets must be \[begin, end\]/,
    ],
    [
      'overlaps',
      () => readJson({ a: one('U8', [2], 0, 2), b: one('U8', [2], 1, 3) }, 3),
      /"a" and "b" overlap at byte 1/,
    ],
    [
      'has a hole',
      () => readJson({ a: one('U8', [1], 2, 3) }, 3),
      /2 bytes before tensor "a" belong to no tensor/,
    ],
    [
      'is cut short',
      () => readJson({ a: one('U8', [4], 0, 4) }, 3),
      /truncated: tensor "a" ends at byte 4 .* holds 3/,
    ],
    ['has bytes left over', () => readJson({ a: one('U8', [1], 0, 1) }, 3), /2 bytes behind the last tensor/],
    [
      'has metadata of numbers',
      () => readJson({ __metadata__: { epoch: 3 } }, 0),
      /__metadata__\["epoch"\] must be a string/,
    ],
    ['has a scalar for a tensor', () => readJson({ a: 1 }, 0), /"a": its description must be an object/],
  ])('refuses a file that %s', (_, read, message) => {
    expect(read).toThrow(TensorFileError);
    expect(read).toThrow(message);
  });

  it('refuses to write the reserved name', () => {
    expect(() => writeSafetensors({ __metadata__: floats([], [1]) })).toThrow(/reserved by the format/);
  });

  it('reads the file that the reference implementation wrote', () => {
    const { tensors } = readSafetensors(
      readFileSync(new URL('../../fixtures/ops.safetensors', import.meta.url)),
    );
    expect(tensors.size).toBeGreaterThan(300);
    const x = tensors.get('activation.abs/x')!;
    const y = tensors.get('activation.abs/y')!;
    expect(y).toEqual(floats(x.shape, Float32Array.from(x.data as Float32Array, Math.abs)));
    expect(readSafetensors(writeSafetensors(tensors)).tensors).toEqual(tensors);
  });
});
