import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../testing/test-io.js';
import { openBrowser } from './open-browser.js';
import { type ServedPage, servePage } from './serve-page.js';

async function servedFolder(port = 0): Promise<ServedPage> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  await mkdir(join(folder, 'runtime'));
  await writeFile(join(folder, 'runtime/a.wasm'), Uint8Array.of(0, 97, 115, 109));
  const page = await servePage(folder, port);
  onTestFinished(() => page.close());
  return page;
}

describe('servePage', () => {
  it('serves the folder with the headers that grant threads, and the types that browsers insist on', async () => {
    const { origin } = await servedFolder();
    const page = await fetch(`${origin}/`);
    expect(await page.text()).toContain('<title>page</title>');
    expect(page.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(page.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    const wasm = await fetch(`${origin}/runtime/a.wasm`);
    expect(wasm.headers.get('Content-Type')).toBe('application/wasm');
  });

  it('gives nothing that lies outside', async () => {
    const { origin } = await servedFolder();
    for (const path of ['/nothing.html', '/..%2f..%2fetc/passwd', '/%2e%2e/package.json']) {
      expect((await fetch(origin + path)).status).toBe(404);
    }
  });

  it('says what to do where the port is taken', async () => {
    const { origin } = await servedFolder();
    await expect(servedFolder(Number(new URL(origin).port))).rejects.toThrow(/is taken.*--port/);
  });
});

describe('openBrowser', () => {
  it('says so where there is no program for it', async () => {
    const path = process.env.PATH;
    process.env.PATH = '';
    onTestFinished(() => {
      process.env.PATH = path;
    });
    expect(await openBrowser('http://127.0.0.1:1/', 'linux')).toBe(false);
  });
});
