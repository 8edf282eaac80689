/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The path without its last extension; `a.ome.tif` becomes `a`. */
export function withoutExtension(path: string): string {
  return path.replace(/(\.ome)?\.[^./]+$/i, '');
}

/** True for the extensions of pictures that can be opened. */
export function isPicture(path: string): boolean {
  return /\.(png|jpe?g|tiff?|bmp|svs)$/i.test(path);
}

/** A few names of many, for messages: `"a", "b", "c" and 7 more`. */
export function someOf(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).map((name) => `"${name}"`);
  return shown.join(', ') + (names.length > most ? ` and ${names.length - most} more` : '');
}
