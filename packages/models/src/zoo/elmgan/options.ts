export type ElmganOptions = {
  /** Channels of the first stage of both networks, an even number. Default 64. */
  readonly width: number;
  /** The adversary sees the count, as a plane beside picture and map. Default true. */
  readonly countPlane: boolean;
  /** Cells at which that plane is 1. Default 100. */
  readonly countScale: number;
};
