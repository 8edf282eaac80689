import { describe, expect, it } from 'vitest';
import { useSoftwareVulkan } from '../testing/software-vulkan.node.js';
import { browserMissing, suiteInChromium } from './chromium.node.js';
import { goldenBytes, goldenCases } from './golden-files.node.js';
import { platformSuite } from './platform-suite.js';
import type { CaseReport } from './suite.js';
import { webgpuExceptions } from './webgpu-exceptions.js';

const vulkanMissing = useSoftwareVulkan();
const skipped = (reason: string | undefined): string => (reason === undefined ? '' : ` (${reason})`);

/** Listed cases must fail, too: a list that is longer than the truth hides the next regression. */
function expectAllButExceptions(reports: readonly CaseReport[]): void {
  expect(reports).toHaveLength(74);
  const unexpected = reports.filter(
    ({ name, problem }) => problem !== undefined && !(name in webgpuExceptions),
  );
  const conforming = new Set(reports.filter(({ problem }) => problem === undefined).map(({ name }) => name));
  const mended = Object.keys(webgpuExceptions).filter((name) => conforming.has(name));
  expect({ unexpected, mended }).toEqual({ unexpected: [], mended: [] });
}

// Software Vulkan takes half a minute to compile the shaders; the two run side by side, in processes of their own.
describe.concurrent('golden ops on webgpu', () => {
  it.skipIf(vulkanMissing)(
    `passes under Node${skipped(vulkanMissing)}`,
    async () => {
      expectAllButExceptions(await platformSuite('webgpu', goldenCases, goldenBytes));
    },
    300_000,
  );

  it.skipIf(browserMissing)(
    `passes in Chromium${skipped(browserMissing)}`,
    async () => {
      expectAllButExceptions(await suiteInChromium('webgpu'));
    },
    300_000,
  );

  it('lists only cases that exist', () => {
    const names = goldenCases.map(({ name }) => name);
    expect(Object.keys(webgpuExceptions).filter((name) => !names.includes(name))).toEqual([]);
  });
});
