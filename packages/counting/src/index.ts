/**
 * The tasks. Each is an async stream of events that ends with its result:
 *
 *     const model = openModel(await readModelPackage(bytes), 'nuclei');
 *     for await (const event of count({ files, model })) {
 *       if (event.type === 'counted') console.log(event.result.image, event.result.count);
 *     }
 */
// What a face needs of the layers below comes through here, so that faces know no engine.
export { type DeviceName, deviceNames, openDevice } from '@celltally/engine';
export {
  type ArchitectureRow,
  halfWeights,
  listArchitectures,
  type ModelDescription,
  type ModelPackage,
  networkCost,
  type PackageContents,
  packageFiles,
  readModelPackage,
  verifyPackage,
  writeModelPackage,
} from '@celltally/models';
export { completeTrainConfig, type OptionSpec, type TrainConfig, trainOptions } from './config.js';
export { type CountRequest, type CountSummary, count, type PictureFile } from './count/count.js';
export * from './errors.js';
export { DEFAULT_RADII } from './evaluate/compare.js';
export { type EvaluateRequest, type Evaluation, evaluate } from './evaluate/evaluate.js';
export type { EpochRecord, FoundCell, PictureCount, TaskEvent } from './events.js';
export { type BootstrapOptions, bootstrap, type Interval } from './metrics/bootstrap.js';
export { type CountMetrics, type CountPair, countMetrics } from './metrics/count-metrics.js';
export { MetricError } from './metrics/errors.js';
export {
  type LocalizationCounts,
  type LocalizationMetrics,
  localizationCounts,
  localizationMetrics,
} from './metrics/localization-metrics.js';
export { dice, iou, psnr } from './metrics/segmentation-metrics.js';
export { ssim } from './metrics/ssim.js';
export {
  type EvaluationSummary,
  type ImageResult,
  type SummaryIntervals,
  summarizeEvaluation,
} from './metrics/summary.js';
export { type Preparation, type PreparedPicture, preparePicture } from './picture/preparation.js';
export type { TrainedModel } from './train/outcome.js';
export { type PackingOptions, packTrained } from './train/pack.js';
export type { TrainRequest } from './train/request.js';
export { BEST, LAST, LOG, RUN_FILE, type RunDescription, SPLIT_FILE } from './train/run.js';
export { memoryStore, type RunStore } from './train/run-store.js';
export { train } from './train/train.js';
export { openModel, type UsableModel } from './usable-model.js';
