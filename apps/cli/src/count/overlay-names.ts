import { fileStems } from '@celltally/imaging';

/** File names of overlays: the pictures' names with `.png`, never two alike. */
export function overlayNames(images: readonly string[]): string[] {
  return fileStems(images).map((stem) => `${stem}.png`);
}
