import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collect, ofType } from '../testing/collect.node.js';
import { tinyPlan } from '../testing/tiny-plan.node.js';
import { measureCosts } from './measure-costs.node.js';
import { networksOf, type PlannedNetwork } from './network-cost.js';

const made = { version: '0.0.0' };
const leftovers = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('celltally-costs-'));

describe('measureCosts', () => {
  it('measures every network in turns with the reference, each in a process of its own', async () => {
    const networks = await networksOf(tinyPlan());
    const [reference] = networks as readonly [PlannedNetwork];
    const before = leftovers();
    const { events, result } = await collect(
      measureCosts({ networks, reference, size: 64, rounds: 3, made }),
    );
    expect(ofType(events, 'measuring').map(({ network, number }) => [network, number])).toEqual([
      ['MCNN', 1],
      ['fcrn (width=4)', 2],
    ]);
    expect(result).toMatchObject({ size: 64, rounds: 3, device: 'cpu', reference: reference.key, made });
    for (const { ratio, milliseconds, megabytes } of result.networks) {
      expect(ratio.least).toBeGreaterThan(0);
      expect(ratio.least).toBeLessThanOrEqual(ratio.median);
      expect(ratio.median).toBeLessThanOrEqual(ratio.most);
      expect(milliseconds).toBeGreaterThan(0);
      // Node alone takes some forty.
      expect(megabytes).toBeGreaterThan(40);
    }
    expect(leftovers().filter((name) => !before.includes(name) && existsSync(join(tmpdir(), name)))).toEqual(
      [],
    );
  });

  it('lists a network that cannot be run, and why', async () => {
    const [network] = await networksOf(tinyPlan());
    const five = { model: 'unet', options: { width: 2 } };
    // Five levels halve the sides four times.
    const [unfit] = await networksOf(tinyPlan({ models: [five] }));
    const [reference, networks] = [network, [unfit, network]] as [PlannedNetwork, PlannedNetwork[]];
    const { events, result } = await collect(
      measureCosts({ networks, reference, size: 36, rounds: 1, made }),
    );
    const reason = expect.stringMatching(
      /^cannot measure unet network width=2 countHead=false: its process ended \(1\)/,
    );
    expect(result.failed).toEqual([{ key: unfit?.key, reason }]);
    expect(ofType(events, 'notice')).toEqual([{ type: 'notice', level: 'warning', message: reason }]);
    expect(result.networks.map(({ key }) => key)).toEqual([network?.key]);
  });
});
