import type { TileSettings } from '../predict/predictor.js';

/**
 * How pictures are cut for the recipe, at the scale at which a cell is some 16 pixels wide: a clump of four cells across does
 * not feel what is beyond the halo.
 */
export const CLASSICAL_TILES: TileSettings = { tile: 1024, halo: 64, multipleOf: 1 };
