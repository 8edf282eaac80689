import type { Device } from '@celltally/engine';
import { openPredictor, type Predictor } from '../predict/predictor.js';
import type { BatchOptions, Example } from './batches.js';
import type { Design, StagePlan } from './design.js';
import { examplesOf } from './examples.js';
import type { Material } from './material.js';
import { validationProgramOf } from './network.js';
import type { AnnotatedPicture } from './pictures.js';
import type { RunStore } from './run-store.js';
import { lightOf } from './stains.js';
import { loadTrainer, needsOf, type Trainer } from './trainer.js';
import { turnsOf } from './turns.js';
import { visitShares } from './visits.js';

/** What stays the same over all epochs of a stage, in one sitting. */
export interface Session {
  readonly design: Design;
  readonly plan: StagePlan;
  /** Where this stage keeps its files. */
  readonly store: RunStore;
  readonly examples: readonly Example[];
  /** How often an epoch visits each of them, times the patches. */
  readonly shares: readonly number[];
  readonly validation: readonly AnnotatedPicture[];
  readonly batches: BatchOptions;
  readonly device: Device;
  readonly trainer: Trainer;
  /** Predicts with the parameters that are on the device. */
  readonly predictor: Predictor;
  readonly signal: AbortSignal | undefined;
}

/** Compiles a stage's network for training and for validation, loads both on the device, and makes the examples. */
export async function openSession(
  device: Device,
  {
    design,
    plan,
    material,
    store,
    signal,
  }: {
    readonly design: Design;
    readonly plan: StagePlan;
    readonly material: Material;
    readonly store: RunStore;
    readonly signal: AbortSignal | undefined;
  },
): Promise<Session> {
  const { stage, target, config } = plan;
  const { crop, batch, patches, scale, grid, flips, turns, zoom, intensity, exposure, glare, colour, stain } =
    config;
  const compiled = turnsOf(plan, design.options, device.name);
  const validation = validationProgramOf(design, stage, {
    averaged: config.averaging > 0,
    device: device.name,
  });
  const sampling = config.sampling as 'patches' | 'whole';
  const cutting = { scale, grid, sampling, crop, zoom };
  const examples = examplesOf(material.training, { ...cutting, target, needs: needsOf(compiled) });
  return {
    design,
    plan,
    store,
    examples,
    shares: visitShares(
      examples.map(({ kind }) => kind),
      config.balance,
    ),
    validation: material.validation,
    batches: {
      size: crop,
      batch,
      patches,
      augmentation: { flips, turns, zoom, intensity, exposure, glare, colour, stain },
      light: lightOf(material.preparation.normalisation),
      sums: target.cellMass !== undefined,
    },
    device,
    trainer: await loadTrainer(device, compiled),
    predictor: await openPredictor(device, validation, design.tiles),
    signal,
  };
}
