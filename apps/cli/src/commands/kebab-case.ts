/** A name as a flag is written: `weightDecay` is `weight-decay`. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
