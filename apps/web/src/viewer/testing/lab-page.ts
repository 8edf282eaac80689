import { createLab, type Lab } from './lab.js';

declare global {
  var lab: Lab;
  /** The script of the worker that computes pictures. */
  var labWorker: string;
}

const element = document.createElement('main');
Object.assign(document.body.style, { margin: '0', background: '#1c1f22' });
Object.assign(element.style, { height: '100vh' });
document.body.append(element);
globalThis.lab = createLab(element, () => {
  const script = new Blob([globalThis.labWorker], { type: 'text/javascript' });
  return new Worker(URL.createObjectURL(script));
});
