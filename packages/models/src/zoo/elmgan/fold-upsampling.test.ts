import { compile, floatData, floats, input, openDevice, type Tensor } from '@celltally/engine';
import { build } from '@celltally/nn';
import { expect, it } from 'vitest';
import { deviation } from '../../testing/golden.node.js';
import { foldUpsampling } from './fold-upsampling.js';

const ramp = (shape: readonly number[]): Tensor<'float32'> =>
  floats(
    shape,
    Float32Array.from({ length: shape.reduce((n, d) => n * d, 1) }, (_, i) => Math.sin(i)),
  );

it.each([2, 3])('folds by %i alike while training and while predicting', async (scale) => {
  const x = input('x', [2, 5, 3, 4]);
  const device = await openDevice('cpu', { threads: 1 });
  const outcome = async (training: boolean): Promise<Float32Array> => {
    const network = build((scope) => foldUpsampling(scope, x, { out: 3, scale }), { training });
    const program = await device.load(compile({ outputs: { y: network.result } }));
    const feeds: Record<string, Tensor> = { x: ramp([2, 5, 3, 4]) };
    for (const { name, shape } of network.parameters) feeds[name] = ramp(shape);
    return floatData((await program.run(feeds)).y as Tensor);
  };
  const [learning, predicting] = [await outcome(true), await outcome(false)];
  await device.close();
  expect(learning).toHaveLength(2 * 3 * 3 * scale * 4 * scale);
  expect(deviation(predicting, learning)).toBeLessThan(1e-5);
});
