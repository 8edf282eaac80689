/**
 * The tasks. Each is an async stream of events that ends with its result:
 *
 *     const model = openModel(await readModelPackage(bytes), 'nuclei');
 *     for await (const event of count({ files, model })) {
 *       if (event.type === 'counted') console.log(event.result.image, event.result.count);
 *     }
 */
// What a face needs of the layers below comes through here, so that faces know no engine.
export {
  configureWasm,
  type DeviceName,
  deviceNames,
  openDevice,
  type WasmSettings,
} from '@celltally/engine';
export {
  type ArchitectureRow,
  type Attachments,
  CURVE_FILE,
  FAILURE_RADIUS,
  failuresFile,
  halfWeights,
  type LabelRows,
  listArchitectures,
  type ModelDescription,
  type ModelPackage,
  networkCost,
  type PackageContents,
  packageFiles,
  readModelPackage,
  readModelSettings,
  verifyPackage,
  writeModelPackage,
} from '@celltally/models';
export { atEvenDistances } from './at-even-distances.js';
export { type BenchmarkRequest, benchmark, isNamed } from './benchmark/benchmark.js';
export {
  type CellPlan,
  type CellRecord,
  hoursOf,
  type Provenance,
} from './benchmark/cell-record.js';
export type { CellResult, CellState } from './benchmark/cell-state.js';
export { type BenchmarkCell, type CellName, cellsOf, isUntrained } from './benchmark/cells.js';
export { planJson, withData, withSeeds, withTrainOptions } from './benchmark/change-plan.js';
export { type BenchmarkGroup, groupsOf } from './benchmark/groups.js';
export { SPENT_FILE, type Spent } from './benchmark/ledger.js';
export { COSTS_FILE, type MeasuredCosts, type NetworkMeasurement } from './benchmark/measured-costs.js';
export { networkFor, networksOf, type PlannedNetwork, usualNetwork } from './benchmark/network-cost.js';
export { parsePlan } from './benchmark/parse-plan.js';
export type { BenchmarkPlan, GivenOptions, PlannedData, PlannedModel } from './benchmark/plan.js';
export { type PrintedFigure, type PublishedFigures, publishedFor } from './benchmark/published.js';
export { type BenchmarkResults, readResults } from './benchmark/results.js';
export type { CellContext } from './benchmark/run-cell.js';
export { type Spread, spreadOf } from './benchmark/spread.js';
export { type Candidate, chooseModel, type ModelChoice } from './choice/choose-model.js';
export { errorsOf } from './choice/errors-of.js';
export { picturesOfKinds } from './choice/of-kinds.js';
export { PICTURE_KINDS, type PictureKind, pictureKind } from './choice/picture-kind.js';
export { classicalModel } from './classical/classical-model.js';
export {
  CLASSICAL,
  CLASSICAL_METHODS,
  type ClassicalMethod,
  type ClassicalOptions,
} from './classical/options.js';
export { completeTrainConfig } from './config/complete.js';
export { configFor, defaultsOfModel, type ModelDefaults, usualConfig } from './config/config-for.js';
export { continuedOptions } from './config/continued-options.js';
export { OPTION_GROUPS, type OptionGroup, type OptionSpec } from './config/option-spec.js';
export { type TrainConfig, trainOptions } from './config/train-options.js';
export { type CountRequest, type CountSummary, count } from './count/count.js';
export type { PictureFile } from './count/picture-file.js';
export * from './errors.js';
export { DEFAULT_RADII } from './evaluate/compare.js';
export { type EvaluateRequest, type Evaluation, evaluate } from './evaluate/evaluate.js';
export type { EpochRecord, FoundCell, PictureCount, PictureRows, TaskEvent } from './events.js';
export { type BootstrapOptions, bootstrap, type Interval } from './metrics/bootstrap.js';
export { type CountMetrics, type CountPair, countMetrics } from './metrics/count-metrics.js';
export { MetricError } from './metrics/errors.js';
export {
  type LocalizationCounts,
  type LocalizationMetrics,
  localizationCounts,
  localizationMetrics,
} from './metrics/localization-metrics.js';
export {
  MOST_DECIBELS,
  SEGMENTATION_FIGURES,
  type SegmentationFigures,
  type SegmentationSummary,
} from './metrics/segmentation-figures.js';
export { dice, iou, psnr } from './metrics/segmentation-metrics.js';
export { ssim } from './metrics/ssim.js';
export {
  type EvaluationSummary,
  type ImageResult,
  type SummaryIntervals,
  summarizeEvaluation,
} from './metrics/summary.js';
export { type Preparation, type PreparedPicture, preparePicture } from './picture/preparation.js';
export { scaleLabelRows } from './picture/scale-label-rows.js';
export { TURNS, type Turns } from './predict/turns.js';
export { recordEvaluation } from './record/record-evaluation.js';
export { KIND_WORDS } from './seen/kind-words.js';
export { lookAt, type PictureLook } from './seen/look.js';
export { seenOf } from './seen/seen-of.js';
export { initialWeightsOf, readInitialWeights } from './train/initial-weights.js';
export { type PackingOptions, packTrained } from './train/pack.js';
export type { InitialWeights, TrainRequest } from './train/request.js';
export { BEST, LAST, LOG, RUN_FILE, type RunDescription, SPLIT_FILE } from './train/run.js';
export { memoryStore, type RunStore } from './train/run-store.js';
export { train } from './train/train.js';
export type { StageCourse, TrainedModel } from './train/trained-model.js';
export {
  type NetworkModel,
  type OpenModelOptions,
  openModel,
  type PictureModel,
  type UsableModel,
} from './usable-model.js';
