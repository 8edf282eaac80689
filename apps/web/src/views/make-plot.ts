import UPlot from 'uplot';
import { words } from '../words.js';

/** Steps between two epochs of the axis: there are no halves. */
const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];

/** Draws one line over epochs, in the colours of the page. */
export function makePlot(element: HTMLElement, data: [number[], (number | null)[]], height: number): UPlot {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const axis = {
    stroke: colour('--text-quiet'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  };
  return new UPlot(
    {
      width: element.clientWidth,
      height,
      legend: { show: false },
      cursor: { drag: { x: false, y: false } },
      scales: { x: { time: false }, y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] } },
      axes: [
        { ...axis, label: words.train.epochAxis, labelSize: 22, size: 32, incrs: WHOLE },
        { ...axis, size: 56 },
      ],
      series: [{}, { stroke: colour('--accent'), width: 2, points: { show: data[0].length < 60, size: 5 } }],
    },
    data,
    element,
  );
}
