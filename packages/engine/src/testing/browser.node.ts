import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS } from '../../../../scripts/chromium-flags.mjs';
import { servePage } from './page-server.node.js';

/** What can pass between the test and the page. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface BrowserOptions {
  /** Milliseconds that one call may take. Default: 60 000. */
  readonly timeout?: number;
}

/** A page of a headless browser that has loaded one module. */
export interface BrowserPage {
  /** Calls a function that the module exports and returns its result. Errors of the page reject with their text. */
  call(exportName: string, args: readonly Json[]): Promise<Json>;
  /** What the page has written as errors so far. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

function chromiumPath(): string {
  const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (existsSync(path)) return path;
  throw new Error(`no Chromium at ${path}: install it, or set CHROMIUM_PATH to its executable`);
}

/** The browser build of a module, with the runtime told where this server keeps the WebAssembly files. */
async function bundle(entryFile: string): Promise<string> {
  const settings = fileURLToPath(new URL('../runtime/wasm-settings.js', import.meta.url));
  const contents = `
    import * as module from ${JSON.stringify(entryFile)};
    import { configureWasm } from ${JSON.stringify(settings)};
    configureWasm({ wasmPaths: new URL('/ort/', location.href).href });
    globalThis.callModule = (name, args) => {
      if (typeof module[name] !== 'function') throw new Error('the module exports no function ' + name);
      return module[name](...args);
    };`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: dirname(entryFile), loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    // ONNX Runtime's glue stays a file of its own, because its threads load it by URL.
    conditions: ['browser', 'onnxruntime-web-use-extern-wasm'],
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}

/**
 * Bundles a compiled module for browsers, and loads it in headless Chromium from a server on this computer.
 * @param entryFile path of a JavaScript module
 */
export async function openInBrowser(
  entryFile: string,
  { timeout = 60_000 }: BrowserOptions = {},
): Promise<BrowserPage> {
  const executablePath = chromiumPath();
  const server = await servePage(await bundle(entryFile));
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  const close = async () => {
    await browser.close();
    server.close();
  };
  try {
    const page = await browser.newPage();
    const errors = collectErrors(page);
    await page.goto(`${server.origin}/index.html`);
    await page.waitForFunction('globalThis.callModule !== undefined', undefined, { timeout });
    const call = async (exportName: string, args: readonly Json[]): Promise<Json> => {
      const expression = `callModule(${JSON.stringify(exportName)}, ${JSON.stringify(args)})`;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`${exportName} took more than ${timeout} ms`)), timeout);
      });
      return Promise.race([page.evaluate<Json>(expression), late]).finally(() => clearTimeout(timer));
    };
    return { call, errors, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opens a page, makes one call, closes the page. @throws the page's error, with what it wrote to its console */
export async function runInBrowser(
  entryFile: string,
  exportName: string,
  args: readonly Json[] = [],
  options: BrowserOptions = {},
): Promise<Json> {
  const page = await openInBrowser(entryFile, options);
  try {
    return await page.call(exportName, args);
  } catch (cause) {
    throw new Error([String(cause), ...page.errors].join('\n'), { cause });
  } finally {
    await page.close();
  }
}
