/** A file with its place in the folder that it came in. */
export interface NamedFile {
  readonly path: string;
  readonly file: File;
}
