import type { CompiledProgram } from '@celltally/engine';
import { type Device, type DeviceName, openDevice } from '@celltally/engine';
import { CountingError } from '../errors.js';
import { openPredictor, type Predictor, type TileSettings } from './predictor.js';
import type { Turns } from './turns.js';

export interface PoolOptions {
  /** Without one, no device is opened, and the predictors refuse to run. */
  readonly program?: CompiledProgram | undefined;
  readonly tiles: TileSettings;
  readonly device: DeviceName;
  /** Predictors that work at once. On the processor each has a device of its own; an accelerator has one for all. */
  readonly workers: number;
  /** Threads of each device on the processor. Default: one, or all cores where there is one worker. */
  readonly threads?: number;
  /** Ways in which the network is shown each block. Default 1. */
  readonly turns?: Turns;
}

/** Several predictors of one network, so that as many tiles are worked on at once. */
export interface PredictorPool {
  readonly predictors: readonly Predictor[];
  close(): Promise<void>;
}

/** Whether a device shares the processor's cores with others like it. */
export const onProcessor = (device: DeviceName): boolean => device === 'cpu' || device === 'wasm';

/** Opens one device per worker; if one fails, those already open are closed. */
export async function openPool(options: PoolOptions): Promise<PredictorPool> {
  const { program, tiles, device, workers, turns = 1 } = options;
  if (program === undefined) return poolWithoutNetwork(workers);
  const threads = options.threads ?? (workers > 1 ? 1 : undefined);
  const devices: Device[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(devices.map((each) => each.close()));
  };
  try {
    for (let i = 0; i < (onProcessor(device) ? workers : 1); i++) {
      devices.push(await openDevice(device, onProcessor(device) && threads !== undefined ? { threads } : {}));
    }
    const predictors = await Promise.all(devices.map((each) => openPredictor(each, program, tiles, turns)));
    return { predictors, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Of a model that makes a predictor for each picture. */
export function poolWithoutNetwork(workers: number): PredictorPool {
  const refuse = async (): Promise<never> => {
    throw new CountingError('the model has no network: its predictor is made for each picture');
  };
  // One for each lane: lanes are told apart by them.
  const predictors = Array.from(
    { length: workers },
    (): Predictor => ({ run: refuse, predict: refuse, close: async () => {} }),
  );
  return { predictors, close: async () => {} };
}
