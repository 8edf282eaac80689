import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** A viewer alone on a page of headless Chromium. */
export interface OpenLab {
  readonly page: Page;
  /** What the page has written as errors so far, failures of its scripts included. */
  readonly errors: readonly string[];
  /** Addresses that were asked for. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

export interface LabOptions extends BrowserContextOptions {
  /**
   * Where the viewer's WebGL comes from: computed in software, so that every computer tests alike (default), or
   * nowhere; `'as it is'` leaves the choice to the viewer, which takes no WebGL without a graphics card.
   */
  readonly webgl?: 'software' | 'none' | 'as it is';
}

const flags = [
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  // WebGL is offered, computed in software.
  '--enable-unsafe-swiftshader',
];

/**
 * Software draws everything, as where there is no graphics card: Chromium then puts the page together by itself. For the
 * viewer's WebGL it is told that there is one, which software stands for.
 */
const cardFlags = { software: '--use-angle=swiftshader', none: '--disable-gpu', 'as it is': '--disable-gpu' };

/** Scripts that run before the page's: one hides that WebGL is computed in software, the other takes it away. */
const changed = {
  software: `
    const getParameter = WebGL2RenderingContext.prototype.getParameter;
    const names = [WebGL2RenderingContext.RENDERER, 0x9246 /* UNMASKED_RENDERER_WEBGL */];
    WebGL2RenderingContext.prototype.getParameter = function (name) {
      return names.includes(name) ? 'a graphics card' : getParameter.call(this, name);
    };`,
  none: `
    const getContext = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, wishes) {
      return kind === 'webgl2' ? null : getContext.call(this, kind, wishes);
    };`,
} as const;

async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

/** Opens the page with a window of 1200 x 800. */
export async function openLab({ webgl = 'software', ...context }: LabOptions = {}): Promise<OpenLab> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(`no Chromium at ${executablePath}: install it, or set CHROMIUM_PATH to its executable`);
  }
  const [pageScript, workerScript] = [await bundled('./lab-page.js'), await bundled('./lab-worker.js')];
  const browser = await chromium.launch({ executablePath, args: [...flags, cardFlags[webgl]] });
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, ...context });
    const errors: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('request', (request) => requests.push(request.url()));
    if (webgl !== 'as it is') await page.addInitScript(changed[webgl]);
    // Nothing is served: the page has no address at all, so that every request would be one too many.
    await page.goto('about:blank');
    await page.evaluate((script) => Object.assign(globalThis, { labWorker: script }), workerScript);
    await page.addScriptTag({ content: pageScript });
    return { page, errors, requests, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
