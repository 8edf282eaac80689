// Makes apps/web/page: the bundled page with the runtime, the models and the samples beside it. It is all that a server
// needs; nothing is loaded from elsewhere.
import { build } from 'vite';
import { addModels } from './models.mjs';
import { web } from './places.mjs';
import { addRuntime } from './runtime.mjs';
import { addSamples } from './samples.mjs';
import { addServiceWorker } from './service-worker.mjs';
import { checkSize } from './size.mjs';

await build({ root: web, configFile: new URL('../vite.config.mjs', import.meta.url).pathname });
await addRuntime();
await addModels();
await addSamples();
await addServiceWorker();
console.log(await checkSize());
