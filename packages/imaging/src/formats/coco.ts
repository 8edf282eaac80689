import type { Annotation, Box, Point } from '../annotation.js';
import { AnnotationError } from '../errors.js';
import { type CocoRle, polygonPixels, rlePixels } from './coco-mask.js';

/** One picture of a COCO file. */
export interface CocoPicture {
  readonly id: number | string;
  readonly fileName: string;
  readonly width: number;
  readonly height: number;
  readonly objects: readonly CocoObject[];
}

/** One annotated object, as the file holds it. */
export interface CocoObject {
  readonly id?: number | string;
  /** `[x, y, width, height]`, corner-based. */
  readonly bbox?: readonly [number, number, number, number];
  readonly segmentation?: readonly (readonly number[])[] | CocoRle;
  /** Triples x, y, visibility; visibility 0 is "not labelled". */
  readonly keypoints?: readonly number[];
  /** 1 marks a region that holds many objects. */
  readonly iscrowd?: number;
  readonly category_id?: number | string;
  /** How sure a detector was, in results files. */
  readonly score?: number;
}

/** A whole COCO file. */
export interface CocoFile {
  readonly pictures: readonly CocoPicture[];
  /** As the file holds them; a file without the list has none. */
  readonly categories: readonly Readonly<Record<string, unknown>>[];
}

/** What to make of a picture's objects. */
export type CocoKind = 'labels' | 'points' | 'boxes';

/**
 * Reads a COCO file (Lin et al. 2014, "data format"). Every picture in it is annotated: one without objects
 * has no cells. Throws `AnnotationError` if it is no such file, or an object belongs to no picture.
 */
export function readCoco(text: string, file?: string): readonly CocoPicture[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new AnnotationError(`${file ?? 'The COCO file'} is no JSON. Export it again.`, file, { cause });
  }
  return toCocoFile(parsed, file).pictures;
}

/** The same of parsed JSON, with its categories. */
export function toCocoFile(value: unknown, file?: string): CocoFile {
  const title = file ?? 'The COCO file';
  const parsed = (value ?? {}) as { images?: unknown; annotations?: unknown; categories?: unknown };
  if (!Array.isArray(parsed.images) || !Array.isArray(parsed.annotations)) {
    throw new AnnotationError(
      `${title} lacks the lists "images" and "annotations", so it is no COCO file.`,
      file,
    );
  }
  const objects = new Map<unknown, CocoObject[]>();
  const pictures = parsed.images.map((image: Record<string, unknown>): CocoPicture => {
    const { id, file_name: fileName, width, height } = image;
    const known = typeof id === 'number' || typeof id === 'string';
    if (!known || typeof fileName !== 'string' || typeof width !== 'number' || typeof height !== 'number') {
      throw new AnnotationError(
        `${title}: an image must have id, file_name, width and height, but reads ${JSON.stringify(image).slice(0, 120)}.`,
        file,
      );
    }
    const own: CocoObject[] = [];
    objects.set(id, own);
    return { id, fileName, width, height, objects: own };
  });
  for (const object of parsed.annotations as (CocoObject & { image_id?: unknown })[]) {
    const own = objects.get(object.image_id);
    if (own === undefined) {
      throw new AnnotationError(
        `${title}: annotation ${object.id} belongs to image ${String(object.image_id)}, which is not listed. Remove it, or add the image.`,
        file,
      );
    }
    own.push(object);
  }
  const categories = Array.isArray(parsed.categories) ? parsed.categories : [];
  return { pictures, categories: categories.filter((each) => typeof each === 'object' && each !== null) };
}

/**
 * The annotation of one picture: labels if every object has a segmentation, else points if every object has a
 * labelled keypoint (the first counts), else boxes; or the kind asked for. Crowd regions are left out, as
 * they say not how many objects they hold. Corner-based throughout. Throws `AnnotationError` where an object
 * lacks what the kind needs.
 */
export function cocoAnnotation(picture: CocoPicture, kind?: CocoKind, file?: string): Annotation {
  const objects = picture.objects.filter((object) => object.iscrowd !== 1);
  switch (kind ?? richestKind(objects)) {
    case 'labels':
      return toLabels(picture, objects, file);
    case 'points':
      return {
        kind: 'points',
        points: objects.map((object) => keypoint(object) ?? lacking(object, 'keypoint', file)),
      };
    case 'boxes':
      return {
        kind: 'boxes',
        boxes: objects.map((object) => toBox(object) ?? lacking(object, 'bbox', file)),
      };
  }
}

function richestKind(objects: readonly CocoObject[]): CocoKind {
  if (objects.length > 0 && objects.every(hasMask)) return 'labels';
  return objects.every((object) => keypoint(object) !== undefined) ? 'points' : 'boxes';
}

export function hasMask({ segmentation }: CocoObject): boolean {
  if (segmentation === undefined) return false;
  return (
    isRle(segmentation) || (segmentation.length > 0 && segmentation.every((polygon) => polygon.length >= 6))
  );
}

export function isRle(segmentation: readonly (readonly number[])[] | CocoRle): segmentation is CocoRle {
  return 'counts' in segmentation;
}

export function keypoint({ keypoints = [] }: CocoObject): Point | undefined {
  for (let i = 0; i + 2 < keypoints.length; i += 3) {
    if (keypoints[i + 2]! > 0) return { x: keypoints[i]!, y: keypoints[i + 1]! };
  }
  return undefined;
}

export function toBox({ bbox }: CocoObject): Box | undefined {
  if (bbox?.length !== 4 || !bbox.every(Number.isFinite)) return undefined;
  return { left: bbox[0], top: bbox[1], width: bbox[2], height: bbox[3] };
}

function toLabels(
  picture: CocoPicture,
  objects: readonly CocoObject[],
  file: string | undefined,
): Annotation {
  const { width, height } = picture;
  const masks = objects.map((object) => maskPixels(object, picture, file));
  // Where outlines overlap, the smaller object stays on top, or it could vanish.
  const order = masks.map((_, index) => index).sort((a, b) => masks[b]!.length - masks[a]!.length);
  const labels = new Uint32Array(width * height);
  for (const index of order) for (const pixel of masks[index]!) labels[pixel] = index + 1;

  const visible = new Set(labels);
  const hidden = objects.findIndex((_, index) => !visible.has(index + 1));
  if (hidden >= 0) {
    throw new AnnotationError(
      `${file ?? 'The COCO file'}: annotation ${objects[hidden]!.id} of "${picture.fileName}" covers no pixel of its own. Remove it if it is a duplicate, or read the file as boxes.`,
      file,
    );
  }
  return { kind: 'labels', width, height, labels };
}

export function maskPixels(object: CocoObject, picture: CocoPicture, file: string | undefined): number[] {
  const { segmentation } = object;
  if (segmentation === undefined || !hasMask(object)) return lacking(object, 'segmentation', file);
  if (!isRle(segmentation)) return polygonPixels(segmentation, picture.width, picture.height);
  const [height, width] = segmentation.size;
  if (width === picture.width && height === picture.height) return rlePixels(segmentation, file);
  throw new AnnotationError(
    `${file ?? 'The COCO file'}: annotation ${object.id} has a mask of ${width} x ${height} on the picture "${picture.fileName}" of ${picture.width} x ${picture.height}.`,
    file,
  );
}

export function lacking(object: CocoObject, what: string, file: string | undefined): never {
  throw new AnnotationError(
    `${file ?? 'The COCO file'}: annotation ${object.id} has no usable ${what}. Add it, or read the file as another kind.`,
    file,
  );
}
