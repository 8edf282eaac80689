import { type Signal, signal } from '@preact/signals';
import type { ChannelDisplay, Viewer, ViewerTool } from '../viewer/viewer.js';
import type { ChannelRange } from '../work/picture-methods.js';

/** What belongs to looking at pictures and is not kept: tool, selection, view. */
export interface Desk {
  readonly tool: Signal<ViewerTool>;
  /** Numbers of the selected cells. */
  readonly selection: Signal<readonly number[]>;
  /** The threshold while the slider moves. */
  readonly preview: Signal<number | undefined>;
  readonly viewer: Signal<Viewer | undefined>;
  /** Where the pointer is in the picture. */
  readonly pointer: Signal<{ readonly x: number; readonly y: number } | undefined>;
  /** Of each picture that was looked at: how its channels are shown, and what they hold. */
  readonly displays: Signal<ReadonlyMap<string, Display>>;
}

export interface Display {
  readonly channels: readonly ChannelDisplay[];
  readonly ranges: readonly ChannelRange[];
}

export const createDesk = (): Desk => ({
  tool: signal('pan'),
  selection: signal([]),
  preview: signal(undefined),
  viewer: signal(undefined),
  pointer: signal(undefined),
  displays: signal(new Map()),
});

/** Colours for the channels of fluorescence, the usual ones first. */
const CHANNEL_COLOURS: readonly ChannelDisplay['colour'][] = [
  [80, 130, 255],
  [60, 220, 90],
  [255, 70, 60],
  [240, 80, 240],
  [60, 220, 220],
  [250, 220, 60],
];

/** How channels are shown at first: one in grey, several in colours, each between the ends that show it well. */
export function firstDisplay(ranges: readonly ChannelRange[], colour: 'rgb' | 'channels'): Display {
  const several = colour === 'channels' && ranges.length > 1;
  return {
    ranges,
    channels: ranges.map(({ low, high }, channel) => ({
      channel,
      visible: channel < CHANNEL_COLOURS.length,
      low,
      high,
      colour: several ? CHANNEL_COLOURS[channel % CHANNEL_COLOURS.length]! : [255, 255, 255],
    })),
  };
}
