import { DeviceError } from '../errors.js';
import type { Tensor } from '../tensor.js';
import type { Device, DeviceName, DeviceOptions, OpenDevice } from './device.js';
import { hostDevice } from './host.js';
import { copyTensor, messageOf } from './ort.js';
import { probeDevice } from './probe.js';
import { sessionOptions } from './session-options.js';
import { wasmSettings } from './wasm-settings.js';

export const deviceNames: readonly DeviceName[] = ['webgpu', 'wasm'];

// Two builds: the one with WebGPU must suspend WebAssembly while the GPU works, which slows plain WebAssembly down.
const distributions = {
  wasm: () => import('onnxruntime-web/wasm'),
  webgpu: () => import('onnxruntime-web/webgpu'),
};

type WebDevice = keyof typeof distributions;

const isWebDevice = (name: DeviceName): name is WebDevice => Object.hasOwn(distributions, name);

/** Threads need memory that workers share, which browsers grant to cross-origin isolated pages alone. */
const threadsOf = (options: DeviceOptions): number =>
  globalThis.crossOriginIsolated
    ? (options.threads ?? wasmSettings().threads ?? navigator.hardwareConcurrency)
    : 1;

async function loadRuntime(name: WebDevice, options: DeviceOptions) {
  const ort = await distributions[name]();
  const { wasmPaths } = wasmSettings();
  ort.env.logLevel = 'error';
  ort.env.wasm.numThreads = threadsOf(options);
  if (wasmPaths !== undefined) ort.env.wasm.wasmPaths = wasmPaths;
  return ort;
}

/** The page's arrays stay the page's: residents get memory of their own. */
const keepingCopies = (device: Device): Device => ({
  ...device,
  write: (residents) => {
    const copies: [string, Tensor][] = Object.entries(residents).map(([key, value]) => [
      key,
      copyTensor(value),
    ]);
    return device.write(Object.fromEntries(copies));
  },
});

/** Lets messages that wait for the thread have their turn: a run occupies it, and ends without giving it up. */
function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Between two runs the page's messages arrive, so that a worker that counts or trains can be told to stop. */
const givingWay = (device: Device): Device => ({
  ...device,
  load: async (program) => {
    const loaded = await device.load(program);
    return {
      ...loaded,
      run: async (feeds, fetch) => {
        await nextTurn();
        return loaded.run(feeds, fetch);
      },
    };
  },
});

/**
 * Opens a device in the calling page or worker. A run on `wasm` occupies the thread, so call it from a Web Worker.
 * ONNX Runtime starts its threads once: the number that the first device asks for holds for all.
 */
export const openDevice: OpenDevice = async (name, options = {}) => {
  if (!isWebDevice(name)) {
    throw new DeviceError(`no device "${name}" in a browser; use one of: ${deviceNames.join(', ')}`);
  }
  if (name === 'webgpu' && !('gpu' in navigator)) {
    throw new DeviceError('this browser has no WebGPU, or the page is not served securely; use: wasm');
  }
  const ort = await loadRuntime(name, options).catch((cause: unknown) => {
    throw new DeviceError(`ONNX Runtime for ${name} does not load: ${messageOf(cause)}`, { cause });
  });
  const session = { ...sessionOptions, executionProviders: [name] };
  const host = hostDevice(ort, { name, session, residentsOnGpu: name === 'webgpu' });
  const device = givingWay(keepingCopies(host));
  await probeDevice(device, deviceNames);
  return device;
};
