import { type Zippable, zipSync } from 'fflate';
import { stringify } from 'yaml';
import { PackageError } from '../errors.js';
import { describePackage, FILES } from './descriptor.js';
import { modelCard } from './model-card.js';
import type { ModelPackage } from './model-package.js';
import { writeNpy } from './npy.js';
import { checkDescriptor } from './read-descriptor.js';
import { sha256 } from './sha256.js';

/** Names that are no paths, on any system. */
const ATTACHMENT = /^[\w][\w.-]*$/;

/** What is written: a model package whose documentation is made of the rest where it is left out. */
export type PackageContents = Omit<ModelPackage, 'documentation'> & { readonly documentation?: string };

/**
 * The files of a BioImage.IO model package by name, for a folder.
 * @throws PackageError naming the field that the format does not allow
 */
export async function packageFiles(contents: PackageContents): Promise<ReadonlyMap<string, Uint8Array>> {
  const whole: ModelPackage = { ...contents, documentation: contents.documentation ?? modelCard(contents) };
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
  const files = new Map<string, Uint8Array>([
    [FILES.documentation, utf8(whole.documentation)],
    [FILES.testInput, writeNpy(whole.testInput)],
    [FILES.testOutput, writeNpy(whole.testOutput)],
    ...(whole.testCount === undefined ? [] : [[FILES.testCount, writeNpy(whole.testCount)] as const]),
    [FILES.weights, whole.program.model],
  ]);
  for (const [name, bytes] of whole.attachments ?? []) {
    if (name === FILES.descriptor || files.has(name) || !ATTACHMENT.test(name))
      throw new PackageError('attachments', `must be files with names of their own, received '${name}'`);
    files.set(name, bytes);
  }
  const digests: Record<string, string> = {};
  for (const [name, bytes] of files) digests[name] = await sha256(bytes);
  const descriptor = describePackage(whole, digests);
  checkDescriptor(descriptor, whole.documentation);
  return new Map([
    [FILES.descriptor, utf8(stringify(descriptor, { lineWidth: 0, aliasDuplicateObjects: false }))],
    ...files,
  ]);
}

/** A model package as one zip file; the same contents give the same bytes. */
export async function writeModelPackage(contents: PackageContents): Promise<Uint8Array> {
  const entries: Zippable = Object.fromEntries(await packageFiles(contents));
  // The zip format knows local times from 1980 on; a fixed one keeps the bytes the same.
  return zipSync(entries, { mtime: new Date(1980, 0, 1), level: 6 });
}
