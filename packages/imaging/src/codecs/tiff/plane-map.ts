import type { PixelSize } from '../../image.js';

/** Where one plane of a stack is stored. */
export interface PlaneAddress {
  /** Index into the file's pages. */
  readonly page: number;
  /** Channel within that page. */
  readonly channel: number;
}

/** The axes that a file's metadata give its pages, and where each plane is. */
export interface PlaneMap {
  readonly channels: number;
  readonly depth: number;
  readonly times: number;
  readonly channelNames?: readonly string[];
  readonly pixelSize?: PixelSize;
  /** For messages about selections: what else there is, and where. */
  readonly note?: string;
  /**
   * @throws ImageFormatError where the plane is in another file
   */
  locate(channel: number, z: number, t: number): PlaneAddress;
}

/** What a metadata reader is told about the file. */
export interface PageCount {
  readonly pages: number;
  /** Channels of each page, 3 for RGB. */
  readonly pageChannels: number;
  readonly name?: string | undefined;
}
