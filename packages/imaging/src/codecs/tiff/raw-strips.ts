import type { Layout } from './layout.js';

/** Bytes that are read at once of uncompressed rows. */
const STRIP_BYTES = 2 ** 20;

/**
 * Divides uncompressed strips that follow one another without gaps into others of about a megabyte: many programs write
 * a picture as one strip, others every row by itself, and either way any rows can be read by themselves. Other layouts
 * stay as they are.
 */
export function splitRawStrips(layout: Layout): Layout {
  const { width, height, blockHeight, colouring } = layout;
  const subsampled = colouring.kind === 'ycbcr' && colouring.subsampling.some((step) => step > 1);
  if (layout.compression !== 1 || layout.tiled || subsampled) return layout;
  const rowBytes = Math.ceil((width * (layout.separate ? 1 : layout.samples) * layout.bits) / 8);
  const rows = Math.max(1, Math.min(height, Math.floor(STRIP_BYTES / rowBytes)));
  const strips = Math.ceil(height / blockHeight);
  const planes = layout.separate ? layout.samples : 1;
  if (rows === blockHeight || !isContiguous(layout, strips, planes, rowBytes)) return layout;
  const offsets: number[] = [];
  const byteCounts: number[] = [];
  for (let plane = 0; plane < planes; plane++) {
    for (let row = 0; row < height; row += rows) {
      offsets.push(layout.offsets[plane * strips]! + row * rowBytes);
      byteCounts.push(Math.min(rows, height - row) * rowBytes);
    }
  }
  return { ...layout, blockHeight: rows, offsets, byteCounts };
}

/** Whether every strip has all its bytes, and each one of a plane begins where the one before ends. */
function isContiguous(
  { height, blockHeight, offsets, byteCounts }: Layout,
  strips: number,
  planes: number,
  rowBytes: number,
): boolean {
  for (let i = 0; i < strips * planes; i++) {
    const strip = i % strips;
    const rows = Math.min(blockHeight, height - strip * blockHeight);
    if ((byteCounts[i] ?? 0) < rows * rowBytes) return false;
    if (strip > 0 && offsets[i] !== offsets[i - 1]! + blockHeight * rowBytes) return false;
  }
  return true;
}
