import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { blandAltman } from './bland-altman.js';
import { errorHistogram } from './error-histogram.js';
import { type FailureCase, failureFigure } from './failures.js';
import { predictedVersusActual } from './predicted-versus-actual.js';
import { pageTheme } from './theme.js';
import { type TrainingPoint, trainingCurve } from './training-curve.js';

const images = [
  { image: 'a<1>.png', actual: 100, predicted: 104 },
  { image: 'b.png', actual: 200, predicted: 194 },
  { image: 'c.png', actual: 150, predicted: 151.5 },
];
const points: TrainingPoint[] = Array.from({ length: 60 }, (_, i) => ({
  epoch: i + 1,
  loss: 900 / (i + 1),
  validationMae: 20 + Math.abs(i - 40),
  learningRate: 1e-4,
}));

const failure: FailureCase = {
  image: 'plate-1/a-rather-long-name-of-a-picture <B02> field 7.tif',
  width: 200,
  height: 100,
  actual: 3,
  predicted: 3.5,
  found: [{ x: 10, y: 90 }],
  missed: [
    { x: 100, y: 50 },
    { x: 200, y: 0 },
  ],
  invented: [{ x: 50, y: 50 }],
};

/** Reads XML strictly, with nothing but the productions that figures use: what is left unread is an error. */
function firstError(xml: string): string | undefined {
  const token =
    /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="(?:[^"<&]|&(?:amp|lt|gt|quot|#\d+);)*")*)\s*(\/?)>|(?:[^<&]|&(?:amp|lt|gt|quot|#\d+);)+/y;
  const open: string[] = [];
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const match = token.exec(xml);
    if (match === null) return `at ${at}: ${xml.slice(at, at + 60)}`;
    const [text, closing, name, attributes, empty] = match;
    if (name === undefined) {
      if (open.length === 0) return `text outside the root: ${text}`;
      continue;
    }
    const names = [...(attributes ?? '').matchAll(/\s([\w:-]+)="/g)].map((attribute) => attribute[1]);
    if (new Set(names).size < names.length) return `attribute twice: ${text}`;
    if (closing) {
      if (open.pop() !== name) return `${text} closes nothing`;
    } else if (!empty) open.push(name);
  }
  return open.length > 0 ? `${open.join()} left open` : undefined;
}

/** All texts of a figure, and the figure itself. */
function parse(svg: string) {
  const { document } = parseHTML(`<html><body>${svg}</body></html>`);
  return { document, texts: [...document.querySelectorAll('text')].map((text) => text.textContent) };
}

describe('every figure', () => {
  const figures: readonly (readonly [string, string])[] = [
    ['scatter', predictedVersusActual(images)],
    ['Bland–Altman', blandAltman(images)],
    ['histogram', errorHistogram(images)],
    ['training', trainingCurve(points)],
    ['scatter of nothing', predictedVersusActual([])],
    ['Bland–Altman of nothing', blandAltman([])],
    ['histogram of nothing', errorHistogram([])],
    ['training of nothing', trainingCurve([])],
    ['one image', blandAltman(images.slice(0, 1))],
    ['one epoch', trainingCurve(points.slice(0, 1))],
    ['equal counts', predictedVersusActual([images[1]!, images[1]!])],
    ['failures', failureFigure([failure, failure, failure], String)],
    ['a failure', failureFigure([{ ...failure, missed: [], invented: [] }], String)],
    ['no cells', predictedVersusActual([{ image: 'empty.png', actual: 0, predicted: 0 }])],
  ];

  it.each(figures)('%s is a well-formed SVG document without bad numbers', (_name, svg) => {
    expect(firstError(svg)).toBeUndefined();
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('has fixed colours on white as a file, and those of the page inside one', () => {
    expect(predictedVersusActual(images)).toContain('fill="#ffffff"');
    expect(predictedVersusActual(images)).not.toContain('var(');
    expect(predictedVersusActual(images, {}, pageTheme)).toContain('var(--figure-ink, ');
  });
});

describe('count figures', () => {
  it('name axes with units and give every point the name of its image', () => {
    const { document, texts } = parse(predictedVersusActual(images, { objects: 'nuclei', notes: ['n = 3'] }));
    expect(texts).toEqual(
      expect.arrayContaining(['True count (nuclei)', 'Predicted count (nuclei)', 'n = 3']),
    );
    expect([...document.querySelectorAll('circle')]).toHaveLength(3);
    expect(document.querySelector('circle title')?.textContent).toContain('a<1>.png');
  });

  it('draws points of equal counts on the identity line', () => {
    const { document } = parse(predictedVersusActual([{ image: 'x', actual: 80, predicted: 80 }, ...images]));
    const circle = document.querySelector('circle');
    const [x, y] = ['cx', 'cy'].map((name) => Number(circle?.getAttribute(name))) as [number, number];
    // Both axes are 400 px long, from the corner at (62, 416).
    expect(x - 62).toBeCloseTo(416 - y, 1);
  });

  it('prints bias and limits of agreement', () => {
    const { texts } = parse(blandAltman(images));
    expect(texts).toEqual(expect.arrayContaining(['bias −0.17', '+1.96 SD +10.0', '−1.96 SD −10.4']));
  });

  it('leaves out the limits of a single image', () => {
    expect(parse(blandAltman(images.slice(0, 1))).texts.join()).not.toContain('SD');
  });
});

describe('failureFigure', () => {
  it('shows what was missed and invented where it is, and says how many were counted', () => {
    const { document, texts } = parse(failureFigure([failure], (count) => count.toFixed(1)));
    expect(texts).toEqual(
      expect.arrayContaining(['3.0 cells, counted 3.5', 'found', 'missed', 'found where no cell is']),
    );
    expect(texts.find((text) => text?.includes('…'))).toMatch(/^plate-1.*field 7\.tif/);
    // The picture is 288 px wide from (6, 44) on: its middle, and its upper right corner.
    const circles = [...document.querySelectorAll('circle')].map((each) => [
      Number(each.getAttribute('cx')),
      Number(each.getAttribute('cy')),
    ]);
    expect(circles).toEqual(
      expect.arrayContaining([
        [150, 116],
        [294, 44],
      ]),
    );
    expect(document.querySelector('svg')?.getAttribute('aria-label')).toContain(
      '2 missed, 1 found where none is',
    );
  });

  it('leaves out what was found where it would make a large file', () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({ x: i % 200, y: i % 100 }));
    expect(failureFigure([{ ...failure, found: many }], String).length).toBeLessThan(10_000);
  });
});

describe('trainingCurve', () => {
  it('marks the epoch with the smallest validation error, or the one it is told', () => {
    expect(parse(trainingCurve(points)).texts).toContain('best 20.0 (epoch 41)');
    expect(parse(trainingCurve(points, { bestEpoch: 31 })).texts).toContain('best 30.0 (epoch 31)');
  });

  it('names its panels and leaves out those without data', () => {
    const full = parse(trainingCurve(points, { lossLabel: 'Squared error' })).texts;
    expect(full).toEqual(
      expect.arrayContaining(['Squared error', 'Validation MAE (cells)', 'Learning rate', 'Epoch']),
    );
    const bare = parse(trainingCurve(points.map(({ epoch, loss }) => ({ epoch, loss })))).texts;
    expect(bare).not.toContain('Validation MAE (cells)');
    expect(bare).not.toContain('Learning rate');
  });

  it('draws losses over decades on a logarithmic axis', () => {
    expect(parse(trainingCurve(points)).texts).toEqual(
      expect.arrayContaining(['20', '50', '100', '200', '500']),
    );
  });
});
