import { type Image, type Normalisation, normalise, toChannels } from '@celltally/imaging';
import { CountingError } from '../errors.js';
import { enlargedImage } from './enlarge.js';

/** How a picture becomes what a network sees. It stands in every model package. */
export interface Preparation {
  readonly normalisation: Normalisation;
  /** Factor by which pictures are enlarged. Default 1. */
  readonly inputScale?: number;
}

/** A picture ready for a network: normalised floats, one plane for grey pictures or three. */
export interface PreparedPicture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** Planar, `[channels, height, width]`. */
  readonly data: Float32Array;
}

/** ImageNet's means and deviations, on values in [0, 1]: what the papers use for colour pictures. */
export const IMAGENET: Normalisation = {
  kind: 'fixed',
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
};

/** The picture's own 1st and 99.8th percentiles, for pictures whose exposure is not controlled. */
export const PERCENTILES: Normalisation = { kind: 'percentile', low: 1, high: 99.8, jointly: true };

/** Colour pictures of 8 bits keep their colours; any other is stretched by its own percentiles. */
export const defaultNormalisation = (image: Image): Normalisation =>
  image.colour === 'rgb' && image.bitDepth === 8 ? IMAGENET : PERCENTILES;

export const NORMALISATION_NAMES = ['auto', 'colours', 'percentiles'] as const;
export type NormalisationName = (typeof NORMALISATION_NAMES)[number];

/** The normalisation of that name; `auto` is what suits the picture. */
export const normalisationNamed = (name: NormalisationName, image: Image): Normalisation =>
  name === 'auto' ? defaultNormalisation(image) : name === 'colours' ? IMAGENET : PERCENTILES;

/** The name of a normalisation: its inverse. */
export const nameOfNormalisation = ({ kind }: Normalisation): NormalisationName =>
  kind === 'fixed' ? 'colours' : 'percentiles';

/**
 * Channels as the network knows them (grey or colour), then normalised, then enlarged.
 * @throws CountingError for samples that are no numbers, which would make no number of the count
 */
export function preparePicture(
  image: Image,
  { normalisation, inputScale = 1 }: Preparation,
): PreparedPicture {
  const normal = normalise(networkChannels(image, normalisation), normalisation);
  const { width, height, data } = enlargedImage(normal, inputScale);
  return { width, height, channels: channelsWanted(image, normalisation), data: data as Float32Array };
}

/** How many channels a network is given of a picture. */
export function channelsWanted({ colour }: Pick<Image, 'colour'>, normalisation: Normalisation): 1 | 3 {
  const perChannel = normalisation.kind === 'fixed' && typeof normalisation.mean !== 'number';
  return colour === 'rgb' || perChannel ? 3 : 1;
}

/**
 * A picture, or a piece of one, with the channels that a network is given.
 * @throws CountingError for samples that are no numbers
 */
export function networkChannels(image: Image, normalisation: Normalisation): Image {
  if (image.data instanceof Float32Array && !image.data.every(Number.isFinite)) {
    throw new CountingError(
      'the picture holds samples that are no finite numbers: replace them, by 0 for example',
    );
  }
  return toChannels(image, channelsWanted(image, normalisation));
}
