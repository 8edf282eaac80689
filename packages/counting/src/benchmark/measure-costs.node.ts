import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DeviceName } from '@celltally/engine';
import { CountingError } from '../errors.js';
import type { TaskEvent } from '../events.js';
import type { Provenance } from './cell-record.js';
import type { MeasuredCosts, NetworkMeasurement } from './measured-costs.js';
import type { PlannedNetwork } from './network-cost.js';
import { networkProgram } from './network-program.js';

export interface MeasureRequest {
  readonly networks: readonly PlannedNetwork[];
  /** What times are compared with; it need not be among the networks. */
  readonly reference: Measured;
  /** Side of the picture. */
  readonly size: number;
  /** Turns of each pair. */
  readonly rounds: number;
  readonly device?: DeviceName;
  readonly made: Provenance;
  readonly signal?: AbortSignal;
}

/**
 * Measures time and memory of predictions. Each network runs in a process of its own and takes turns with the reference,
 * which runs in another, so that whatever else the machine does meets both alike. At most two processes are there at once.
 * A network that cannot be run is listed.
 * @throws CountingError if the reference cannot be run
 */
export async function* measureCosts(request: MeasureRequest): AsyncGenerator<TaskEvent, MeasuredCosts> {
  const { networks, reference, size, rounds, device = 'cpu', made, signal } = request;
  const folder = await mkdtemp(join(tmpdir(), 'celltally-costs-'));
  let beside: Runner | undefined;
  try {
    beside = await startRunner(folder, reference, { size, device });
    const measured: NetworkMeasurement[] = [];
    const failed: { key: string; reason: string }[] = [];
    for (const [i, network] of networks.entries()) {
      signal?.throwIfAborted();
      yield { type: 'measuring', network: network.labels[0] ?? '', number: i + 1, networks: networks.length };
      try {
        measured.push(await measurementOf(network, beside, { folder, size, rounds, device }));
      } catch (error) {
        if (!(error instanceof CountingError)) throw error;
        yield { type: 'notice', level: 'warning', message: error.message };
        failed.push({ key: network.key, reason: error.message });
      }
    }
    return { size, rounds, device, reference: reference.key, networks: measured, failed, made };
  } finally {
    await beside?.end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measurementOf(
  network: PlannedNetwork,
  reference: Runner,
  {
    folder,
    size,
    rounds,
    device,
  }: {
    readonly folder: string;
    readonly size: number;
    readonly rounds: number;
    readonly device: DeviceName;
  },
): Promise<NetworkMeasurement> {
  const own = await startRunner(folder, network, { size, device });
  try {
    const times: number[] = [];
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const theirs = await reference.run();
      const mine = await own.run();
      times.push(mine);
      ratios.push(mine / theirs);
    }
    return {
      key: network.key,
      ratio: { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
      milliseconds: median(times),
      megabytes: await own.memory(),
    };
  } finally {
    await own.end();
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** A process with one network. */
interface Runner {
  /** Predicts once; milliseconds. */
  run(): Promise<number>;
  /** Largest memory so far, in megabytes. */
  memory(): Promise<number>;
  end(): Promise<void>;
}

const RUNNER = fileURLToPath(new URL('./network-runner.node.js', import.meta.url));

type Measured = Pick<PlannedNetwork, 'key' | 'architecture' | 'options' | 'stage'>;

/** @throws CountingError naming the network, if it cannot be run */
async function startRunner(
  folder: string,
  network: Measured,
  { size, device }: { readonly size: number; readonly device: DeviceName },
): Promise<Runner> {
  let child: ChildProcess | undefined;
  try {
    // The program goes by a file, so that the process holds no more than one that reads a package.
    const { model, ...rest } = networkProgram(network, size);
    const [weights, program] = [join(folder, 'model.onnx'), join(folder, 'program.json')];
    await writeFile(weights, model);
    await writeFile(program, JSON.stringify(rest));
    child = fork(RUNNER, [weights, program, String(size), device], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const runner = runnerOf(child);
    // Two runs warm it up, and then its files may go.
    await runner.run();
    await runner.run();
    return runner;
  } catch (cause) {
    if (child !== undefined) await endOf(child);
    throw new CountingError(`cannot measure ${network.key}: ${(cause as Error).message}`, { cause });
  }
}

function runnerOf(child: ChildProcess): Runner {
  let said = '';
  child.stderr?.on('data', (text: Buffer) => {
    said = `${said}${text}`.slice(-2000);
  });
  const ask = (question: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const left = (): void => {
        const how = child.exitCode ?? child.signalCode;
        reject(new CountingError(`its process ended (${how}) ${said.trim()}`));
      };
      if (hasEnded(child)) return left();
      // Closed, and not only ended: then all that it said is there.
      child.once('close', left);
      child.once('message', (answer: number) => {
        child.off('close', left);
        resolve(answer);
      });
      child.send(question);
    });
  return { run: () => ask('run'), memory: () => ask('memory'), end: () => endOf(child) };
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

async function endOf(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await gone;
}
