import { compile, floatData, floats, gradients, input, openDevice, sum } from '@celltally/engine';
import { expect, it } from 'vitest';
import { ArchitectureOptionError } from '../../errors.js';
import { compressed } from './compress.js';

it('keeps 0 and 1, brings a factor near a shift, and has the gradient of its formula', async () => {
  const x = input('x', [5]);
  const y = compressed('ssrnet', x, 50);
  const [slope] = gradients(sum(y), [x]);
  const device = await openDevice('cpu', { threads: 1 });
  try {
    const program = await device.load(compile({ outputs: { y, slope: slope! } }));
    const values = [-0.3, 0, 0.2, 0.4, 1];
    const result = await program.run({ x: floats([5], Float32Array.from(values)) });
    const [outside, black, dim, bright, white] = floatData(result.y!) as unknown as number[];
    expect([outside, black]).toEqual([0, 0]);
    expect(white).toBeCloseTo(1, 6);
    expect(bright! - dim!).toBeCloseTo(Math.log(21 / 11) / Math.log(51), 5);
    values.slice(2).forEach((value, i) => {
      expect(floatData(result.slope!)[i + 2]).toBeCloseTo(50 / (1 + 50 * value) / Math.log(51), 4);
    });
  } finally {
    await device.close();
  }
});

it('leaves pictures alone unless it is asked for, and refuses less than nothing', () => {
  const x = input('x', [1]);
  expect(compressed('ssrnet', x, 0)).toBe(x);
  for (const strength of [-1, Number.NaN]) {
    expect(() => compressed('elmgan', x, strength)).toThrow(ArchitectureOptionError);
  }
});
