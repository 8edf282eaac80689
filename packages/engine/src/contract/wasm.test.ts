import { describe, expect, it } from 'vitest';
import { browserMissing, suiteInChromium } from './chromium.node.js';

describe('golden ops on wasm, in Chromium', () => {
  it.skipIf(browserMissing)(
    `passes all 74 cases${browserMissing ? ` (${browserMissing})` : ''}`,
    async () => {
      const reports = await suiteInChromium('wasm');
      expect(reports).toHaveLength(74);
      expect(reports.filter(({ problem }) => problem !== undefined)).toEqual([]);
    },
  );
});
