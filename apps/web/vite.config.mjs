// The page is bundled from what the compiler wrote, so that no other tool has to know TypeScript.
import { defineConfig } from 'vite';

// ONNX Runtime's glue stays a file of its own, because its threads load it by address.
const conditions = ['onnxruntime-web-use-extern-wasm', 'browser', 'module', 'import', 'default'];

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  logLevel: 'warn',
  resolve: { conditions },
  worker: { format: 'es' },
  build: {
    outDir: 'page',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
  },
});
