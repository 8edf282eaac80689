/** Inputs of training steps and networks: pictures `[N, 3, H, W]`, training maps `[N, 1, H, W]`, numbers of cells `[N]`. */
export const IMAGE = 'image';
export const TARGET = 'target';
export const COUNT = 'count';

/** Outputs of networks: maps `[N, 1, H, W]`; numbers of cells `[N]` are called `COUNT` as well. */
export const MAP = 'map';
