import type { Point } from '../../annotation.js';
import { readBcdata } from '../../formats/bcdata.js';
import { checkComplete } from '../completeness.js';
import { folderSplits } from '../folder-split.js';
import { datasetItem } from '../item.js';
import type { Layout } from '../layout.js';
import { isPicture, withoutExtension } from '../paths.js';

const PICTURE = /^images\/((?:train|validation|test)\/[^/]+)$/;
const TABLE = /^annotations\/((?:train|validation|test)\/)(?:positive|negative)\/([^/]+)\.h5$/;

/**
 * BCData (Huang et al., MICCAI 2020): `images/PART/N.png` and `annotations/PART/{positive,negative}/N.h5`.
 * Ki-67 positive and negative cells are counted together.
 */
export const bcdata: Layout = {
  id: 'bcdata',
  expects:
    'images/{train,validation,test}/N.png, annotations/{train,validation,test}/{positive,negative}/N.h5',
  detect: ({ paths }) => paths.some((path) => TABLE.test(path)),
  async open({ files, paths, options }) {
    const tables = new Map<string, string[]>();
    for (const path of paths) {
      const match = TABLE.exec(path);
      if (match === null) continue;
      const key = `${match[1]}${match[2]}`;
      tables.set(key, [...(tables.get(key) ?? []), path]);
    }
    const pictures = paths.filter(isPicture).flatMap((path) => {
      const name = PICTURE.exec(path)?.[1];
      return name === undefined ? [] : [{ name, path, own: tables.get(withoutExtension(name)) }];
    });
    const known = new Set(pictures.map(({ name }) => withoutExtension(name)));
    const gaps = {
      unannotated: pictures.filter(({ own }) => own === undefined).map(({ path }) => path),
      orphans: [...tables].filter(([key]) => !known.has(key)).flatMap(([, own]) => own),
    };
    const items = pictures.map(({ name, path, own }) => {
      if (own === undefined) return datasetItem(files, name, path, undefined);
      const read = async () => {
        const points: Point[] = [];
        for (const table of own) points.push(...(await readBcdata(await files.read(table), table)));
        return { kind: 'points', points } as const;
      };
      return datasetItem(files, name, path, { file: own.join(' and '), read });
    });
    const splits = folderSplits(items.map(({ name }) => name));
    const notes = [
      'positive and negative cells are counted together',
      ...checkComplete(files.name, gaps, options),
    ];
    return splits === undefined ? { items, notes } : { items, splits, notes };
  },
};
