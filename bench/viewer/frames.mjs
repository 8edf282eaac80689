// Frame times of the page's viewer with many points, in headless Chromium with WebGL in software.
//   node bench/viewer/frames.mjs [points] [gl|canvas] [device pixel ratio]
// Prints JSON: milliseconds from frame to frame while panning and zooming, seen from afar (all points) and from near,
// and what one edit takes. `cpu` is the processor time for a frame of the renderer (our code) and of the graphics
// process (which computes in software what a graphics card would): it says the same on a computer that is busy.
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { openLab } from '../../apps/web/dist/viewer/testing/open-lab.node.js';

const count = Number(process.argv[2] ?? 100_000);
const by = process.argv[3] ?? 'gl';
const deviceScaleFactor = Number(process.argv[4] ?? 1);
const frames = Number(process.argv[5] ?? 60);

/** Milliseconds of processor time so far of the browser's processes, by kind; only Linux says it. */
function processorTime() {
  const processes = new Map();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const kind = readFileSync(`/proc/${pid}/cmdline`, 'utf8').match(/--type=([\w-]+)/)?.[1];
      processes.set(Number(pid), {
        parent: Number(fields[1]),
        ticks: Number(fields[11]) + Number(fields[12]),
        kind,
      });
    } catch {
      // It ended meanwhile.
    }
  }
  const ours = (pid) => pid === process.pid || (processes.has(pid) && ours(processes.get(pid).parent));
  const sums = { renderer: 0, 'gpu-process': 0 };
  for (const [pid, { kind, ticks }] of processes) if (kind in sums && ours(pid)) sums[kind] += ticks * 10;
  return sums;
}

const round = (object) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, Number(value.toFixed(2))]));

const { page, close } = await openLab({
  webgl: by === 'gl' ? 'software' : 'none',
  viewport: { width: 1440, height: 900 },
  deviceScaleFactor,
});

async function move(kind) {
  const before = processorTime();
  const times = await page.evaluate(([how, many]) => globalThis.lab.measure(how, many), [kind, frames]);
  const after = processorTime();
  const cpu = {
    renderer: after.renderer - before.renderer,
    graphics: after['gpu-process'] - before['gpu-process'],
  };
  return {
    ...round(times),
    cpu: round({ renderer: cpu.renderer / frames, graphics: cpu.graphics / frames }),
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
  const setting = { points: count, by, deviceScaleFactor, cores: cpus().length };
  console.log(JSON.stringify({ ...setting, withoutPoints, allGivenIn, afar, near }, null, 2));
} finally {
  await close();
}
