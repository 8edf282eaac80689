import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runInBrowser } from '../testing/browser.node.js';
import { goldenBytes, goldenCases } from './golden-files.node.js';
import type { CaseReport } from './suite.js';

const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Why suites cannot run in a browser here, or `undefined` if they can. */
export const browserMissing = existsSync(chromium)
  ? undefined
  : `no Chromium at ${chromium}, set CHROMIUM_PATH`;

/** The golden suite on a device of headless Chromium. */
export async function suiteInChromium(device: 'wasm' | 'webgpu'): Promise<readonly CaseReport[]> {
  const entry = fileURLToPath(new URL('./platform-suite.js', import.meta.url));
  const cases = JSON.parse(JSON.stringify(goldenCases));
  const reports = await runInBrowser(entry, 'platformSuite', [device, cases, goldenBytes], {
    timeout: 280_000,
  });
  return reports as unknown as readonly CaseReport[];
}
