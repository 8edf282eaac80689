import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserPage, openInBrowser, runInBrowser } from './browser.node.js';
import { runtimeJourney } from './runtime-journey.js';
import { useSoftwareVulkan } from './software-vulkan.node.js';

const vulkanMissing = useSoftwareVulkan();

const entry = fileURLToPath(new URL('./runtime-journey.js', import.meta.url));

const expected = {
  before: [
    [-1, -2, -3],
    [-11, -12, -13],
    [-21, -22, -23],
  ],
  twice: [62, 64, 66],
  afterRelease: [62, 64, 66],
  count: [31, 32, 33],
  steps: 3,
  refused: 'DeviceError',
};

describe('in Chromium', () => {
  let page: BrowserPage;
  beforeAll(async () => {
    page = await openInBrowser(entry);
  });
  afterAll(() => page.close());

  it.each(['wasm', 'webgpu'])('runs programs on %s', async (name) => {
    expect(await page.call('runtimeJourney', [name])).toEqual(expected);
    expect(page.errors).toEqual([]);
  });

  it('passes errors on', async () => {
    await expect(page.call('runtimeJourney', ['cuda'])).rejects.toThrow(/no device "cuda" in a browser/);
    await expect(runInBrowser(entry, 'nothing')).rejects.toThrow(/exports no function nothing/);
  });
});

describe('under Node', () => {
  it('runs programs on cpu', async () => {
    expect(await runtimeJourney('cpu')).toEqual(expected);
  });
  it.skipIf(vulkanMissing)(
    `runs programs on webgpu${vulkanMissing ? `: ${vulkanMissing}` : ''}`,
    async () => {
      expect(await runtimeJourney('webgpu')).toEqual(expected);
    },
  );
});
