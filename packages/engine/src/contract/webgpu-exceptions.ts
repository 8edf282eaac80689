/**
 * The golden cases that the `webgpu` device does not pass, each with its reason. There are none: what ONNX Runtime 1.30
 * lacks or miscomputes there is lowered to another form (`onnx/lower/max-pool.ts`, `onnx/lower/convolution.ts`).
 */
export const webgpuExceptions: Readonly<Record<string, string>> = {};
