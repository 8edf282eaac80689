import { EXIT, type ExitCode, type Io } from '../io.js';
import { notice } from '../notice.js';
import { openBrowser } from './open-browser.js';
import { pageFolder } from './page-folder.js';
import { servePage } from './serve-page.js';

export interface AppOptions {
  readonly port: number;
  /** Whether to open the page in the browser. */
  readonly open: boolean;
}

/** Serves the page on this computer until it is interrupted. */
export async function appCommand({ port, open }: AppOptions, io: Io): Promise<ExitCode> {
  const page = await servePage(pageFolder(), port);
  try {
    io.stdout.write(`${page.origin}/\n`);
    notice(io, 'info', 'serving the page on this computer only; stop with Ctrl-C');
    if (open && !(await openBrowser(`${page.origin}/`))) {
      notice(io, 'warning', 'no browser could be opened: open the address above yourself');
    }
    await interrupted(io.signal);
    return EXIT.ok;
  } finally {
    await page.close();
  }
}

const interrupted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
