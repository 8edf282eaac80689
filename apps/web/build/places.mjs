import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

export const web = path('..');
export const page = path('../page');
export const root = path('../../..');
