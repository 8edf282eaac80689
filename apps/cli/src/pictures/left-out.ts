/** Files that were found and not taken, in a line. */
export function describeLeftOut(files: readonly string[], most = 3): string {
  const shown = files.slice(0, most).join(', ');
  const rest = files.length > most ? ` and ${files.length - most} more` : '';
  return `left out, as no pictures to be counted: ${shown}${rest}`;
}
