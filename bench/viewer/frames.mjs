// Frame times of the page's viewer with many points, in headless Chromium on a computer without a graphics card.
//   node bench/viewer/frames.mjs [points] [canvas|gl] [device pixel ratio] [frames]
// Prints JSON: what moves of the view take, seen from afar (all points) and from near, and what one edit takes.
//   canvas  as a user without a graphics card has it: Chromium puts the page together in software, the viewer takes no WebGL
//   gl      the viewer's WebGL, with software in the card's place: `page` is what a user with a card would have, the times
//           from frame to frame are those of the software
// Of each move: `frame`, milliseconds from one frame of the page to the next; `displayed`, from one that was put on the
// screen to the next, as the browser's display says; `cpu`, processor time of a frame by what it goes into: the page's own
// thread, the worker that makes the picture's tiles, the browser's compositor beside them, and the display.
import { cpus } from 'node:os';
import { openLab } from '../../apps/web/dist/viewer/testing/open-lab.node.js';
import { processorTime } from './threads.mjs';

const count = Number(process.argv[2] ?? 100_000);
const by = process.argv[3] ?? 'canvas';
const deviceScaleFactor = Number(process.argv[4] ?? 1);
const frames = Number(process.argv[5] ?? 120);

const round = (object) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, Number(value.toFixed(2))]));
const spread = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return round({ median: at(0.5), p95: at(0.95), most: at(1) });
};

const { page, close } = await openLab({
  webgl: by === 'gl' ? 'software' : 'as it is',
  viewport: { width: 1440, height: 900 },
  deviceScaleFactor,
});
const browser = page.context().browser();

async function move(kind) {
  await browser.startTracing(page, { categories: ['disabled-by-default-display.framedisplayed'] });
  const before = processorTime();
  const times = await page.evaluate(([how, many]) => globalThis.lab.measure(how, many), [kind, frames]);
  const after = processorTime();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const shown = traceEvents
    .filter(({ name }) => name === 'Display::FrameDisplayed')
    .map(({ ts }) => ts / 1000)
    .sort((a, b) => a - b);
  const cpu = Object.keys(after).map((part) => [part, (after[part] - before[part]) / frames]);
  return {
    frame: spread(times),
    displayed: spread(shown.slice(1).map((time, i) => time - shown[i])),
    cpu: round(Object.fromEntries(cpu)),
  };
}

async function all() {
  const results = { pan: await move('pan'), zoom: await move('zoom') };
  results.edit = round(await page.evaluate(() => globalThis.lab.measureEdit(20)));
  return results;
}

const settled = () => page.evaluate(() => globalThis.lab.settled());

try {
  await page.evaluate(() => globalThis.lab.show({ width: 8192, height: 8192, bitDepth: 16 }));
  await settled();
  const withoutPoints = await move('pan');
  const allGivenIn = await page.evaluate((points) => {
    const start = performance.now();
    globalThis.lab.scatter(points, 8192, 8192);
    return Math.round(performance.now() - start);
  }, count);
  await settled();
  const afar = await all();
  await page.evaluate(() => globalThis.lab.viewer.goTo(4096, 4096, 1));
  await settled();
  const near = await all();
  const setting = { points: count, by, deviceScaleFactor, frames, cores: cpus().length };
  console.log(JSON.stringify({ ...setting, withoutPoints, allGivenIn, afar, near }, null, 2));
} finally {
  await close();
}
