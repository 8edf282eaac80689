import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS } from '../../../../scripts/chromium-flags.mjs';
import { PAGE, serveFolder } from './serve.node.js';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Why the page cannot be tried here; nothing where it can. */
export const cannotRun: string | undefined = !existsSync(CHROMIUM)
  ? `no Chromium at ${CHROMIUM}: install it, or set CHROMIUM_PATH`
  : !existsSync(join(PAGE, 'index.html'))
    ? 'the page is not built: npm run build'
    : undefined;

/** Milliseconds for one test: a busy computer of two cores takes minutes where an idle one takes seconds. */
export const PATIENCE = 600_000;

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly origin: string;
  /** Addresses that were asked for outside the page's own origin. */
  readonly strayed: readonly string[];
  /** What the page has written as errors. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  /** Whether the server sends the headers that grant threads. Default true. */
  readonly isolated?: boolean;
  readonly dark?: boolean;
  /** Whether there is a touch screen. Default false. */
  readonly touch?: boolean;
}

/** Opens the page in a headless Chromium with a profile of its own, and records every request. */
export async function visit(options: VisitOptions = {}): Promise<Visit> {
  const { width = 1440, height = 900, isolated = true, dark = false, touch = false } = options;
  const server = await serveFolder(isolated);
  const profile = mkdtempSync(join(tmpdir(), 'celltally-e2e-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: CHROMIUM_FLAGS,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    acceptDownloads: true,
    hasTouch: touch,
  });
  // A step that waits for ever ends before its test does, and says by itself what it waited for.
  context.setDefaultTimeout(PATIENCE / 2);
  const strayed: string[] = [];
  const errors: string[] = [];
  // Workers and the service worker are asked as well: a context sees the requests of all of them.
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${server.origin}/`) && !/^(blob|data):/.test(url)) strayed.push(url);
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${server.origin}/`);
  return {
    page,
    context,
    origin: server.origin,
    strayed,
    errors,
    close: async () => {
      await context.close();
      await server.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
