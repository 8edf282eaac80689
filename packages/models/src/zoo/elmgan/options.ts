export type ElmganOptions = {
  /** Channels of the first stage of both networks, an even number. Default 64. */
  readonly width: number;
  /** Probability with which coarse features are dropped in training, below 1; 0 drops none. Default 0.5. */
  readonly dropout: number;
  /**
   * How much brightness is compressed before all else, for pictures on black whose cells are dim and bright:
   * `log(1 + k·x) / log(1 + k)`. Default 0, not at all.
   */
  readonly compression: number;
  /** Pictures on bright ground, whose mean is above half, become their negatives before all else. Default false. */
  readonly darkGround: boolean;
  /** The adversary sees the count, as a plane beside picture and map. Default true. */
  readonly countPlane: boolean;
  /** Cells at which that plane is 1. Default 100. */
  readonly countScale: number;
};
