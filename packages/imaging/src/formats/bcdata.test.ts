import { describe, expect, it } from 'vitest';
import { AnnotationError } from '../errors.js';
import { hdf5Of } from '../testing/hdf5.node.js';
import { readBcdata } from './bcdata.js';

describe('readBcdata', () => {
  it('reads rows of x and y as pixel centres', async () => {
    const bytes = await hdf5Of({
      coordinates: [
        [10, 20],
        [639, 0],
      ],
    });
    expect(await readBcdata(bytes)).toEqual([
      { x: 10.5, y: 20.5 },
      { x: 639.5, y: 0.5 },
    ]);
  });

  it('reads the only data set whatever its name, an empty one, and several files at once', async () => {
    const files = await Promise.all([hdf5Of({ points: [[1, 2]] }), hdf5Of({ coordinates: [] })]);
    expect(await Promise.all(files.map((bytes) => readBcdata(bytes)))).toEqual([[{ x: 1.5, y: 2.5 }], []]);
  });

  it('refuses what is no HDF5, and tables it does not know', async () => {
    await expect(readBcdata(Uint8Array.of(1, 2, 3), 'N.h5')).rejects.toThrow(AnnotationError);
    await expect(readBcdata(Uint8Array.of(1, 2, 3), 'N.h5')).rejects.toThrow('N.h5 is no HDF5 file');
    await expect(readBcdata(await hdf5Of({ a: [[1, 2]], b: [[1, 2]] }))).rejects.toThrow('holds "a", "b"');
    await expect(readBcdata(await hdf5Of({ coordinates: [[1, 2, 3]] }))).rejects.toThrow(
      'has the shape [1, 3]',
    );
  });
});
