import { File, ready } from 'h5wasm';

let written = 0;

/** An HDF5 file with integer tables, as bytes. An empty table has two columns. */
export async function hdf5Of(
  tables: Readonly<Record<string, readonly (readonly number[])[]>>,
): Promise<Uint8Array> {
  const { FS } = await ready;
  const path = `written-${written++}.h5`;
  const file = new File(path, 'w');
  for (const [name, rows] of Object.entries(tables)) {
    const shape = [rows.length, rows[0]?.length ?? 2];
    file.create_dataset({ name, data: Int32Array.from(rows.flat()), shape });
  }
  file.close();
  const bytes: unknown = FS.readFile(path);
  FS.unlink(path);
  if (bytes instanceof Uint8Array) return bytes;
  throw new TypeError('the virtual file system gave no bytes');
}
