import type { NamedFile } from '../state/named-file.js';

/** The files of a drop, those of folders at every depth included. */
export async function droppedFiles(transfer: DataTransfer): Promise<NamedFile[]> {
  // Entries must be taken before anything is waited for: the browser forgets them afterwards.
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.webkitGetAsEntry();
    return entry === null ? [] : [entry];
  });
  if (entries.length === 0) return chosenFiles(transfer.files);
  const files: NamedFile[] = [];
  for (const entry of entries) files.push(...(await filesOf(entry)));
  return inOrder(files);
}

/** The files of an input, with their folders. */
export const chosenFiles = (files: Iterable<File>): NamedFile[] =>
  inOrder([...files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));

async function filesOf(entry: FileSystemEntry): Promise<NamedFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: NamedFile[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    // A folder is given in pieces, the last of them empty.
    if (some.length === 0) return files;
    for (const each of some) files.push(...(await filesOf(each)));
  }
}

const inOrder = (files: NamedFile[]): NamedFile[] =>
  files.sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
