import { networkCost, readModelPackage } from '@celltally/counting';
import type { Io } from '../io.js';
import { bundledModels } from './find-model.js';
import { packageSource } from './load-model.js';

/** A bundled model package, as tables and `celltally models --json` show it. */
export interface BundledPackage {
  readonly name: string;
  readonly kind: 'package';
  readonly architecture: string;
  /** Kind of training map. */
  readonly target: string;
  readonly dataset: string;
  readonly parameters: number;
  /** Multiply-accumulates of one picture of 256 x 256 pixels. */
  readonly macs256: number;
  /** Multiply-accumulates of one picture of 512 x 512 pixels. */
  readonly macs512: number;
  readonly description: string;
  /** Figures by part and metric: `test`, `MAE`. */
  readonly figures: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly path: string;
}

/** Reads the bundled packages; one that is damaged does not hide the others. */
export async function listPackages(io: Pick<Io, 'cwd' | 'env'>): Promise<{
  readonly packages: readonly BundledPackage[];
  readonly damaged: readonly { readonly path: string; readonly reason: string }[];
}> {
  const packages: BundledPackage[] = [];
  const damaged: { path: string; reason: string }[] = [];
  for (const location of await bundledModels(io)) {
    const { name, path } = location;
    try {
      const { about, settings } = await readModelPackage(await packageSource(location));
      packages.push({
        name,
        kind: 'package',
        architecture: settings.architecture.name,
        target: settings.target.name,
        dataset: settings.training.dataset,
        ...(await networkCost(settings.architecture)),
        description: about.description,
        figures: settings.figures,
        path,
      });
    } catch (error) {
      damaged.push({ path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { packages, damaged };
}
