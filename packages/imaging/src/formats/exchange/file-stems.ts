/**
 * File names without extension for pictures: the picture's own name, its extension kept only where it is needed to tell two
 * apart, folders joined by `_`. Never two alike, not even where upper and lower case are the same.
 */
export function fileStems(images: readonly string[]): string[] {
  const plain = images.map((image) => image.replace(/^(\.\.?\/)+/, '').replaceAll(/[/\\:]/g, '_'));
  const stems = plain.map(withoutExtension);
  const times = new Map<string, number>();
  for (const stem of stems) times.set(stem.toLowerCase(), (times.get(stem.toLowerCase()) ?? 0) + 1);
  const taken = new Set<string>();
  return stems.map((stem, i) => {
    const base = times.get(stem.toLowerCase()) === 1 ? stem : plain[i]!;
    let name = base;
    for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${base}-${copy}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** A file's name without its extension; `.ome.tif` counts as one extension. */
export function withoutExtension(name: string): string {
  return name.replace(/(?<=.)(\.ome)?\.[^./\\]+$/i, '');
}
