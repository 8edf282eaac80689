import type { DeviceName } from './device.js';

/** The devices that ONNX Runtime has builds for under Node, best guess first. */
export const deviceNames: readonly DeviceName[] = ['cpu', 'webgpu', 'cuda', 'coreml', 'dml'];
