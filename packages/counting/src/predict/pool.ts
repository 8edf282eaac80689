import type { CompiledProgram } from '@celltally/engine';
import { type Device, type DeviceName, openDevice } from '@celltally/engine';
import { openPredictor, type Predictor, type TileSettings } from './predictor.js';

export interface PoolOptions {
  readonly program: CompiledProgram;
  readonly tiles: TileSettings;
  readonly device: DeviceName;
  /** Pictures in flight. On the processor each has a device and one thread of its own; an accelerator has one for all. */
  readonly workers: number;
}

/** Several predictors of one network, so that as many pictures are worked on at once. */
export interface PredictorPool {
  readonly predictors: readonly Predictor[];
  close(): Promise<void>;
}

/** Opens one device per worker; if one fails, those already open are closed. */
export async function openPool({ program, tiles, device, workers }: PoolOptions): Promise<PredictorPool> {
  const onProcessor = device === 'cpu' || device === 'wasm';
  const devices: Device[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(devices.map((each) => each.close()));
  };
  try {
    for (let i = 0; i < (onProcessor ? workers : 1); i++) {
      devices.push(await openDevice(device, onProcessor && workers > 1 ? { threads: 1 } : {}));
    }
    const predictors = await Promise.all(devices.map((each) => openPredictor(each, program, tiles)));
    return { predictors, close };
  } catch (error) {
    await close();
    throw error;
  }
}
