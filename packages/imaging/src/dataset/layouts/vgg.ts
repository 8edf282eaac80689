import type { Layout } from '../layout.js';
import { openMaskPairs } from '../mask-pairs.js';
import type { NamedFile } from '../pair-up.js';
import { baseName } from '../paths.js';

const matching = (paths: readonly string[], pattern: RegExp): NamedFile[] =>
  paths.filter((path) => pattern.test(baseName(path))).map((path) => ({ name: path, path }));

/**
 * The synthetic fluorescence cells of Lempitsky and Zisserman (2010), as released by VGG, Oxford: one flat
 * folder.
 */
export const vgg: Layout = {
  id: 'vgg',
  expects: '001cell.png and 001dots.png in one folder',
  detect: ({ paths }) =>
    matching(paths, /^\d+cell\.png$/).length > 0 && matching(paths, /^\d+dots\.png$/).length > 0,
  open: (context) =>
    openMaskPairs(
      context,
      matching(context.paths, /^\d+cell\.png$/),
      matching(context.paths, /^\d+dots\.png$/),
      {
        known: { marks: 'pixels' },
      },
    ),
};
