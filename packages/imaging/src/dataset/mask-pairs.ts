import { detectMaskRule, type MaskRuleHints } from '../formats/detect-mask-rule.js';
import { readMaskImage } from '../formats/mask-image.js';
import { describeRule, type MaskRule } from '../formats/mask-rule.js';
import { checkSameSize } from './check-fit.js';
import { datasetItem, readPicture } from './item.js';
import type { LayoutContext, OpenedLayout } from './layout.js';
import { type NamedFile, pairUp } from './pair-up.js';

/** How many annotation pictures are looked at to find out how they mark cells. */
const SAMPLES = 8;

/** What a layout knows about its annotation pictures. */
export interface MaskHints extends MaskRuleHints {
  /** The rule, if the layout belongs to one published data set. */
  readonly known?: MaskRule;
}

/**
 * A data set of pictures and annotation pictures. The rule for reading these is, first that applies: the
 * caller's, the one in `split.json`, the one known of the layout, the one detected from a sample.
 */
export async function openMaskPairs(
  context: LayoutContext,
  pictures: readonly NamedFile[],
  annotations: readonly NamedFile[],
  hints: MaskHints = {},
): Promise<OpenedLayout> {
  const { files, options, split } = context;
  const { pairs, notes } = pairUp(pictures, annotations, context);
  const masks = pairs.flatMap(({ annotation }) => annotation ?? []);

  const base = async (): Promise<readonly [MaskRule, string]> => {
    if (options.rule?.marks !== undefined)
      return [{ ...options.rule, marks: options.rule.marks }, 'as chosen'];
    if (split?.rule !== undefined) return [split.rule, 'says split.json'];
    if (hints.known !== undefined) return [hints.known, 'known of this data set'];
    const sample = spread(masks, SAMPLES);
    const images = await Promise.all(sample.map((path) => readPicture(files, path)));
    return [detectMaskRule(images, hints), `detected from ${sample.length} annotation pictures`];
  };
  const [found, reason] = await base();
  const minimum = split?.minimumObjectPixels ?? found.minimumObjectPixels ?? 1;
  const rule: MaskRule = { ...found, minimumObjectPixels: minimum, ...options.rule };

  const items = pairs.map(({ name, path, annotation: file }) =>
    datasetItem(
      files,
      name,
      path,
      file === undefined
        ? undefined
        : {
            file,
            async read(size) {
              const image = await readPicture(files, file);
              checkSameSize(image, size, file);
              return readMaskImage(image, rule);
            },
          },
    ),
  );
  return { items, notes: [`${describeRule(rule)} (${reason})`, ...notes] };
}

/** Up to `most` entries at even distances. */
function spread<T>(entries: readonly T[], most: number): T[] {
  const count = Math.min(most, entries.length);
  return Array.from({ length: count }, (_, i) => entries[Math.floor((i * entries.length) / count)]!);
}
