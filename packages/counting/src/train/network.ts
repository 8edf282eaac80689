import {
  type CompiledProgram,
  type DeviceName,
  type Dim,
  input,
  symbol,
  type Tensor,
  type Value,
} from '@celltally/engine';
import { fullSizePrediction, type NetworkOptions, type Prediction, type Stage } from '@celltally/models';
import { type Built, build, compileExport, compileInference } from '@celltally/nn';
import type { Design } from './design.js';
import { COUNT, IMAGE, MAP } from './names.js';

/** A stage's network over pictures of the given shape, as it predicts: with its map in their size. */
export function buildPredicting(
  stage: Stage,
  options: NetworkOptions,
  shape: readonly [Dim, Dim, Dim, Dim],
): Built<Prediction> {
  const image = input(IMAGE, shape);
  return build((scope) => fullSizePrediction(stage, scope, image, options), { training: false });
}

/** A stage's network that reads the parameters under training (or their average) from the device. */
export function validationProgramOf(
  design: Design,
  stage: Stage,
  on: { readonly averaged: boolean; readonly device: DeviceName },
): CompiledProgram {
  const network = buildPredicting(stage, design.options, [1, 3, ...sidesOf(design)]);
  return compileInference({ network, outputs: outputsOf(network), ...on });
}

/** A stage's network with its tensors in it, in standard ONNX: the batch free, and the sides if it serves all sizes. */
export function exportProgramOf(
  design: Design,
  stage: Stage,
  tensors: ReadonlyMap<string, Tensor>,
): CompiledProgram {
  const network = buildPredicting(stage, design.options, [symbol('batch'), 3, ...sidesOf(design)]);
  return compileExport({ network, outputs: outputsOf(network), tensors });
}

function sidesOf({ architecture, tiles }: Design): [Dim, Dim] {
  const { sizes, multipleOf: step } = architecture;
  return sizes === 'fixed' ? [tiles.tile, tiles.tile] : [symbol('height', step), symbol('width', step)];
}

const outputsOf = ({ result: { map, count } }: Built<Prediction>): Record<string, Value> => ({
  [MAP]: map,
  ...(count === undefined ? {} : { [COUNT]: count }),
});
