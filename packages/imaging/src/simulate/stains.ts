import { createPlane, type Plane } from '../analysis/plane.js';

/**
 * Optical density of haematoxylin and eosin in red, green and blue. Slides differ; these lie midway between the references
 * of Ruifrok and Johnston, "Quantification of histochemical staining by color deconvolution", 2001, and of Macenko et
 * al., "A method for normalizing histology slides for quantitative analysis", 2009.
 */
export const HAEMATOXYLIN = [0.606, 0.71, 0.348] as const;
export const EOSIN = [0.143, 0.896, 0.335] as const;

/** Amounts of stain per pixel. */
export interface StainedSlide {
  readonly haematoxylin: Plane;
  readonly eosin: Plane;
}

/** The red, green and blue light that passes a slide; 1 is all of it. Lambert-Beer: densities add, light multiplies. */
export function transmit({ haematoxylin, eosin }: StainedSlide): Plane[] {
  const { width, height } = haematoxylin;
  return HAEMATOXYLIN.map((blue, channel) => {
    const light = createPlane(width, height);
    const [perH, perE] = [-blue * Math.LN10, -EOSIN[channel]! * Math.LN10];
    for (let i = 0; i < light.data.length; i++) {
      light.data[i] = Math.exp(perH * haematoxylin.data[i]! + perE * eosin.data[i]!);
    }
    return light;
  });
}
