import {
  CROWDED_BLOBS,
  createRandom,
  type Modality,
  SIMULATION_DEFAULTS,
  type SimulationOptions,
} from '@celltally/imaging';

/** What a whole simulated data set is made by. */
export interface SimulationPlan {
  readonly pictures: number;
  readonly seed: number;
  readonly modality: Modality;
  /** Start from the recipe of small, crowded, overlapping cells. */
  readonly crowded: boolean;
  /** Cells in a picture, both ends included. Default: 0.6 to 1.4 times the usual number for the picture's area. */
  readonly cells?: readonly [number, number];
  /** What is the same in all pictures. */
  readonly options: Partial<SimulationOptions>;
}

/** One picture of the plan. */
export interface PictureRecipe {
  /** Without extension: `cells-007`. */
  readonly name: string;
  readonly options: SimulationOptions;
}

/** The recipes of all pictures. A picture depends on the seed and its own number, not on how many are made. */
export function pictureRecipes(plan: SimulationPlan): readonly PictureRecipe[] {
  const usual = { ...SIMULATION_DEFAULTS[plan.modality], ...(plan.crowded ? CROWDED_BLOBS : {}) };
  const shared: SimulationOptions = { ...usual, ...plan.options, modality: plan.modality };
  const [least, most] = plan.cells ?? usualCells(usual, shared);
  const digits = Math.max(3, String(plan.pictures).length);
  const random = createRandom(plan.seed);
  return Array.from({ length: plan.pictures }, (_, index) => {
    const own = random.fork(`picture ${index + 1}`);
    return {
      name: `cells-${String(index + 1).padStart(digits, '0')}`,
      options: { ...shared, count: least + own.integer(most - least + 1), seed: own.integer(2 ** 31) },
    };
  });
}

/** Around the usual number, for a picture of the usual density. */
function usualCells(
  usual: Required<SimulationOptions>,
  { width = usual.width, height = usual.height }: SimulationOptions,
): readonly [number, number] {
  const count = (usual.count * width * height) / (usual.width * usual.height);
  return [Math.round(0.6 * count), Math.round(1.4 * count)];
}
