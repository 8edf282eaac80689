import type { Layout } from './layout.js';
import { adi } from './layouts/adi.js';
import { bbbc039 } from './layouts/bbbc039.js';
import { bcdata } from './layouts/bcdata.js';
import { cellpose } from './layouts/cellpose.js';
import { celltally } from './layouts/celltally.js';
import { coco } from './layouts/coco.js';
import { dotPairs } from './layouts/dot-pairs.js';
import { dsb2018 } from './layouts/dsb2018.js';
import { mbm } from './layouts/mbm.js';
import { pictureTables } from './layouts/picture-tables.js';
import { stardist } from './layouts/stardist.js';
import { table } from './layouts/table.js';
import { vgg } from './layouts/vgg.js';
import { voc } from './layouts/voc.js';

/** All layouts, the more particular first: the first that detects itself is taken. */
export const layouts: readonly Layout[] = [
  dsb2018,
  bcdata,
  coco,
  voc,
  adi,
  celltally,
  bbbc039,
  stardist,
  vgg,
  mbm,
  cellpose,
  dotPairs,
  table,
  pictureTables,
];
