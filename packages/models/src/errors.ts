import type { Annotation } from '@celltally/imaging';

/** Every error that leaves this package extends this class. */
export class ModelError extends Error {
  override readonly name: string = 'ModelError';
}

/** An option of a network is out of range. The message names option, rule and the value received. */
export class ArchitectureOptionError extends ModelError {
  override readonly name = 'ArchitectureOptionError';
  readonly option: string;
  constructor(architecture: string, option: string, rule: string, received: unknown) {
    super(`${architecture}: option '${option}' must be ${rule}, received ${String(received)}`);
    this.option = option;
  }
}

/** No network, option or target has this name. The message lists those that exist. */
export class UnknownNameError extends ModelError {
  override readonly name = 'UnknownNameError';
  readonly known: readonly string[];
  constructor(kind: 'architecture' | 'option' | 'target', received: string, known: readonly string[]) {
    super(`unknown ${kind} '${received}': there are ${known.join(', ')}`);
    this.known = known;
  }
}

/** A training map cannot be made of what an annotation says. */
export class AnnotationInsufficientError extends ModelError {
  override readonly name = 'AnnotationInsufficientError';
  readonly target: string;
  readonly needed: readonly Annotation['kind'][];
  readonly found: Annotation['kind'];
  /** Targets that the annotation found would suffice for. */
  readonly possible: readonly string[];
  constructor(facts: {
    readonly target: string;
    readonly needed: readonly Annotation['kind'][];
    readonly found: Annotation['kind'];
    readonly possible: readonly string[];
  }) {
    const remedy =
      facts.possible.length > 0
        ? `with ${facts.found}, train the target ${facts.possible.join(' or ')} instead`
        : `no target that makes maps can learn from ${facts.found}: annotate positions or outlines`;
    super(
      `the target '${facts.target}' needs ${facts.needed.join(' or ')}, the annotation has ${facts.found}: ${remedy}`,
    );
    this.target = facts.target;
    this.needed = facts.needed;
    this.found = facts.found;
    this.possible = facts.possible;
  }
}

/** A label image and the picture it annotates have different sizes. */
export class AnnotationSizeError extends ModelError {
  override readonly name = 'AnnotationSizeError';
  constructor(
    annotation: { readonly width: number; readonly height: number },
    picture: { readonly width: number; readonly height: number },
  ) {
    super(
      `the label image must be as large as the picture, ${picture.width} x ${picture.height}, ` +
        `received ${annotation.width} x ${annotation.height}`,
    );
  }
}

/** A decoding cannot be fitted: there are no pictures, or an option is out of range. */
export class FitError extends ModelError {
  override readonly name = 'FitError';
}

/** A model package is malformed, incomplete or damaged. `field` is the path in `rdf.yaml`, or the file's name. */
export class PackageError extends ModelError {
  override readonly name = 'PackageError';
  readonly field: string;
  constructor(field: string, message: string, options?: { readonly cause?: unknown }) {
    super(`model package: ${field} ${message}`, options);
    this.field = field;
  }
}
