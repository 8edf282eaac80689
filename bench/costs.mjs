// What architectures cost beside U-Net: parameters, multiply-accumulates, time and memory of one prediction on the
// processor. The networks run in turn in one process; the memory is the largest that a process of their own held.
// usage: node bench/costs.mjs [--sizes 256,512] [--rounds 9] [--beside unet] NAME[:option=value,...] ...
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { floats, input, openDevice, symbol } from '@celltally/engine';
import {
  completeOptions,
  cost,
  finalStage,
  fullSizePrediction,
  loadArchitecture,
  targetsOf,
} from '@celltally/models';
import { build, compileExport, flatLayout, initialVector, unflatten } from '@celltally/nn';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '256,512' },
    rounds: { type: 'string', default: '9' },
    beside: { type: 'string', default: 'unet' },
    memory: { type: 'string' },
  },
});

let seed = 1;
const uniform = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
const random = { uniform, normal: () => (uniform() + uniform() + uniform() - 1.5) * 2 };
const picture = (size) =>
  floats([1, 3, size, size], Float32Array.from({ length: 3 * size * size }, random.normal));

/** Reads `ssrnet:step=2`. */
async function read(text) {
  const [name, list = ''] = text.split(':');
  const given = list
    .split(',')
    .filter(Boolean)
    .map((item) => item.split('='))
    .map(([key, value]) => [
      key,
      /^(true|false)$/.test(value) ? value === 'true' : Number.isNaN(+value) ? value : +value,
    ]);
  const architecture = await loadArchitecture(name);
  const stage = finalStage(architecture, targetsOf(architecture)[0]);
  return { architecture, stage, options: completeOptions(architecture, Object.fromEntries(given)) };
}

/** The network with fresh weights, as it is exported: for this size only if it must be. */
function exported({ architecture, stage, options }, size) {
  const { sizes, multipleOf } = architecture;
  const side = (axis) => (sizes === 'fixed' ? size : symbol(axis, multipleOf));
  const image = input('image', [symbol('batch'), 3, side('height'), side('width')]);
  const network = build((scope) => fullSizePrediction(stage, scope, image, options), { training: false });
  const tensors = new Map(
    [network.parameters, network.buffers].flatMap((declarations) => [
      ...unflatten(flatLayout(declarations), initialVector(declarations, random)),
    ]),
  );
  return compileExport({ network, outputs: { ...network.result }, tensors });
}

const costAt = ({ stage, options }, size) =>
  cost(
    build((scope) => fullSizePrediction(stage, scope, input('image', [1, 3, size, size]), options), {
      training: false,
    }),
  );

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Milliseconds of one prediction of each program, run in turn, in rounds. */
async function times(programs, size) {
  const device = await openDevice('cpu');
  const loaded = await Promise.all(programs.map((program) => device.load(program)));
  const image = picture(size);
  const rounds = [];
  for (let round = -2; round < Number(values.rounds); round++) {
    const row = [];
    for (const program of loaded) {
      const start = performance.now();
      await program.run({ image });
      row.push(performance.now() - start);
    }
    if (round >= 0) rounds.push(row);
  }
  await device.close();
  return rounds;
}

/** Megabytes that a process held at most in which a program ran three times. */
function memoryOf(program, size) {
  const folder = mkdtempSync(join(tmpdir(), 'costs-'));
  try {
    const { model, ...rest } = program;
    writeFileSync(join(folder, 'model.onnx'), model);
    writeFileSync(join(folder, 'program.json'), JSON.stringify(rest));
    const command = [fileURLToPath(import.meta.url), '--memory', folder, '--sizes', String(size)];
    return Number(
      execFileSync(process.execPath, command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Linux says it of this program alone; elsewhere the number may hold the size of the process that started this one. */
function largestMemory() {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(status) ?? [];
  return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) / 1024;
}

if (values.memory !== undefined) {
  const rest = JSON.parse(readFileSync(join(values.memory, 'program.json'), 'utf8'));
  const device = await openDevice('cpu');
  const program = await device.load({ ...rest, model: readFileSync(join(values.memory, 'model.onnx')) });
  const image = picture(Number(values.sizes));
  for (let run = 0; run < 3; run++) await program.run({ image });
  await device.close();
  console.log(largestMemory());
} else {
  const names = [values.beside, ...positionals];
  const designs = await Promise.all(names.map(read));
  console.log(
    `| network | size | parameters, M | multiply-accumulates, G | of ${names[0]}’s | traffic, GB | of ${names[0]}’s | ms | of ${names[0]}’s, median (least to most) | MB | of ${names[0]}’s |`,
  );
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
  for (const size of values.sizes.split(',').map(Number)) {
    const programs = designs.map((design) => exported(design, size));
    const rounds = await times(programs, size);
    const memory = programs.map((program) => memoryOf(program, size));
    const costs = designs.map((design) => costAt(design, size));
    for (const [i, name] of names.entries()) {
      const ratios = rounds.map((row) => row[i] / row[0]);
      const cells = [
        name,
        `${size}²`,
        (costs[i].parameters / 1e6).toFixed(4),
        (costs[i].macs / 1e9).toFixed(3),
        (costs[i].macs / costs[0].macs).toFixed(3),
        (costs[i].traffic / 1e9).toFixed(3),
        (costs[i].traffic / costs[0].traffic).toFixed(3),
        median(rounds.map((row) => row[i])).toFixed(0),
        `${median(ratios).toFixed(3)} (${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)})`,
        memory[i].toFixed(0),
        (memory[i] / memory[0]).toFixed(2),
      ];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
}
