/** Where the browser finds ONNX Runtime's WebAssembly files, and how many threads it may take. */
export interface WasmSettings {
  /**
   * URL prefix of `ort-wasm-simd-threaded*.{mjs,wasm}` from the package `onnxruntime-web`, or the two URLs of one
   * build. Default: beside the bundle. Nothing is ever loaded from elsewhere.
   */
  readonly wasmPaths?: string | { readonly mjs: string; readonly wasm: string };
  /** Threads of one operator where the page is cross-origin isolated. Default: all cores. Elsewhere it is one. */
  readonly threads?: number;
}

let settings: WasmSettings = {};

/** Sets where the WebAssembly files are; call it before the first device opens. Under Node it has no effect. */
export function configureWasm(changed: WasmSettings): void {
  settings = { ...settings, ...changed };
}

/** The settings in force. */
export const wasmSettings = (): WasmSettings => settings;
