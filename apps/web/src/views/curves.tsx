import { useEffect, useRef } from 'preact/hooks';
import type { CurvePoint } from '../state/training-state.js';
import { words } from '../words.js';

/** Height of a plot in pixels of the screen. */
const HEIGHT = 220;

/** Loss and validation error by epoch, live. */
export function Curves({ curve }: { readonly curve: readonly CurvePoint[] }) {
  return (
    <div
      class="curves"
      data-errors={curve.flatMap(({ error }) => (error === undefined ? [] : [error])).join()}
    >
      <Plot
        title={words.train.loss}
        curve={curve}
        value={({ loss }) => loss}
        shown={(loss) => loss.toPrecision(3)}
      />
      <Plot
        title={words.train.error}
        curve={curve}
        value={({ error }) => error ?? null}
        shown={words.estimate}
      />
    </div>
  );
}

type Chart = {
  setData(data: [number[], (number | null)[]]): void;
  setSize(size: object): void;
  destroy(): void;
};

function Plot({
  title,
  curve,
  value,
  shown,
}: {
  readonly title: string;
  readonly curve: readonly CurvePoint[];
  readonly value: (point: CurvePoint) => number | null;
  readonly shown: (value: number) => string;
}) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | undefined>(undefined);
  const data: [number[], (number | null)[]] = [curve.map(({ epoch }) => epoch), curve.map(value)];
  const latest = useRef(data);
  latest.current = data;
  useEffect(() => {
    const place = element.current;
    if (place === null) return undefined;
    let closed = false;
    const observer = new ResizeObserver(() =>
      chart.current?.setSize({ width: place.clientWidth, height: HEIGHT }),
    );
    void import('./make-plot.js').then(({ makePlot }) => {
      if (closed) return;
      chart.current = makePlot(place, latest.current, HEIGHT);
      observer.observe(place);
    });
    return () => {
      closed = true;
      observer.disconnect();
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => chart.current?.setData(data), [curve]);
  const last = curve.at(-1);
  const now = last === undefined ? null : value(last);
  return (
    <figure>
      <figcaption>
        {title}
        {now === null ? null : <strong> {shown(now)}</strong>}
      </figcaption>
      <div ref={element} />
    </figure>
  );
}
