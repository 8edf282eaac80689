import type { ScaleBar } from './scale-bar.js';
import { drawScaleBar } from './scale-bar-element.js';

/** Lays the layers of the view over each other, as a PNG at the screen's resolution. */
export async function takeSnapshot(
  layers: readonly HTMLCanvasElement[],
  bar: ScaleBar | undefined,
  { width, height }: { readonly width: number; readonly height: number },
  ratio: number,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  const context = canvas.getContext('2d')!;
  for (const layer of layers) {
    if (layer.style.display !== 'none' && layer.width > 0 && layer.height > 0) context.drawImage(layer, 0, 0);
  }
  context.scale(ratio, ratio);
  if (bar !== undefined) drawScaleBar(context, bar, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new SnapshotError())), 'image/png');
  });
}

/** The browser could make no PNG of the view. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
  constructor() {
    super('the browser could not make a picture of the view: make the window smaller and try again');
  }
}
