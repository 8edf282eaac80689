import type { CocoKind } from '../formats/coco.js';
import type { MaskRule } from '../formats/mask-rule.js';
import type { PointOrigin } from '../formats/point-csv.js';

/** Options of `openDataset`. Everything has a default. */
export interface DatasetOptions {
  /** Id of a layout, where detection would choose another. */
  readonly layout?: string;
  /** How annotation pictures mark cells; overrides what the data set says or what is detected. */
  readonly rule?: Partial<MaskRule>;
  /** What integer coordinates in point tables mean. Default: what the table says, else `pixel-index`. */
  readonly pointOrigin?: PointOrigin;
  /** Column of the count table, where several hold counts. */
  readonly countColumn?: string;
  /** What to make of COCO objects. Default: the richest kind that every object of a picture has. */
  readonly cocoKind?: CocoKind;
  /**
   * Pictures without annotation, annotations without picture, and split names without picture: `refuse`
   * throws, `allow` goes on without them and says so in the notes. Default `refuse`.
   */
  readonly incomplete?: 'refuse' | 'allow';
}
