import { expect, it } from 'vitest';
import * as counting from './index.js';
import * as node from './node.node.js';

const exported = `
  BEST COSTS_FILE ConfigError CountingError DEFAULT_RADII DivergedError LAST LOG MOST_DECIBELS MetricError
  OPTION_GROUPS PlanError RUN_FILE RunError SEGMENTATION_FIGURES SPENT_FILE SPLIT_FILE benchmark bootstrap cellsOf
  completeTrainConfig configFor count countMetrics defaultsOfModel deviceNames dice evaluate groupsOf halfWeights
  hoursOf iou isNamed listArchitectures localizationCounts localizationMetrics memoryStore networkCost networkFor
  networksOf openDevice openModel packTrained packageFiles parsePlan planJson preparePicture psnr publishedFor
  readInitialWeights readModelPackage readResults spreadOf ssim summarizeEvaluation train trainOptions usualConfig
  usualNetwork verifyPackage withData withTrainOptions writeModelPackage
`;

it('exports these names, and no others', () => {
  expect(Object.keys(counting).sort()).toEqual(exported.trim().split(/\s+/));
  expect(Object.keys(node)).toEqual(['measureCosts', 'folderStore']);
});
