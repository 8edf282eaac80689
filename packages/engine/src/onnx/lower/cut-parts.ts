import type { Emitter } from '../emitter.js';

/**
 * Parts that one operator cuts on WebGPU. A shader may be granted only 8 storage buffers (maxStorageBuffersPerShaderStage;
 * Chromium grants 10), of which the whole takes one, and ONNX Runtime 1.30 fails where Split has more parts. Concat takes
 * any number there.
 */
const MOST = 7;

/** Cuts a tensor along an axis into parts of these sizes; on WebGPU into groups of parts first, where there are many. */
export function cutParts(emitter: Emitter, whole: string, sizes: readonly number[], axis: number): string[] {
  if (emitter.device !== 'webgpu' || sizes.length <= MOST) {
    return emitter.emitMany('Split', [whole, emitter.ints(sizes)], sizes.length, { axis });
  }
  const length = Math.ceil(sizes.length / MOST);
  const groups = Array.from({ length: Math.ceil(sizes.length / length) }, (_, i) =>
    sizes.slice(i * length, (i + 1) * length),
  );
  const sums = groups.map((group) => group.reduce((a, b) => a + b, 0));
  return cutParts(emitter, whole, sums, axis).flatMap((part, i) => {
    const group = groups[i] as readonly number[];
    return group.length === 1 ? [part] : cutParts(emitter, part, group, axis);
  });
}
