import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { InputError } from '../errors.js';

/** A page that is served on this computer, and to nobody else. */
export interface ServedPage {
  /** Such as `http://127.0.0.1:8765`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Isolation from other pages is what grants the memory that threads of WebAssembly share. */
const HEADERS: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  // The page's service worker keeps its files; the browser's own cache would only show old ones.
  'Cache-Control': 'no-cache',
};

const HOST = '127.0.0.1';

/**
 * Serves a folder of plain files.
 * @param port 0 takes any that is free
 * @throws InputError if the port is taken
 */
export async function servePage(folder: string, port: number): Promise<ServedPage> {
  const files = sirv(folder, {
    etag: true,
    dev: false,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    },
  });
  const server = createServer((request, response) => {
    files(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('not found\n');
    });
  });
  await listen(server, port);
  return {
    origin: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        cause.code === 'EADDRINUSE'
          ? new InputError(`port ${port} is taken: name another with --port, or 0 for any that is free`)
          : cause,
      );
    });
    server.listen(port, HOST, resolve);
  });
}
