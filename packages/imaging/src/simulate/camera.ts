import type { Plane } from '../analysis/plane.js';
import type { Image } from '../image.js';
import type { Random } from '../random.js';
import type { ResolvedSimulation } from './options.js';
import { poisson } from './poisson.js';

/** Dark level of the camera as a fraction of the largest value, before noise. */
const DARK = 0.025;

/**
 * Takes a grey picture of light: photons arrive at random (Poisson), the camera adds its own noise (Gaussian), and the sum
 * becomes a whole number that saturates at the top.
 *
 * @param light 1 is the light of a typical cell
 */
export function exposeGrey(random: Random, light: Plane, options: ResolvedSimulation): Image {
  const { photons, readNoise, exposure, bitDepth } = options;
  const most = 2 ** bitDepth - 1;
  const perPhoton = (most * exposure) / photons;
  const { width, height } = light;
  const data = bitDepth === 8 ? new Uint8Array(width * height) : new Uint16Array(width * height);
  for (let i = 0; i < data.length; i++) {
    const detected = poisson(random, Math.max(0, light.data[i]! * photons)) + readNoise * random.normal();
    const value = Math.round(DARK * most + perPhoton * detected);
    data[i] = Math.max(0, Math.min(most, value));
  }
  return { width, height, channels: 1, colour: 'grey', bitDepth: bitDepth === 8 ? 8 : 16, data };
}

/**
 * Takes an 8-bit colour picture of transmitted light.
 *
 * @param light red, green and blue; 1 is the lamp without a slide
 */
export function exposeColour(random: Random, light: readonly Plane[], options: ResolvedSimulation): Image {
  const { width, height, photons, readNoise, exposure } = options;
  const size = width * height;
  const data = new Uint8Array(light.length * size);
  light.forEach((plane, channel) => {
    for (let i = 0; i < size; i++) {
      const detected = poisson(random, Math.max(0, plane.data[i]! * photons)) + readNoise * random.normal();
      const value = Math.round((255 * exposure * detected) / photons);
      data[channel * size + i] = Math.max(0, Math.min(255, value));
    }
  });
  return { width, height, channels: light.length, colour: 'rgb', bitDepth: 8, data };
}
