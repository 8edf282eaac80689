import { input, type Value } from '@celltally/engine';
import { type Built, build, convolution, parameterCount } from '@celltally/nn';
import { describe, expect, it } from 'vitest';
import type { Prediction } from '../../architecture.js';
import { cost } from '../../cost.js';
import { evenConvolution } from '../pix2pix/even-convolution.js';
import { adversary } from './adversary.js';
import { patchDiscriminator } from './discriminator.js';
import { countHead, features, generator, mapHead } from './generator.js';
import { architecture } from './index.js';

const priced = (network: (size: number) => Built<Prediction>) => {
  const [at256, at512] = [cost(network(256)), cost(network(512))];
  return {
    parameters: (at512.parameters / 1e6).toFixed(4),
    macs256: (at256.macs / 1e9).toFixed(3),
    macs512: (at512.macs / 1e9).toFixed(3),
  };
};
const FULL = { ...architecture.defaults };
const picture = (size: number, channels = 3): Value => input('image', [1, channels, size, size]);

describe('the cost of ELMGAN', () => {
  const generatorOf = (channels: number) => (size: number) =>
    build(
      (scope): Prediction => {
        const { half, coarse } = features(scope, picture(size), FULL);
        return {
          map: mapHead(scope.child('head'), half, channels),
          count: countHead(scope.child('count'), coarse),
        };
      },
      { training: false },
    );

  it('is that of the reference with a map of three channels', () => {
    expect(priced(generatorOf(3))).toEqual({ parameters: '15.7649', macs256: '4.033', macs512: '16.131' });
  });

  it('as released, with a map in half size, is less by what the last fold adds', () => {
    const released = (size: number) =>
      build(
        (scope): Prediction => {
          const { half, coarse } = features(scope, picture(size), FULL);
          const narrow = evenConvolution(scope.child('narrow'), half, { out: 32 });
          return {
            map: convolution(scope.child('head'), narrow, { out: 1, kernel: 1 }),
            count: countHead(scope.child('count'), coarse),
          };
        },
        { training: false },
      );
    expect(priced(released)).toEqual({ parameters: '15.7645', macs256: '4.027', macs512: '16.108' });
  });

  it('is less by the last fold of two channels with a map of one', () => {
    const ours = (size: number) =>
      build((scope) => generator(scope, picture(size), FULL), { training: false });
    expect(priced(ours)).toEqual({ parameters: '15.7646', macs256: '4.029', macs512: '16.115' });
    const [three, one] = [cost(generatorOf(3)(256)), cost(ours(256))];
    expect(three.parameters - one.parameters).toBe(32 * 2 * 4);
    expect(three.macs - one.macs).toBe(32 * 2 * 4 * 128 ** 2);
  });

  it('of the adversary is that of the reference with seven channels, and less with five', () => {
    const judging = (channels: number) => (size: number) =>
      build((scope): Prediction => ({ map: patchDiscriminator(scope, picture(size, channels), 64) }), {
        training: false,
      });
    expect(priced(judging(7))).toEqual({ parameters: '2.7688', macs256: '1.730', macs512: '6.921' });
    expect(priced(judging(5))).toEqual({ parameters: '2.7668', macs256: '1.697', macs512: '6.786' });
    const [map, count] = [input('map', [1, 1, 64, 64]), input('count', [1])];
    const ours = (countPlane: boolean) =>
      build(
        (scope) =>
          adversary.network(
            scope,
            { image: picture(64), map, count },
            { ...architecture.defaults, countPlane },
          ),
        { training: true },
      );
    const seven = parameterCount(judging(7)(64));
    expect(parameterCount(ours(true))).toBe(seven - 2 * 64 * 16);
    expect(parameterCount(ours(false))).toBe(seven - 3 * 64 * 16);
    expect(ours(true).result.shape).toEqual([1, 1, 4, 4]);
  });
});
