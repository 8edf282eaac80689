import { expect, it } from 'vitest';
import * as counting from './index.js';
import * as node from './node.node.js';

const exported = `
  BEST ConfigError CountingError DEFAULT_RADII DivergedError LAST LOG MetricError RUN_FILE RunError SPLIT_FILE
  bootstrap completeTrainConfig count countMetrics deviceNames dice evaluate halfWeights iou listArchitectures
  localizationCounts localizationMetrics memoryStore networkCost openDevice openModel packTrained packageFiles
  preparePicture psnr readModelPackage ssim summarizeEvaluation train trainOptions verifyPackage writeModelPackage
`;

it('exports these names, and no others', () => {
  expect(Object.keys(counting).sort()).toEqual(exported.trim().split(/\s+/));
  expect(Object.keys(node)).toEqual(['folderStore']);
});
