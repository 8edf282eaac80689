const noIndices = 'ONNX Runtime 1.30 has no Indices output of MaxPool on WebGPU, which the gradient reads';

/** The golden cases that the `webgpu` device does not pass, each with its reason. */
export const webgpuExceptions: Readonly<Record<string, string>> = {
  'maxPool2d.k2s2': noIndices,
  'maxPool2d.k3s2p1': noIndices,
};
