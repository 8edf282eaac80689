import { type Image, resize } from '@celltally/imaging';

/**
 * Square planes at another size.
 *
 * @param planes `[channels, from, from]`
 * @returns `[channels, to, to]`
 */
export function resizePlanes(planes: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return planes;
  const channels = planes.length / from ** 2;
  const image: Image = {
    ...{ width: from, height: from, channels },
    ...{ colour: 'multichannel', bitDepth: 32, data: planes },
  };
  return resize(image, to, to).data as Float32Array;
}
