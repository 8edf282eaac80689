import { floats, integers, type Tensor, tensor } from '@celltally/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PackageError } from '../errors.js';
import { readNpy, writeNpy } from './npy.js';

const text = (bytes: Uint8Array, from: number, to: number) =>
  new TextDecoder().decode(bytes.subarray(from, to));

describe('npy', () => {
  it('writes what NumPy writes', () => {
    const file = writeNpy(floats([2, 3], [1, 2, 3, 4, 5, 6]));
    expect([...file.subarray(0, 8)]).toEqual([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
    expect(file[8]! + 256 * file[9]!).toBe(118);
    expect(text(file, 10, 127)).toBe(
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }".padEnd(117),
    );
    expect(file[127]).toBe(10);
    expect(file.length).toBe(128 + 24);
  });

  it('reads back what it wrote, for every type and rank', () => {
    const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(shape, fc.integer(), (sizes, seed) => {
        const length = sizes.reduce((n, d) => n * d, 1);
        const numbers = Array.from({ length }, (_, i) => Math.fround(Math.sin(seed + i) * 1000));
        const bytes = numbers.map((value) => Math.abs(Math.round(value)) % 256);
        const tensors: Tensor[] = [
          floats(sizes, numbers),
          integers(sizes, bytes),
          tensor(
            'int32',
            sizes,
            Int32Array.from(bytes, (byte) => byte - 128),
          ),
          tensor('uint8', sizes, Uint8Array.from(bytes)),
          tensor(
            'bool',
            sizes,
            Uint8Array.from(bytes, (byte) => byte & 1),
          ),
        ];
        for (const each of tensors) expect(readNpy(writeNpy(each))).toEqual(each);
      }),
    );
  });

  it('stores halves: exact where they are, within 2⁻¹¹ elsewhere', () => {
    const exact = floats([5], [0, -1.5, 65504, 2 ** -24, -(2 ** -14)]);
    expect(readNpy(writeNpy(exact, { as: '<f2' }))).toEqual(exact);
    fc.assert(
      fc.property(fc.float({ min: Math.fround(0.001), max: 60000, noNaN: true }), (value) => {
        const [half] = readNpy(writeNpy(floats([1], [value]), { as: '<f2' })).data as Float32Array;
        expect(Math.abs(half! - value)).toBeLessThanOrEqual(value * 2 ** -11);
      }),
    );
    const [tie, beyond] = readNpy(writeNpy(floats([2], [2049, 1e6]), { as: '<f2' })).data as Float32Array;
    expect([tie, beyond]).toEqual([2048, Number.POSITIVE_INFINITY]);
  });

  it('reads version 2 headers and unaligned views', () => {
    const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }\n";
    const file = new Uint8Array(1 + 12 + header.length + 16);
    const view = new DataView(file.buffer, 1);
    file.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 2, 0], 1);
    view.setUint32(8, header.length, true);
    file.set(new TextEncoder().encode(header), 13);
    view.setFloat64(12 + header.length, 0.5, true);
    view.setFloat64(20 + header.length, -3, true);
    expect(readNpy(file.subarray(1))).toEqual(floats([2], [0.5, -3]));
  });

  it('refuses what it cannot read, naming the file and why', () => {
    const file = writeNpy(floats([2, 2], [1, 2, 3, 4]));
    const changed = (from: string, to: string) => {
      const at = text(file, 0, 128).indexOf(from);
      const copy = file.slice();
      copy.set(
        new TextEncoder().encode(to),
        new TextEncoder().encode(text(file, 0, 128).slice(0, at)).length - 2,
      );
      return copy;
    };
    expect(() => readNpy(new Uint8Array(20), 'in.npy')).toThrow(PackageError);
    expect(() => readNpy(new Uint8Array(20), 'in.npy')).toThrow(/in\.npy is no \.npy file/);
    expect(() => readNpy(file.subarray(0, -1), 'in.npy')).toThrow(/cut short.*16 bytes, there are 15/);
    expect(() => readNpy(changed('<f4', '>f4'), 'in.npy')).toThrow(/'>f4'.*<f4/);
    expect(() => readNpy(changed('False', 'True '), 'in.npy')).toThrow(/Fortran order/);
  });
});
