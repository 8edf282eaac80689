import type { CompiledProgram, Tensor } from '@celltally/engine';
import type { ModelSettings } from './settings.js';

export interface Author {
  readonly name: string;
  readonly affiliation?: string;
  readonly orcid?: string;
}

/** A work to cite, with its DOI or address. */
export interface Citation {
  readonly text: string;
  readonly doi?: string;
  readonly url?: string;
}

/** What a model package says about its model to people. */
export interface ModelDescription {
  /** 5 to 128 letters, digits, spaces and `_+-()`. */
  readonly name: string;
  readonly description: string;
  readonly authors: readonly Author[];
  readonly cite: readonly Citation[];
  /** SPDX identifier. */
  readonly license: string;
  readonly tags: readonly string[];
  /** When the model was made, ISO 8601. */
  readonly timestamp?: string;
}

/** Files that a package has beside what is needed to use it, by name. */
export type Attachments = ReadonlyMap<string, Uint8Array>;

/** A trained model with everything that is needed to use it, and to check that it does what it did. */
export interface ModelPackage {
  readonly about: ModelDescription;
  readonly settings: ModelSettings;
  /**
   * Input `[N, C, H, W]` of prepared pictures, output `[N, 1, H, W]`, and of a network with a head that counts a second
   * one `[N]`; float32, standard operators.
   */
  readonly program: CompiledProgram;
  /** A picture as it is before its intensities are prepared, `[N, C, H, W]`, float32. */
  readonly testInput: Tensor;
  /** The map of that picture. */
  readonly testOutput: Tensor;
  /** Its number of cells `[N]`, of a network with a head that counts. */
  readonly testCount?: Tensor;
  /** Markdown with a section "Validation". */
  readonly documentation: string;
  /** Further files by name, such as figures of the documentation. */
  readonly attachments?: Attachments;
}
