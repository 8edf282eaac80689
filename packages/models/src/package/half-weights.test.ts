import { type Device, floatData, openDevice } from '@celltally/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviation } from '../testing/golden.node.js';
import { exportFresh, noisePicture } from '../testing/small-package.node.js';
import { architecture as liteUnet } from '../zoo/lite-unet/index.js';
import { halfWeights } from './half-weights.js';
import { joinBytes, readWire, varintField } from './wire.js';

describe('halfWeights', () => {
  let device: Device;
  beforeAll(async () => {
    device = await openDevice('cpu');
  });
  afterAll(() => device.close());

  it('halves the file and changes the map little', async () => {
    const program = exportFresh(liteUnet, { ...liteUnet.defaults, width: 16 });
    const halved = { ...program, model: halfWeights(program.model) };
    expect(halved.model.length / program.model.length).toBeLessThan(0.58);
    const image = noisePicture(64, 48);
    const maps: Float32Array[] = [];
    for (const each of [program, halved]) {
      const loaded = await device.load(each);
      maps.push(floatData((await loaded.run({ image })).map!));
      await loaded.release();
    }
    const [exact, rounded] = maps as [Float32Array, Float32Array];
    const range = Math.max(...exact) - Math.min(...exact);
    expect(deviation(rounded, exact) / range).toBeLessThan(5e-3);
    expect(deviation(rounded, exact)).toBeGreaterThan(0);
  });
});

describe('readWire', () => {
  it('gives back every byte', () => {
    const { model } = exportFresh(liteUnet, { ...liteUnet.defaults, width: 4 });
    const again = joinBytes([...readWire(model)].map(({ raw }) => raw));
    expect(Buffer.from(again).equals(model)).toBe(true);
  });

  it('reads what the writer wrote, past 32 bits', () => {
    for (const value of [0, 127, 128, 16384, 2 ** 40]) {
      const [field] = [...readWire(varintField(1000, value))];
      expect(field).toMatchObject({ number: 1000, type: 0, varint: value });
    }
  });
});
