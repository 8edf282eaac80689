/** How tests start Chromium: without a window, without requests of its own, and with WebGPU. */
export const CHROMIUM_FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // WebGPU on a computer without a GPU: SwiftShader, Chromium's own software Vulkan. Without the first flag Chromium
  // offers no software adapter; the other two make it prefer SwiftShader to a GPU, so that every computer tests alike.
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];
