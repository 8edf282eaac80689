/**
 * File names of overlays: the picture's name with `.png`, its extension kept only where it is needed to tell two
 * overlays apart, folders joined by `_`. Never two alike, not even where upper and lower case are the same.
 */
export function overlayNames(images: readonly string[]): string[] {
  const plain = images.map((image) => image.replace(/^(\.\.?\/)+/, '').replaceAll(/[/\\:]/g, '_'));
  const stems = plain.map((name) => name.replace(/(?<=.)(\.ome)?\.[^.]+$/i, ''));
  const times = new Map<string, number>();
  for (const stem of stems) times.set(stem.toLowerCase(), (times.get(stem.toLowerCase()) ?? 0) + 1);
  const taken = new Set<string>();
  return stems.map((stem, i) => {
    const base = times.get(stem.toLowerCase()) === 1 ? stem : (plain[i] as string);
    let name = `${base}.png`;
    for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${base}-${copy}.png`;
    taken.add(name.toLowerCase());
    return name;
  });
}
