import type { Region } from '@celltally/imaging';
import type { View } from '../view.js';

/** Samples smaller than this on the screen come from a coarser level; a factor of two is left for a zoom under way. */
const tooFine = 0.2;

/** Whether a tile that is being read is still of use: within a screen around what is seen, and not much too fine. */
export function isWanted(
  { region, reduction }: { readonly region: Region; readonly reduction: number },
  { scale, left, top, width, height }: View,
): boolean {
  const [x, y] = [left + region.x * scale, top + region.y * scale];
  return (
    scale * reduction >= tooFine &&
    x < 1.5 * width &&
    y < 1.5 * height &&
    x + region.width * scale > -0.5 * width &&
    y + region.height * scale > -0.5 * height
  );
}
