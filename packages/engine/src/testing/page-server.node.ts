import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { basename, dirname, extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

// Cross-origin isolation is what grants a page the shared memory of WebAssembly threads.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** The folder of ONNX Runtime's WebAssembly files. */
const wasmFolder = (): string => dirname(createRequire(import.meta.url).resolve('onnxruntime-web/wasm'));

export interface PageServer {
  /** Such as `http://localhost:1234`; the WebAssembly files are under `/ort/`. */
  readonly origin: string;
  close(): void;
}

/** Serves a page that loads `script` as its only module, on a free port of this computer. */
export async function servePage(script: string): Promise<PageServer> {
  const pages: Readonly<Record<string, string>> = {
    '/index.html':
      '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>',
    '/page.js': script,
  };
  const load = (path: string): Promise<string | Uint8Array> =>
    path.startsWith('/ort/')
      ? readFile(join(wasmFolder(), basename(path)))
      : path in pages
        ? Promise.resolve(pages[path]!)
        : Promise.reject(new Error(`no ${path}`));

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    load(pathname).then(
      (body) => {
        response.writeHead(200, {
          ...isolation,
          'Content-Type': types[extname(pathname)] ?? 'application/octet-stream',
        });
        response.end(body);
      },
      () => response.writeHead(404, isolation).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
