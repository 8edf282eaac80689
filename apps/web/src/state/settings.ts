import { type Signal, signal } from '@preact/signals';

/** What a person prefers, kept from visit to visit. */
export interface Settings {
  readonly theme: 'system' | 'light' | 'dark';
  /** Where networks run. */
  readonly device: 'auto' | 'wasm' | 'webgpu';
  /** Radius of a marker in pixels of the screen. */
  readonly markerSize: number;
  readonly showCells: boolean;
  readonly showMap: boolean;
  /** The model that is used; undefined: one that suits the picture. */
  readonly model: string | undefined;
  /** Whether pictures are scaled until their cells are as wide as those that the model has seen. */
  readonly fit: boolean;
  /** The class of new cells. */
  readonly kind: number;
  /** Diameter of the eraser in pixels of the screen. */
  readonly brush: number;
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  device: 'auto',
  markerSize: 7,
  showCells: true,
  showMap: false,
  model: undefined,
  fit: false,
  kind: 0,
  brush: 40,
};

export interface SettingsStore {
  readonly current: Signal<Settings>;
  change(part: Partial<Settings>): void;
}

/** @param keep called with what has changed */
export function createSettings(kept: unknown, keep: (settings: Settings) => void): SettingsStore {
  const former = typeof kept === 'object' && kept !== null ? kept : {};
  const current = signal<Settings>({ ...DEFAULT_SETTINGS, ...former });
  return {
    current,
    change: (part) => {
      current.value = { ...current.value, ...part };
      keep(current.value);
    },
  };
}
