import { type Device, openDevice, relu, type Value } from '@celltally/engine';
import type { Scope } from '@celltally/nn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type GoldenModules,
  goldenModules,
  referenceModules,
  runGoldenModule,
} from '../testing/golden.node.js';
import { globalMessagePassing } from './dcl/global-message-passing.js';
import { foldUpsampling } from './elmgan/fold-upsampling.js';
import { cbam } from './lite-unet/cbam.js';
import { differenceConvolution } from './lite-unet/difference-convolution.js';
import { ghost } from './lite-unet/ghost.js';
import { ghostCbam } from './lite-unet/ghost-cbam.js';
import { gradientAggregation } from './lite-unet/gradient-aggregation.js';
import { graphCorrelationAttention } from './lite-unet/graph-correlation-attention.js';
import { architecture as liteUnet } from './lite-unet/index.js';
import { countHead } from './ssrnet/count-head.js';
import { ssrBlock } from './ssrnet/ssr-block.js';
import { unet } from './unet/network.js';

type Block = (scope: Scope, x: Value, attributes: Readonly<Record<string, number>>) => Value;

/** How each case of the golden file is said in our words. */
const blocks: Readonly<Record<string, Block>> = {
  differenceConv: (scope, x, { theta }) => differenceConvolution(scope, x, 5, theta!),
  gradientAggregation: (scope, x, { outChannels, narrowChannels, theta }) =>
    gradientAggregation(scope, x, { out: outChannels!, narrow: narrowChannels!, theta: theta! }),
  'ghost.even': (scope, x, { outChannels }) => ghost(scope, x, { out: outChannels!, relu: true }),
  'ghost.odd': (scope, x, { outChannels }) => ghost(scope, x, { out: outChannels!, relu: false }),
  cbam: (scope, x) => cbam(scope, x),
  ghostCbam: (scope, x) => ghostCbam(scope, x, 32),
  gca: (scope, x, { width }) => graphCorrelationAttention(scope, x, width!),
  fbu: (scope, x, { outChannels, scale }) => foldUpsampling(scope, x, { out: outChannels!, scale: scale! }),
  'ssr.fold': (scope, x, { outChannels, scale }) => ssrBlock(scope, x, { out: outChannels!, scale: scale! }),
  'ssr.x8': (scope, x, { outChannels, scale }) => ssrBlock(scope, x, { out: outChannels!, scale: scale! }),
  countHead: (scope, x, { size }) => countHead(scope, x, size!),
  globalMessagePassing: (scope, x, { samples }) => globalMessagePassing(scope, x, samples!),
  'unet.narrow': (scope, x, { base }) => unet(scope, x, { width: base! }),
};

describe('networks and their blocks equal the reference, forward and backward', () => {
  let device: Device;
  const golden = goldenModules();
  const reference = referenceModules();

  beforeAll(async () => {
    device = await openDevice('cpu');
  });
  afterAll(() => device.close());

  async function compare(cases: GoldenModules, name: string, block: Block): Promise<void> {
    const { tolerance, unmatched, deviations } = await runGoldenModule(device, cases, name, block);
    expect(unmatched).toEqual([]);
    const beyond = Object.entries(deviations).filter(([, error]) => !(error <= tolerance));
    expect(beyond).toEqual([]);
    expect(Object.keys(deviations)).toContain('dx');
  }

  it('knows every case of the golden file', () => {
    expect(Object.keys(blocks).sort()).toEqual([...golden.cases.keys()].sort());
  });

  for (const [name, block] of Object.entries(blocks)) {
    it(name, () => compare(golden, name, block));
  }

  it.skipIf(reference === undefined)('liteUnet.eval', () =>
    compare(
      reference!,
      'liteUnet.eval',
      (scope, x) => liteUnet.stages[0].network(scope, x, liteUnet.defaults).map,
    ),
  );

  it('a wrong network fails', async () => {
    const result = await runGoldenModule(device, golden, 'fbu', (scope, x) =>
      relu(foldUpsampling(scope, x, { out: 4, scale: 2 })),
    );
    expect(result.deviations.y).toBeGreaterThan(result.tolerance);
  });
});
