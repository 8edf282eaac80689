import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../files.js';
import { picture } from '../../testing/dataset-files.node.js';
import { hdf5Of } from '../../testing/hdf5.node.js';
import { openDataset } from '../open.js';

describe('bcdata', () => {
  it('joins positive and negative cells, and splits by folder', async () => {
    const files = {
      'images/train/0.png': picture,
      'images/test/0.png': picture,
      'annotations/train/positive/0.h5': await hdf5Of({ coordinates: [[1, 2]] }),
      'annotations/train/negative/0.h5': await hdf5Of({
        coordinates: [
          [3, 4],
          [5, 6],
        ],
      }),
      'annotations/test/positive/0.h5': await hdf5Of({ coordinates: [] }),
      'annotations/test/negative/0.h5': await hdf5Of({ coordinates: [[30, 2]] }),
    };
    const dataset = await openDataset(memoryFiles('set', files));
    expect(dataset.layout).toBe('bcdata');
    expect(dataset.splits).toEqual({ train: ['train/0.png'], val: [], test: ['test/0.png'] });
    expect(dataset.items.map(({ name }) => name)).toEqual(['test/0.png', 'train/0.png']);
    expect(await dataset.items[1]!.annotation()).toEqual({
      kind: 'points',
      points: [
        { x: 3.5, y: 4.5 },
        { x: 5.5, y: 6.5 },
        { x: 1.5, y: 2.5 },
      ],
    });
    await expect(dataset.items[0]!.annotation()).rejects.toThrow(
      'annotations/test/negative/0.h5 and annotations/test/positive/0.h5: the point (30.5, 2.5)',
    );
  });
});
