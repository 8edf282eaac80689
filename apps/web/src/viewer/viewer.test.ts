import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OpenLab, openLab } from './testing/open-lab.node.js';
import type { ViewerEvent } from './viewer.js';

/** The lab runs in the browser; here is only its name, for functions that are sent there. */
declare const lab: import('./testing/lab.js').Lab;

type Named<Type extends ViewerEvent['type']> = ViewerEvent & { readonly type: Type };

/** A picture of 400 x 300 in a small window, which software draws quickly: it fills the height. */
const size = { width: 600, height: 400 };
const scale = size.height / 300;
const left = (size.width - 400 * scale) / 2;
const screen = (x: number, y: number) => [left + x * scale, y * scale] as const;

let open: OpenLab;

const eventsOf = async <Type extends ViewerEvent['type']>(type: Type): Promise<readonly Named<Type>[]> =>
  (await open.page.evaluate(
    (wanted) => lab.events.filter((event) => event.type === wanted),
    type,
  )) as Named<Type>[];

/** Grey levels of 16 bits that only a window of 1000 to 3000 tells apart: columns of 100 pixels. */
async function showLevels(): Promise<void> {
  await open.page.evaluate(async () => {
    lab.viewer.setTool('pan');
    lab.points.clear();
    lab.viewer.setPoints([]);
    lab.viewer.setSelection([]);
    lab.showLevels();
    lab.viewer.fit();
    await lab.settled();
    lab.events.length = 0;
  });
}

const pixel = (x: number, y: number) =>
  open.page.evaluate(([column, row]) => lab.pixel(column, row), screen(x, y) as readonly [number, number]);

async function drag(from: readonly [number, number], ...to: (readonly [number, number])[]): Promise<void> {
  const { mouse } = open.page;
  await mouse.move(...from);
  await mouse.down();
  for (const place of to) await mouse.move(...place, { steps: 4 });
  await mouse.up();
}

describe.each(['software', 'none'] as const)('the viewer with WebGL from %s', (webgl) => {
  beforeAll(async () => {
    open = await openLab({ webgl, hasTouch: true, viewport: size });
  });
  afterAll(() => open.close());
  beforeEach(showLevels);

  it('draws by the means there are', async () => {
    // Picture, points, marks.
    const by = webgl === 'software' ? 'webgl2' : '2d';
    expect(await open.page.evaluate(() => lab.contexts())).toEqual([by, by, '2d']);
  });

  it('shows 16-bit samples between black and white as asked, and other settings without reading again', async () => {
    expect((await pixel(50, 150)).slice(0, 3)).toEqual([0, 0, 0]);
    const [grey] = await pixel(150, 150);
    expect(Math.abs(grey! - 127.5)).toBeLessThanOrEqual(1.5);
    expect((await pixel(250, 150)).slice(0, 3)).toEqual([255, 255, 255]);
    const before = await open.page.evaluate(() => lab.reads);
    await open.page.evaluate(() =>
      lab.viewer.setDisplay([{ channel: 0, visible: true, low: 2000, high: 4000, colour: [0, 255, 0] }]),
    );
    expect((await pixel(150, 150)).slice(0, 3)).toEqual([0, 0, 0]);
    const [red, green, blue] = await pixel(250, 150);
    expect([red, blue]).toEqual([0, 0]);
    expect(Math.abs(green! - 127.5)).toBeLessThanOrEqual(1.5);
    expect(await open.page.evaluate(() => lab.reads)).toBe(before);
  });

  it('adds a point where it is clicked, moves it, and takes it away', async () => {
    await open.page.evaluate(() => lab.viewer.setTool('add'));
    await open.page.mouse.click(...screen(120, 80));
    const [added] = await eventsOf('add');
    expect(added!.x).toBeCloseTo(120, 1);
    expect(added!.y).toBeCloseTo(80, 1);
    // The ring is yellow on black, its middle is clear.
    const [, ringGreen] = await pixel(120 + 6 / scale, 80);
    expect(ringGreen).toBeGreaterThan(150);

    await drag(screen(120, 80), screen(160, 100));
    const [moved] = await eventsOf('move');
    expect(moved!.dx).toBeCloseTo(40, 1);
    expect(moved!.dy).toBeCloseTo(20, 1);

    await open.page.evaluate(() => lab.viewer.setTool('erase'));
    await drag(screen(160, 60), screen(160, 130));
    expect((await eventsOf('erase')).map(({ ids }) => ids)).toEqual([moved!.ids]);
    expect(await open.page.evaluate(() => lab.points.size)).toBe(0);
  });

  it('adds by a tap and moves the view by two fingers whatever the tool', async () => {
    await open.page.evaluate(() => lab.viewer.setTool('add'));
    await open.page.touchscreen.tap(...screen(200, 150));
    const [tapped] = await eventsOf('add');
    expect(tapped!.x).toBeCloseTo(200, 0);

    const client = await open.page.context().newCDPSession(open.page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...places: (readonly [number, number])[]) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: places.map(([x, y], id) => ({ x, y, id })),
      });
    await touch('touchStart', [250, 200]);
    await touch('touchStart', [250, 200], [350, 200]);
    await touch('touchMove', [225, 200], [375, 200]);
    await touch('touchMove', [200, 200], [400, 200]);
    await touch('touchEnd');
    await open.page.evaluate(() => lab.settled());
    expect(await eventsOf('add')).toHaveLength(1);
    expect((await eventsOf('view')).at(-1)!.zoom).toBeCloseTo(2 * scale, 1);
    // What was between the fingers still is.
    const middle = await open.page.evaluate(() => lab.viewer.middle());
    expect(middle.x).toBeCloseTo(200, 0);
    expect(middle.y).toBeCloseTo(150, 0);
  });

  it('selects by a rectangle and by a line drawn by hand, and moves the selection', async () => {
    await open.page.evaluate(() => {
      const places = [
        [50, 50],
        [100, 50],
        [50, 100],
        [300, 200],
      ] as const;
      places.forEach(([x, y], id) => {
        lab.points.set(id, { id, x, y, kind: 0 });
      });
      lab.viewer.setPoints([...lab.points.values()]);
      lab.viewer.setTool('select');
    });
    await drag(screen(30, 30), screen(120, 70));
    expect([...(await eventsOf('select'))[0]!.ids].sort()).toEqual([0, 1]);
    await drag(screen(50, 50), screen(60, 50));
    const [moved] = await eventsOf('move');
    expect([...moved!.ids].sort()).toEqual([0, 1]);
    expect(moved!.dx).toBeCloseTo(10, 1);

    await open.page.keyboard.down('Alt');
    await drag(screen(20, 20), screen(90, 30), screen(70, 130), screen(20, 110));
    await open.page.keyboard.up('Alt');
    expect([...(await eventsOf('select')).at(-1)!.ids].sort()).toEqual([0, 2]);
  });

  it('zooms about the pointer, and fits again', async () => {
    // Whole pixels: Chromium cuts the fractions off where a mouse moves.
    const [column, row] = [200, 150];
    await open.page.mouse.move(column, row);
    await open.page.mouse.wheel(0, -400);
    await open.page.evaluate(() => lab.settled());
    const zoom = (await eventsOf('view')).at(-1)!.zoom;
    expect(zoom).toBeGreaterThan(1.5 * scale);
    await open.page.mouse.move(column + 1, row);
    const over = (await eventsOf('pointer')).at(-1)!;
    expect(over.x).toBeCloseTo((column - left) / scale + 1 / zoom, 1);
    expect(over.y).toBeCloseTo(row / scale, 1);
    await open.page.evaluate(async () => {
      lab.viewer.fit();
      await lab.settled();
    });
    expect((await eventsOf('view')).at(-1)!.zoom).toBeCloseTo(scale, 2);
  });

  it('closes a polygon by Enter', async () => {
    await open.page.evaluate(() => lab.viewer.setTool('polygon'));
    for (const place of [screen(50, 50), screen(150, 50), screen(150, 150)]) {
      await open.page.mouse.click(...place);
      await open.page.waitForTimeout(400);
    }
    await open.page.keyboard.press('Enter');
    const [region] = await eventsOf('region');
    expect(region!.polygon.map(({ x, y }) => [Math.round(x), Math.round(y)])).toEqual([
      [50, 50],
      [150, 50],
      [150, 150],
    ]);
  });

  it('lays a map over the picture', async () => {
    await open.page.evaluate(() => {
      const values = new Float32Array(40 * 30);
      values[15 * 40 + 5] = 1;
      lab.viewer.setMap({ kind: 'mask', width: 40, height: 30, values, opacity: 1 });
    });
    expect((await pixel(55, 155)).slice(0, 3)).toEqual([0, 200, 255]);
    await open.page.evaluate(() => lab.viewer.setMap(undefined));
    expect((await pixel(55, 155)).slice(0, 3)).toEqual([0, 0, 0]);
  });

  it('edits among 100,000 points', async () => {
    await open.page.evaluate(() => {
      lab.scatter(100_000, 400, 300);
      lab.viewer.goTo(200, 150, 40);
      return lab.settled();
    });
    const found = await open.page.evaluate(() => lab.viewer.pick(200, 150, 400)!);
    const { x, y } = await open.page.evaluate((id) => lab.points.get(id)!, found);
    const place = [size.width / 2 + (x - 200) * 40, size.height / 2 + (y - 150) * 40] as const;
    await open.page.evaluate(() => lab.viewer.setTool('add'));
    await drag(place, [place[0] + 40, place[1]]);
    const [moved] = await eventsOf('move');
    expect(moved!.ids).toEqual([found]);
    expect(moved!.dx).toBeCloseTo(1, 2);
    expect(await open.page.evaluate(([px, py]) => lab.viewer.pick(px, py, 1), [x + 1, y] as const)).toBe(
      found,
    );
  });

  it('gives up what it reads when another picture is shown', async () => {
    await open.page.evaluate(() => lab.showStuck());
    await open.page.waitForFunction(() => lab.reading > 0);
    await open.page.evaluate(() => {
      lab.showStuck();
      lab.showBroken();
    });
    await showLevels();
    expect(await open.page.evaluate(() => lab.reading)).toBe(0);
    expect((await pixel(250, 150)).slice(0, 3)).toEqual([255, 255, 255]);
    expect(await eventsOf('unreadable')).toEqual([]);
  });

  it('says once that a picture cannot be read, and shows the next', async () => {
    await open.page.evaluate(async () => {
      lab.showBroken();
      await lab.settled();
    });
    expect(await eventsOf('unreadable')).toHaveLength(1);
    await showLevels();
    expect((await pixel(250, 150)).slice(0, 3)).toEqual([255, 255, 255]);
  });

  it('asks nothing of the network and writes no error', () => {
    expect(open.errors).toEqual([]);
    expect(open.requests.filter((address) => !/^(about|data|blob):/.test(address))).toEqual([]);
  });
});

describe('the viewer without a graphics card', () => {
  let plain: OpenLab;
  beforeAll(async () => {
    plain = await openLab({ webgl: 'as it is', viewport: size });
  });
  afterAll(() => plain.close());

  it('takes a plain canvas, though the browser offers WebGL in software', async () => {
    const contexts = await plain.page.evaluate(() => lab.contexts());
    const renderer = await plain.page.evaluate(() => {
      const gl = document.createElement('canvas').getContext('webgl2');
      const names = gl?.getExtension('WEBGL_debug_renderer_info');
      return String(names && gl?.getParameter(names.UNMASKED_RENDERER_WEBGL));
    });
    expect(renderer).toMatch(/SwiftShader/);
    expect(contexts).toEqual(['2d', '2d', '2d']);
  });

  it('shows after moves, zooms and edits what it would draw afresh', async () => {
    const stale = await plain.page.evaluate(async () => {
      const { viewer } = lab;
      lab.showLevels();
      const found: Record<string, number> = {};
      const look = async (what: string) => {
        await lab.settled();
        found[what] = await lab.stale();
      };
      lab.scatter(3000, 400, 300);
      viewer.goTo(200, 150, 3);
      await lab.settled();
      viewer.panBy(13, 0);
      await lab.settled();
      viewer.panBy(-60, 71);
      await look('moved');
      viewer.zoomBy(1.3);
      await lab.settled();
      viewer.zoomBy(1 / 2);
      await look('zoomed');
      const first = lab.points.get(viewer.pick(300, 200, 100)!)!;
      viewer.changePoints({ put: [{ ...first, x: first.x + 3.3, y: first.y - 2.1, kind: 2 }] });
      viewer.setSelection([first.id]);
      await look('edited');
      viewer.changePoints({ removed: [first.id] });
      viewer.panBy(3, 4);
      await look('removed while it moved');
      return found;
    });
    expect(stale).toEqual(Object.fromEntries(Object.keys(stale).map((what) => [what, 0])));
  });
});
