import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  compile,
  type Device,
  filled,
  floatData,
  gradients,
  input,
  readSafetensors,
  type Tensor,
  type Value,
} from '@celltally/engine';
import { build, type Scope } from '@celltally/nn';

/** One case of `modules.json`. */
interface ModuleCase {
  readonly name: string;
  readonly input: readonly number[];
  readonly training: boolean;
  readonly attributes: Readonly<Record<string, number>>;
  readonly parameters: Readonly<Record<string, readonly number[]>>;
  readonly tolerance: number;
}

/** Golden cases with their tensors, `CASE/x` and so on. */
export interface GoldenModules {
  readonly cases: ReadonlyMap<string, ModuleCase>;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

const packageRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

function loadGolden(folder: string): GoldenModules {
  const { cases } = JSON.parse(readFileSync(join(folder, 'modules.json'), 'utf8')) as { cases: ModuleCase[] };
  const { tensors } = readSafetensors(new Uint8Array(readFileSync(join(folder, 'modules.safetensors'))));
  return { cases: new Map(cases.map((each) => [each.name, each])), tensors };
}

/** The cases that stand in the repository. */
export const goldenModules = (): GoldenModules => loadGolden(join(packageRoot, 'fixtures'));

/**
 * All cases of the reference, which is not part of the repository: in `reference` below the folder that the environment
 * variable `CELLTALLY_SHARED` names, or below `shared` beside the repository. Undefined, after a warning, where it is not.
 */
export function referenceModules(): GoldenModules | undefined {
  const shared = process.env.CELLTALLY_SHARED ?? resolve(packageRoot, '../../../shared');
  const folder = join(shared, 'reference');
  if (existsSync(join(folder, 'modules.json'))) return loadGolden(folder);
  console.warn(
    `The whole Lite-UNet is not compared: ${folder} holds no modules.json. ` +
      'Set CELLTALLY_SHARED to the folder that holds reference/.',
  );
  return undefined;
}

/** What a golden case compared, and the largest deviation by tensor name. */
export interface GoldenResult {
  readonly tolerance: number;
  /** Names that the network declares and the case lacks, or the other way round. */
  readonly unmatched: readonly string[];
  /** Largest difference, relative to the larger of 1 and the golden tensor's largest value. */
  readonly deviations: Readonly<Record<string, number>>;
}

/** Runs a case forward and backward: the output, the input's gradient, and every parameter's gradient. */
export async function runGoldenModule(
  device: Device,
  golden: GoldenModules,
  name: string,
  network: (scope: Scope, x: Value, attributes: Readonly<Record<string, number>>) => Value,
): Promise<GoldenResult> {
  const known = golden.cases.get(name);
  if (known === undefined)
    throw new Error(`no golden case '${name}': there are ${[...golden.cases.keys()].join(', ')}`);
  const at = (tensor: string): Tensor => {
    const found = golden.tensors.get(`${name}/${tensor}`);
    if (found === undefined) throw new Error(`the golden case '${name}' has no tensor '${tensor}'`);
    return found;
  };
  const x = input('x', known.input);
  const built = build((scope) => network(scope, x, known.attributes), { training: known.training });
  const declared = built.parameters.map((each) => each.name);
  const expected = Object.keys(known.parameters);
  const unmatched = [
    ...declared.filter((each) => !expected.includes(each)),
    ...expected.filter((each) => !declared.includes(each)),
  ];
  if (unmatched.length > 0) return { tolerance: known.tolerance, unmatched, deviations: {} };

  const dy = input('dy', built.result.shape);
  const wrt = [x, ...built.parameters.map(({ value }) => value)];
  const found = gradients(built.result, wrt, dy);
  const outputs: Record<string, Value> = { y: built.result, dx: found[0]! };
  for (const [i, each] of declared.entries()) outputs[`dparam.${each}`] = found[i + 1]!;

  const compiled = compile({ outputs });
  const feeds: Record<string, Tensor> = { x: at('x'), dy: at('dy') };
  for (const each of declared) feeds[each] = at(`param.${each}`);
  for (const { name: buffer } of built.buffers) feeds[buffer] = at(`buffer.${buffer}`);
  // The reference switched dropout off.
  for (const mask of built.masks) feeds[mask.name] = filled(mask.shape, 1);
  const program = await device.load(compiled);
  const wanted = Object.fromEntries(compiled.inputs.map((spec) => [spec.name, feeds[spec.name]!]));
  const results = await program.run(wanted);
  await program.release();
  const deviations = Object.fromEntries(
    Object.keys(outputs).map((each) => [each, deviation(floatData(results[each]!), floatData(at(each)))]),
  );
  return { tolerance: known.tolerance, unmatched, deviations };
}

/** Largest difference, relative to the larger of 1 and the largest expected value; infinite for other lengths or NaN. */
export function deviation(actual: Float32Array, expected: Float32Array): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let scale = 1;
  let largest = 0;
  expected.forEach((value, i) => {
    scale = Math.max(scale, Math.abs(value));
    const difference = Math.abs(actual[i]! - value);
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  });
  return largest / scale;
}
