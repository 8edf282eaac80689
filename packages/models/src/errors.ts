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
  constructor(
    kind: 'architecture' | 'objective' | 'option' | 'target',
    received: string,
    known: readonly string[],
  ) {
    super(`unknown ${kind} '${received}': there are ${known.join(', ')}`);
    this.known = known;
  }
}

/** A network cannot learn this kind of map. The message lists those that it can. */
export class UnsuitableTargetError extends ModelError {
  override readonly name = 'UnsuitableTargetError';
  readonly possible: readonly string[];
  constructor(architecture: string, target: string, possible: readonly string[]) {
    super(`${architecture} cannot learn the target '${target}': it learns ${possible.join(' or ')}`);
    this.possible = possible;
  }
}

/** A file of published weights does not fit a network. The message says where, and what would. */
export class PretrainedError extends ModelError {
  override readonly name = 'PretrainedError';
}

/** A training map cannot be made of what an annotation says. */
export class AnnotationInsufficientError extends ModelError {
  override readonly name = 'AnnotationInsufficientError';
  readonly target: string;
  readonly needed: readonly Annotation['kind'][];
  readonly found: Annotation['kind'];
  /** Targets that the annotation found would suffice for. */
  readonly possible: readonly string[];
  /** Models that could learn from it, where that was looked up. */
  readonly models: readonly string[];
  constructor(facts: {
    readonly target: string;
    readonly needed: readonly Annotation['kind'][];
    readonly found: Annotation['kind'];
    readonly possible: readonly string[];
    /** Whose annotation it is. Default: "the annotation". */
    readonly picture?: string;
    /** The model that was to be trained; `possible` are targets of its own, then. */
    readonly model?: string;
    readonly models?: readonly string[];
  }) {
    const { target, needed, found, possible, picture = 'the annotation', model, models = [] } = facts;
    const others = models.length > 0 ? `; models that learn from ${found}: ${models.join(', ')}` : '';
    const remedy =
      possible.length > 0
        ? `with ${found}, train the target ${possible.join(' or ')} instead`
        : model !== undefined && models.length > 0
          ? `no target of ${model} can be made of ${found}`
          : `no target that makes maps can learn from ${found}: annotate positions or outlines`;
    super(`the target '${target}' needs ${needed.join(' or ')}, ${picture} has ${found}: ${remedy}${others}`);
    this.target = target;
    this.needed = needed;
    this.found = found;
    this.possible = possible;
    this.models = models;
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
