/** Samples as they were stored: nothing is squeezed to 8 bits on the way in. */
export type Samples = Uint8Array | Uint16Array | Float32Array;

/** How the channels of an image are to be understood. */
export type ColourModel = 'grey' | 'rgb' | 'multichannel';

/** Size of one pixel in micrometres, and who said so. */
export interface PixelSize {
  readonly x: number;
  readonly y: number;
  readonly source: 'ome-xml' | 'imagej' | 'tiff-resolution' | 'aperio' | 'user';
}

/**
 * A picture in memory, planar: sample (c, y, x) stands at `(c * height + y) * width + x`.
 * This is the engine's `[C, H, W]` tensor by structure.
 */
export interface Image {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly colour: ColourModel;
  /** Bits per sample of the stored data: 8 and 16 are unsigned integers, 32 is IEEE float. */
  readonly bitDepth: 8 | 16 | 32;
  readonly data: Samples;
}

/** A rectangle in pixels; `x`, `y` is the top-left pixel. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What to read of a source that holds more than one plane. Everything has a default. */
export interface Selection {
  /** Channel indices, in the order wanted. Default: all. */
  readonly channels?: readonly number[];
  /** Focal plane index, or `'max'` for the maximum projection over all planes. Default 0. */
  readonly z?: number | 'max';
  /** Time point. Default 0. */
  readonly t?: number;
  /** Page of a multipage file that states no axes of its own. Default 0. */
  readonly page?: number;
  /** Rectangle of the picture. Default: the whole picture. */
  readonly region?: Region;
}

/** What a selection gives when it is read. */
export interface ImageDescription extends Omit<Image, 'data'> {
  /** Pieces in which the file holds the picture, in pixels: regions along their borders decode nothing twice. */
  readonly blocks: { readonly width: number; readonly height: number };
}

/** An opened image file: its description at once, its pixels when asked. */
export interface ImageSource {
  readonly format: 'png' | 'jpeg' | 'bmp' | 'tiff';
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly depth: number;
  readonly times: number;
  readonly pages: number;
  readonly colour: ColourModel;
  readonly bitDepth: 8 | 16 | 32;
  readonly channelNames?: readonly string[];
  readonly pixelSize?: PixelSize;
  /**
   * What `read` of a selection gives, without reading it: a page may differ from the first.
   * @throws SelectionError as `read` does
   */
  describe(selection?: Selection): ImageDescription;
  /** Reads one picture. Of a TIFF only the strips and tiles that the region touches are read and decoded. */
  read(selection?: Selection, signal?: AbortSignal): Promise<Image>;
}
