/**
 * Names for paths: the file's name where no other file has it, else with as many folders before it as tell it from
 * the others. Paths are written with `/`, all of them different.
 */
export function shortNames(paths: readonly string[]): string[] {
  const parts = paths.map((path) => path.split('/'));
  const names = parts.map((each) => each.at(-1) as string);
  let depth = 1;
  for (let doubled = indicesOfDoubles(names); doubled.length > 0; doubled = indicesOfDoubles(names)) {
    depth++;
    for (const i of doubled) names[i] = (parts[i] as string[]).slice(-depth).join('/');
  }
  return names;
}

function indicesOfDoubles(names: readonly string[]): number[] {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return names.flatMap((name, i) => ((times.get(name) as number) > 1 ? [i] : []));
}
