import type { FileTree } from '../files.js';
import type { SplitFile, Splits } from '../formats/split.js';
import type { DatasetItem } from './dataset.js';
import type { DatasetOptions } from './options.js';

/** What a layout gets to look at. */
export interface LayoutContext {
  readonly files: FileTree;
  /** All paths, sorted. */
  readonly paths: readonly string[];
  readonly options: DatasetOptions;
  /** The content of `split.json`, if there is one. */
  readonly split?: SplitFile;
}

/** What a layout makes of a folder. */
export interface OpenedLayout {
  readonly items: readonly DatasetItem[];
  /** Names as the layout writes them; they are matched to items afterwards. */
  readonly splits?: Splits;
  readonly notes: readonly string[];
}

/** A way in which data sets are laid out in folders. */
export interface Layout {
  readonly id: string;
  /** The files expected, in a few words. */
  readonly expects: string;
  detect(context: LayoutContext): boolean | Promise<boolean>;
  open(context: LayoutContext): Promise<OpenedLayout>;
}
