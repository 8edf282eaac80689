import { compile, floatData, floats, input, openDevice } from '@celltally/engine';
import { expect, it } from 'vitest';
import { onDarkGround } from './dark-ground.js';

it('turns what is bright into its negative and leaves what is dark, picture by picture', async () => {
  const x = input('x', [2, 1, 2, 2]);
  const device = await openDevice('cpu', { threads: 1 });
  try {
    const program = await device.load(compile({ outputs: { y: onDarkGround(x) } }));
    const dark = [0, 0.25, 1, 0.25];
    const bright = [1, 0.75, 0, 0.75];
    const { y } = await program.run({ x: floats([2, 1, 2, 2], Float32Array.from([...dark, ...bright])) });
    expect([...floatData(y!)]).toEqual([...dark, ...dark]);
  } finally {
    await device.close();
  }
});
