import type { Point } from '../annotation.js';
import { AnnotationError } from '../errors.js';

/** Virtual files need names of their own while several are read at once. */
let opened = 0;

/**
 * Reads the cell positions of one HDF5 file of BCData (Huang et al., MICCAI 2020): the data set
 * `coordinates`, or the only one there is, with rows `[x, y]` of pixel indices. Points are pixel centres.
 * Throws `AnnotationError` if the file is no HDF5 or holds no such table.
 */
export async function readBcdata(bytes: Uint8Array, file?: string): Promise<readonly Point[]> {
  const title = file ?? 'The BCData annotation';
  if (!hasSignature(bytes)) {
    throw new AnnotationError(`${title} is no HDF5 file. Download it again.`, file);
  }
  // The HDF5 library is large: it is loaded when the first such file is read.
  const { File, Dataset, ready } = await import('h5wasm');
  const { FS } = await ready;
  const path = `bcdata-${opened++}.h5`;
  FS.writeFile(path, bytes);
  try {
    const source = new File(path, 'r');
    try {
      const keys = source.keys();
      const key = keys.includes('coordinates') ? 'coordinates' : keys.length === 1 ? keys[0]! : undefined;
      const table = key === undefined ? null : source.get(key);
      if (!(table instanceof Dataset)) {
        throw new AnnotationError(
          `${title} holds ${keys.length === 0 ? 'nothing' : `"${keys.join('", "')}"`}, but no data set "coordinates".`,
          file,
        );
      }
      return toPoints(table.value, table.shape, title, file);
    } finally {
      source.close();
    }
  } finally {
    FS.unlink(path);
  }
}

function toPoints(
  value: unknown,
  shape: readonly number[] | null,
  title: string,
  file: string | undefined,
): Point[] {
  if (shape?.includes(0)) return [];
  const rows = shape?.length === 2 && shape[1] === 2 ? shape[0]! : undefined;
  if (rows === undefined || !ArrayBuffer.isView(value) || value instanceof DataView) {
    throw new AnnotationError(
      `${title}: "coordinates" must be a table of numbers with 2 columns, but has the shape [${shape?.join(', ') ?? ''}].`,
      file,
    );
  }
  const numbers = Array.from(value as unknown as ArrayLike<number | bigint>, Number);
  return Array.from({ length: rows }, (_, row) => ({
    x: numbers[2 * row]! + 0.5,
    y: numbers[2 * row + 1]! + 0.5,
  }));
}

/** HDF5 starts at byte 0, or at 512, 1024, 2048 and so on where a user block precedes it. */
function hasSignature(bytes: Uint8Array): boolean {
  const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
  for (let at = 0; at + signature.length <= bytes.length; at = at === 0 ? 512 : 2 * at) {
    if (signature.every((byte, i) => bytes[at + i] === byte)) return true;
  }
  return false;
}
