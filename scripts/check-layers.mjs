// Checks the two rules that keep the layout honest: packages import downwards only, and no file imports itself in a
// circle at run time. Type-only imports are free: they vanish.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Each folder with the packages it may import. */
const layers = {
  'packages/engine': [],
  'packages/imaging': [],
  'packages/nn': ['engine'],
  'packages/models': ['engine', 'imaging', 'nn'],
  'packages/counting': ['engine', 'imaging', 'nn', 'models'],
  'apps/cli': ['counting', 'imaging', 'web'],
  'apps/web': ['counting', 'imaging'],
};

const importStatement =
  /^\s*(?:import|export)\s+(?!type\b)(?:[\w*{][^;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gms;

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

/** Names that an import brings along at run time: `import { type A, b }` brings b; one of types alone, nothing. */
const onlyTypes = (statement) => {
  const braces = statement.match(/\{([^}]*)\}/s);
  if (!braces || /import\s+\w/.test(statement.replace(/import\s+type/, ''))) return false;
  const names = braces[1]
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return names.length > 0 && names.every((name) => name.startsWith('type '));
};

const problems = [];
let files = 0;
for (const [folder, allowed] of Object.entries(layers)) {
  const graph = new Map();
  for (const file of filesUnder(join(root, folder, 'src'))) {
    files++;
    const isTest = /\.test\.ts$|\/testing\//.test(file);
    const local = [];
    for (const match of readFileSync(file, 'utf8').matchAll(importStatement)) {
      if (onlyTypes(match[0])) continue;
      const target = match[1] ?? match[2];
      const own = target.match(/^@celltally\/([^/]+)/);
      if (own && !allowed.includes(own[1]) && !isTest) {
        problems.push(
          `${relative(root, file)} imports ${target}: ${folder} may import ${allowed.join(', ') || 'no package'}`,
        );
      }
      if (target.startsWith('.') && match[1] !== undefined) {
        local.push(resolve(dirname(file), target.replace(/\.js$/, '.ts')));
      }
    }
    graph.set(file, local);
  }
  for (const circle of circles(graph)) {
    problems.push(`circle: ${circle.map((file) => relative(root, file)).join(' -> ')}`);
  }
}

function circles(graph) {
  const found = [];
  const state = new Map();
  const path = [];
  const visit = (file) => {
    if (state.get(file) === 'done' || !graph.has(file)) return;
    if (state.get(file) === 'open') {
      found.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    state.set(file, 'open');
    path.push(file);
    for (const next of graph.get(file)) visit(next);
    path.pop();
    state.set(file, 'done');
  };
  for (const file of graph.keys()) visit(file);
  return found;
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log(`layers: ${files} files, every import points down, no circles`);
