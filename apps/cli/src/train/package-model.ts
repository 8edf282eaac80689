import {
  CURVE_FILE,
  type DeviceName,
  type EvaluationSummary,
  openDevice,
  openModel,
  type PictureKind,
  packTrained,
  recordEvaluation,
  type TrainedModel,
  usualConfig,
} from '@celltally/counting';
import type { Dataset } from '@celltally/imaging';
import { withFailures } from '../evaluate/with-failures.js';
import type { Io } from '../io.js';
import { commandOf } from './command-of.js';
import { type Authorship, describeModel } from './describe-model.js';
import { savePackage } from './save-package.js';
import { testModel } from './test-model.js';

/** How a trained model is packaged. */
export interface Packaging {
  readonly folder: string;
  readonly name: string;
  readonly authorship: Authorship;
  /** With its split. */
  readonly dataset: Dataset;
  /** The kinds of pictures that were taken of a data set, if not all. */
  readonly kinds?: readonly PictureKind[];
  readonly device: DeviceName;
  /** Store the weights in half precision. */
  readonly half: boolean;
  /** Whether to measure the model on the test part. */
  readonly test: boolean;
  /** The figure of its loss and error over the epochs, as SVG. */
  readonly curve: string;
}

/**
 * Writes the package of a trained model, and if asked measures it, as packaged, on the test part. The package is whole
 * before the test begins, and gets the figures after it.
 */
export async function packageModel(
  model: TrainedModel,
  { folder, name, authorship, dataset, kinds, device, half, test, curve }: Packaging,
  io: Io,
): Promise<EvaluationSummary | undefined> {
  const about = describeModel(model, name, authorship);
  const opened = await openDevice(device);
  try {
    const command = commandOf(model.config, usualConfig(model.architecture), {
      data: dataset.name,
      ...(kinds === undefined ? {} : { kinds }),
      ...(model.init === undefined ? {} : { init: model.init.name }),
    });
    const contents = {
      ...(await packTrained(model, { about, dataset, device: opened, half, command })),
      attachments: new Map([[CURVE_FILE, new TextEncoder().encode(curve)]]),
    };
    await savePackage(folder, contents);
    if (!test) return undefined;
    const tested = await testModel(openModel({ documentation: '', ...contents }), dataset, device, io);
    if (tested === undefined) return undefined;
    const recorded = recordEvaluation(contents, 'test', tested.evaluation);
    await savePackage(folder, await withFailures(recorded, 'test', dataset, tested));
    return tested.evaluation.summary;
  } finally {
    await opened.close();
  }
}
