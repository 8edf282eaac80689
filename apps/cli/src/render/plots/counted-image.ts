/** One point of a figure on counts. */
export interface CountedImage {
  /** Name shown when the pointer rests on the point. */
  readonly image: string;
  readonly predicted: number;
  readonly actual: number;
}

/** What the count figures have in common. */
export interface CountFigureOptions {
  /** What is counted, in the plural. Default `cells`. */
  readonly objects?: string;
}
