import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnnotationError } from '../../errors.js';
import type { Roi } from './roi.js';
import { decodeRoi } from './roi-decode.js';
import { encodeRoi, type RoiToWrite } from './roi-encode.js';

const point = (x: number, y: number) => ({ x, y });
const base = { left: 0, top: 0, width: 100, height: 100 } as const;

describe('encodeRoi', () => {
  it('is read back: points, names, positions, counters, groups, properties, colours', () => {
    const coordinate = fc.double({ min: 0, max: 60_000, noNaN: true }).map(Math.fround);
    const small = fc.nat(500);
    const rois = fc.record({
      points: fc.array(
        fc.record({ x: coordinate, y: coordinate, counter: fc.nat(255), slice: fc.nat(70_000) }),
      ),
      name: fc.string({ unit: 'grapheme', maxLength: 40 }),
      position: small,
      channel: small,
      slice: small,
      frame: small,
      group: fc.nat(255),
      strokeWidth: fc.nat(20),
      strokeColour: fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)),
      properties: fc.dictionary(
        fc.stringMatching(/^[a-z.]{1,9}$/),
        fc.stringMatching(/^([!-~]([ -~]{0,20}[!-~])?)?$/),
      ),
    });
    fc.assert(
      fc.property(rois, ({ points, name, properties, ...rest }) => {
        const roi: RoiToWrite = {
          type: 'point',
          ...base,
          ...rest,
          ...(name === '' ? {} : { name }),
          points: points.map(({ x, y }) => point(x, y)),
          counters: points.map(({ counter }) => counter),
          slices: points.map(({ slice }) => slice),
          ...(Object.keys(properties).length === 0
            ? {}
            : { properties: new Map(Object.entries(properties)) }),
        };
        expect(decodeRoi(encodeRoi(roi))).toEqual(roi);
      }),
    );
  });

  it('keeps areas exactly, in shorts where they fit', () => {
    const ring = [point(3, 4), point(9, 4), point(9, 11)];
    const whole: RoiToWrite = { type: 'traced', left: 3, top: 4, width: 6, height: 7, points: ring };
    expect(decodeRoi(encodeRoi(whole))).toMatchObject(whole);
    expect(encodeRoi(whole).length).toBe(64 + 3 * 4 + 64);
    for (const shift of [0.25, -7, 40_000]) {
      const points = ring.map(({ x, y }) => point(x + shift, y));
      const moved: RoiToWrite = { type: 'polygon', ...base, left: 3 + shift, points };
      expect(decodeRoi(encodeRoi(moved)).points).toEqual(points);
    }
  });

  it('keeps the rings of a composite', () => {
    const paths = [
      [point(0.5, 0), point(8, 0), point(8, 8)],
      [point(5, 1), point(6, 1), point(6, 2)],
    ];
    const roi: RoiToWrite = { type: 'composite', ...base, points: [], paths };
    expect(decodeRoi(encodeRoi(roi))).toMatchObject({ type: 'composite', paths });
  });

  it('writes more than 65,535 points with their long number, and no counters', () => {
    const points = Array.from({ length: 65_536 }, (_, i) => point(i / 4, i % 7));
    const roi = { type: 'point', ...base, points, counters: points.map(() => 1) } as const;
    const bytes = encodeRoi(roi);
    const view = new DataView(bytes.buffer);
    expect([view.getUint16(16), view.getInt32(18)]).toEqual([0, 65_536]);
    const back = decodeRoi(bytes);
    expect(back.counters).toBeUndefined();
    expect(back.points.length).toBe(65_536);
    expect(back.points[65_535]).toEqual(points[65_535]);
  });
});

describe('decodeRoi', () => {
  const bytes = encodeRoi({
    type: 'point',
    ...base,
    name: 'a',
    points: [point(1, 2), point(3, 4)],
    counters: [0, 1],
  });

  it('refuses what is no selection', () => {
    expect(() => decodeRoi(Uint8Array.of(1, 2, 3), 'a.roi')).toThrow(AnnotationError);
    expect(() => decodeRoi(Uint8Array.of(1, 2, 3), 'a.roi')).toThrow('a.roi is no ImageJ selection');
    const strange = bytes.slice();
    strange[6] = 77;
    expect(() => decodeRoi(strange, 'a.roi')).toThrow('a.roi is an ImageJ selection of the unknown type 77');
  });

  it('refuses every shortened selection, or reads what is there of it', () => {
    const whole = decodeRoi(bytes);
    const points = (roi: Roi) => roi.points;
    for (let length = 4; length < bytes.length; length++) {
      try {
        expect(points(decodeRoi(bytes.slice(0, length), 'a.roi'))).toEqual(whole.points);
      } catch (error) {
        expect(error).toBeInstanceOf(AnnotationError);
        expect((error as Error).message).toContain('a.roi is a damaged ImageJ selection: it ends too soon');
      }
    }
    expect(() => decodeRoi(bytes.slice(0, 80), 'a.roi')).toThrow('ends too soon (80 bytes)');
  });

  it('believes no number of points that the file has no room for', () => {
    const damaged = bytes.slice();
    new DataView(damaged.buffer).setUint16(16, 0);
    new DataView(damaged.buffer).setInt32(18, 0x7fffffff);
    expect(() => decodeRoi(damaged)).toThrow('ends too soon');
  });
});
