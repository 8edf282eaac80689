import type { UsableModel } from '@celltally/counting';
import type { Selection } from '@celltally/imaging';
import type { Io } from '../io.js';
import { notice } from '../notice.js';
import type { InputPicture } from '../pictures/find-pictures.js';
import { kindOfFile, type PictureKind } from '../pictures/picture-kind.js';
import { chooseModel } from './choose-model.js';
import { bundledModels, findModel } from './find-model.js';
import { loadModel } from './load-model.js';

/** How many pictures are looked at to choose a model: enough to meet a second kind, few enough to be quick. */
const LOOKED_AT = 5;

/** Opens the model that was named, or the bundled one that suits the pictures, saying which and why. */
export async function takeModel(
  named: string | undefined,
  pictures: readonly InputPicture[],
  selection: Selection,
  io: Io,
): Promise<UsableModel> {
  if (named !== undefined) return loadModel(await findModel(named, io));
  const kinds: PictureKind[] = [];
  for (const { path } of spread(pictures, LOOKED_AT)) {
    const kind = await kindOfFile(path, selection);
    if (kind !== undefined) kinds.push(kind);
  }
  const bundled = await bundledModels(io);
  const choice = chooseModel(
    kinds,
    bundled.map(({ name }) => name),
  );
  notice(io, 'info', `model: ${choice.name} (${choice.reason}; --model takes another)`);
  for (const warning of choice.warnings) notice(io, 'warning', warning);
  return loadModel(await findModel(choice.name, io));
}

/** Up to `most` entries at even distances. */
function spread<T>(entries: readonly T[], most: number): T[] {
  const count = Math.min(most, entries.length);
  return Array.from({ length: count }, (_, i) => entries[Math.floor((i * entries.length) / count)] as T);
}
