/** Arguments as a command that can be pasted into a shell again. */
export function shellCommand(argv: readonly string[]): string {
  const quoted = argv.map((part) =>
    /^[\w@%+=:,./-]+$/.test(part) ? part : `'${part.replaceAll("'", `'\\''`)}'`,
  );
  return ['celltally', ...quoted].join(' ');
}
