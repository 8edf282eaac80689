import { floats } from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import { describe, expect, it } from 'vitest';
import { RunError } from '../errors.js';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint.js';
import { memoryStore } from './run-store.js';

const checkpoint: Checkpoint = {
  tensors: {
    parameters: floats([3], [1.5, -0, 3.4e38]),
    'optimiser.m': floats([3], [1e-30, 2, 3]),
    buffers: floats([0], []),
  },
  random: createRandom(7).state(),
  epoch: 2,
  step: 14,
  records: [
    { epoch: 1, loss: 0.1 + 0.2, learningRate: 1e-3, imagesPerSecond: 4, seconds: 1, score: 3, best: true },
    { epoch: 2, loss: 1 / 3, learningRate: 1e-3, imagesPerSecond: 4, seconds: 2, score: 4, best: false },
  ],
};

describe('a checkpoint', () => {
  it('comes back exactly', async () => {
    const store = memoryStore();
    await writeCheckpoint(store, 'last', checkpoint);
    const { tensors, ...rest } = (await readCheckpoint(store, 'last')) as Checkpoint;
    const { tensors: written, ...others } = checkpoint;
    expect(rest).toEqual(others);
    expect(Object.keys(tensors).toSorted()).toEqual(Object.keys(written).toSorted());
    for (const [name, tensor] of Object.entries(written)) expect(tensors[name]).toEqual(tensor);
  });

  it('is undefined where there is none', async () => {
    expect(await readCheckpoint(memoryStore(), 'last')).toBeUndefined();
  });

  it.each([
    ['no tensor file', Uint8Array.of(1, 2, 3)],
    ['nothing', new Uint8Array()],
    ['a tensor file of something else', new TextEncoder().encode('\x02\0\0\0\0\0\0\0{}')],
  ])('is refused if the file is %s', async (_, bytes) => {
    const store = memoryStore(new Map([['last', bytes]]));
    await expect(readCheckpoint(store, 'last')).rejects.toThrow(RunError);
    await expect(readCheckpoint(store, 'last')).rejects.toThrow('start the run anew in an empty folder');
  });

  it('is refused if it was cut off', async () => {
    const files = new Map<string, Uint8Array>();
    await writeCheckpoint(memoryStore(files), 'last', checkpoint);
    files.set('last', (files.get('last') as Uint8Array).slice(0, -5));
    await expect(readCheckpoint(memoryStore(files), 'last')).rejects.toThrow('last is damaged');
  });
});
