import { expect, it } from 'vitest';
import * as counting from './index.js';
import * as node from './node.node.js';

const exported = `
  BEST CLASSICAL CLASSICAL_METHODS COSTS_FILE CURVE_FILE ConfigError CountingError DEFAULT_RADII DivergedError FAILURE_RADIUS KIND_WORDS LAST
  LOG MOST_DECIBELS MetricError OPTION_GROUPS PICTURE_KINDS PlanError RUN_FILE RunError SEGMENTATION_FIGURES
  SPENT_FILE SPLIT_FILE TURNS atEvenDistances benchmark bootstrap cellsOf chooseModel classicalModel completeTrainConfig configFor
  configureWasm continuedOptions count countMetrics defaultsOfModel deviceNames dice errorsOf evaluate failuresFile groupsOf halfWeights hoursOf initialWeightsOf iou
  isNamed isUntrained listArchitectures localizationCounts localizationMetrics lookAt memoryStore networkCost
  networkFor networksOf openDevice openModel packTrained packageFiles parsePlan pictureKind picturesOfKinds planJson preparePicture
  psnr publishedFor readInitialWeights readModelPackage readModelSettings readResults recordEvaluation scaleLabelRows seenOf spreadOf ssim
  summarizeEvaluation train trainOptions usualConfig usualNetwork verifyPackage withData withSeeds withTrainOptions
  writeModelPackage
`;

it('exports these names, and no others', () => {
  expect(Object.keys(counting).sort()).toEqual(exported.trim().split(/\s+/));
  expect(Object.keys(node)).toEqual(['measureCosts', 'folderStore']);
});
