import type { Device, Program, Tensor } from '@celltally/engine';
import type { Random } from '@celltally/imaging';
import { initialVector } from '@celltally/nn';
import { openPredictor, type Predictor } from '../predict/predictor.js';
import type { BatchOptions } from './batches.js';
import type { Design } from './design.js';
import type { Material } from './material.js';
import { type TrainableNetwork, trainingStepOf, validationProgramOf } from './network.js';
import type { TrainRequest } from './request.js';

/** What stays the same over all epochs of a sitting. */
export interface Session extends Material {
  readonly request: TrainRequest;
  readonly design: Design;
  readonly batches: BatchOptions;
  readonly device: Device;
  readonly trained: TrainableNetwork;
  /** The training step, on the device. */
  readonly program: Program;
  /** Predicts with the parameters that are on the device. */
  readonly predictor: Predictor;
}

/** Compiles the network for training and for validation, and loads both on the device. */
export async function openSession(
  request: TrainRequest,
  design: Design,
  material: Material,
  device: Device,
): Promise<Session> {
  const { config } = request;
  const { architecture, options, target, tiles } = design;
  const { crop, batch, patches, flips, turns, intensity, colour } = config;
  const trained = trainingStepOf(architecture, options, config, target.settings.scale, device.name);
  const validation = validationProgramOf(architecture, options, config.averaging > 0);
  return {
    ...material,
    request,
    design,
    batches: { size: crop, batch, patches, augmentation: { flips, turns, intensity, colour } },
    device,
    trained,
    program: await device.load(trained.step.program),
    predictor: await openPredictor(device, validation, tiles),
  };
}

/** The tensors that stay on the device, before the first step. */
export function initialTensors({ trained }: Session, random: Random): Record<string, Tensor> {
  const { network, step } = trained;
  return step.initialState(
    initialVector(network.parameters, random.fork('parameters')),
    initialVector(network.buffers, random.fork('buffers')),
  );
}
