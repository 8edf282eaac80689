import { linearTicks, logTicks } from '../../render/plots/ticks.js';

/** An axis, and where values lie on it. */
export interface Scale {
  readonly type: 'log' | 'linear';
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** From 0 at the beginning of the axis to 1 at its end. */
  position(value: number): number;
}

export interface ScaleOptions {
  /** Logarithmic where all values are positive and the largest is more than so many times the smallest. */
  readonly foldOfLog: number;
  /** Share of the axis that is left free at each end. */
  readonly room: number;
  /** A linear axis begins at zero. */
  readonly fromZero?: boolean;
}

/** The axis for some values. */
export function scaleOf(
  values: readonly number[],
  { foldOfLog, room, fromZero = false }: ScaleOptions,
): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (values.length === 0) return linear([0, 1]);
  if (low > 0 && high > foldOfLog * low) {
    const factor = (high / low) ** room;
    const domain = [low / factor, high * factor] as const;
    const [from, to] = domain.map(Math.log) as [number, number];
    return {
      type: 'log',
      domain,
      ticks: logTicks(...domain),
      position: (value) => (Math.log(value) - from) / (to - from),
    };
  }
  if (fromZero && low >= 0) return linear([0, high * (1 + room) || 1]);
  const free = room * (high - low) || room * Math.abs(high) || 1;
  return linear([low - free, high + free]);
}

function linear(domain: readonly [number, number]): Scale {
  const [from, to] = domain;
  return {
    type: 'linear',
    domain,
    ticks: linearTicks(from, to, 6),
    position: (value) => (value - from) / (to - from),
  };
}
