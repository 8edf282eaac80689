import { input } from '@celltally/engine';
import { build } from '@celltally/nn';
import { describe, expect, it } from 'vitest';
import type { Architecture } from '../architecture.js';
import { ArchitectureOptionError } from '../errors.js';
import { architecture as elmgan } from './elmgan/index.js';
import { architecture as ssrnet } from './ssrnet/index.js';

const networks: readonly (readonly [string, Architecture, number])[] = [
  ['ssrnet', ssrnet as Architecture, 2],
  ['elmgan', elmgan as Architecture, 4],
];

describe.each(networks)('dropout of %s', (name, architecture, places) => {
  const masksOf = (dropout: number) =>
    build(
      (scope) =>
        architecture.stages[0].network(scope, input('image', [1, 3, 64, 64]), {
          ...architecture.defaults,
          width: 2,
          dropout,
        }),
      { training: true },
    ).masks;

  it('has the rate that was asked for, by default the published one', () => {
    expect(masksOf(0.25).map(({ keep }) => keep)).toEqual(new Array(places).fill(0.75));
    expect(masksOf(architecture.defaults.dropout as number).map(({ keep }) => keep)).toEqual(
      new Array(places).fill(0.5),
    );
  });

  it('can be left out', () => expect(masksOf(0)).toEqual([]));

  it.each([1, -0.1, Number.NaN])('is a probability below 1, not %s', (rate) => {
    expect(() => masksOf(rate)).toThrow(ArchitectureOptionError);
    expect(() => masksOf(rate)).toThrow(name);
  });
});
