// Runs our engine and PyTorch in turn, several rounds of each case, and prints the ratios of their medians as a table.
// usage: node bench/compare.mjs [--python PATH] [--rounds 3] [--repetitions 3] [--only NETWORK]     (needs a Python with PyTorch)
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    python: { type: 'string', default: 'python3' },
    rounds: { type: 'string', default: '3' },
    repetitions: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const here = dirname(fileURLToPath(import.meta.url));
const cases = [
  { name: 'unet', batch: 2, size: 256 },
  { name: 'lite-unet', batch: 1, size: 512 },
].filter(({ name }) => values.only === undefined || values.only === name);

const run = (command, script, { name, batch, size }) =>
  JSON.parse(
    execFileSync(command, [join(here, script), name, String(batch), String(size), values.repetitions], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

console.log('| network | batch, size | what | ours, ms | PyTorch, ms | ours / PyTorch | of the rounds |');
console.log('|---|---|---|--:|--:|--:|---|');
for (const each of cases) {
  const ours = [];
  const theirs = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    ours.push(run(process.execPath, 'ours.mjs', each));
    theirs.push(run(values.python, 'pytorch/theirs.py', each));
  }
  for (const what of ['training', 'inference']) {
    const ratios = ours.map((result, i) => result[what] / theirs[i][what]);
    const [a, b] = [ours, theirs].map((results) => median(results.map((result) => result[what])));
    const shape = what === 'training' ? `${each.batch}x3x${each.size}²` : `1x3x${each.size}²`;
    console.log(
      `| ${each.name} | ${shape} | ${what === 'training' ? 'training step' : 'inference'} | ${a.toFixed(0)} | ${b.toFixed(0)} | ${median(ratios).toFixed(2)} | ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')} |`,
    );
  }
}
