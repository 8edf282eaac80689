/**
 * The counting networks, what they learn, and the packages they are kept in:
 *
 *     const architecture = await loadArchitecture('lite-unet');
 *     const target = densityTarget({ sigma: 3 });
 *     const stage = finalStage(architecture, target.name);
 *     const image = input('image', [4, 3, 256, 256]);
 *     const network = build((scope) => stage.network(scope, image, architecture.defaults), { training: true });
 */

export type {
  Adversary,
  Architecture,
  Objective,
  ObjectiveOptions,
  ObjectiveWeights,
  Prediction,
  Pretrained,
  Stage,
  Truth,
} from './architecture.js';
export { type Cost, cost } from './cost.js';
export * from './errors.js';
export { architecturesFor, learnableFrom } from './learnable.js';
export type {
  Decoded,
  DecodedRows,
  DecodeSettings,
  LabelRows,
  MapPlane,
  MapTarget,
  RowDecoder,
  TargetName,
} from './model.js';
export { mapObjective, sumBlocks } from './objectives/map.js';
export {
  OBJECTIVE_NAMES,
  type ObjectiveFunction,
  type ObjectiveName,
  objectiveNamed,
} from './objectives/named.js';
export { completeOptions, type NetworkOptions } from './options.js';
export type { Evidence, Miss } from './package/evidence.js';
export { halfWeights } from './package/half-weights.js';
export { CURVE_FILE, FAILURE_RADIUS, failuresFile, modelCard } from './package/model-card.js';
export type {
  Attachments,
  Author,
  Citation,
  ModelDescription,
  ModelPackage,
} from './package/model-package.js';
export { readNpy, writeNpy } from './package/npy.js';
export { type ProcessingStep, preprocessingSteps } from './package/preprocessing.js';
export { readModelPackage, readModelSettings } from './package/read.js';
export type { Seen, SeenProperty, SeenRange } from './package/seen.js';
export type { Json, ModelSettings } from './package/settings.js';
export { sha256 } from './package/sha256.js';
export { runPackage, type Verification, verifyPackage } from './package/verify.js';
export { VERSION } from './package/version.js';
export { weightsOf } from './package/weights.js';
export { type PackageContents, packageFiles, writeModelPackage } from './package/write.js';
export {
  ARCHITECTURE_NAMES,
  type ArchitectureRow,
  listArchitectures,
  loadArchitecture,
  type NetworkCost,
  networkCost,
} from './registry.js';
export { finalStage, fullSizePrediction, stagesFor, targetsOf } from './stages.js';
export { countTarget } from './targets/count.js';
export { createTarget, TARGET_NAMES } from './targets/create-target.js';
export { type DensityTargetOptions, densityTarget } from './targets/density.js';
export {
  type FitOptions,
  type FitSample,
  type FittedDecoding,
  fitDecodeSettings,
  fitDecoding,
} from './targets/fit.js';
export { fitCountScale } from './targets/fit-count-scale.js';
export { locationTarget } from './targets/location.js';
export { type MaskTargetOptions, maskTarget } from './targets/mask.js';
export { targetsFor } from './targets/needs.js';
