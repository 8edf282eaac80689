import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { page, root } from './places.mjs';

/** One build for the processor, and one that waits for the graphics card. */
const FILES = ['ort-wasm-simd-threaded', 'ort-wasm-simd-threaded.asyncify'].flatMap((name) => [
  `${name}.mjs`,
  `${name}.wasm`,
]);

/** Copies ONNX Runtime's WebAssembly files into `runtime/`. */
export async function addRuntime() {
  const engine = createRequire(join(root, 'packages/engine/package.json'));
  const from = dirname(engine.resolve('onnxruntime-web/wasm'));
  await mkdir(join(page, 'runtime'), { recursive: true });
  for (const file of FILES) await copyFile(join(from, file), join(page, 'runtime', file));
}
