import { expect, it } from 'vitest';
import * as models from './index.js';

it('exports these names and no others', () => {
  expect(Object.keys(models).sort()).toEqual([
    'ARCHITECTURE_NAMES',
    'AnnotationInsufficientError',
    'AnnotationSizeError',
    'ArchitectureOptionError',
    'FitError',
    'ModelError',
    'PackageError',
    'TARGET_NAMES',
    'UnknownNameError',
    'VERSION',
    'completeOptions',
    'cost',
    'createTarget',
    'densityTarget',
    'fitCountScale',
    'fitDecodeSettings',
    'fitDecoding',
    'halfWeights',
    'listArchitectures',
    'loadArchitecture',
    'locationTarget',
    'maskTarget',
    'modelCard',
    'packageFiles',
    'preprocessingSteps',
    'readModelPackage',
    'readNpy',
    'runPackage',
    'targetsFor',
    'verifyPackage',
    'writeModelPackage',
    'writeNpy',
  ]);
});
