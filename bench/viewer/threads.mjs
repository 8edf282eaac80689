// Processor time of the browser's threads; only Linux says it, in hundredths of a second.
import { readdirSync, readFileSync } from 'node:fs';

/** Which threads stand for what, by the kind of the process, the thread's name and whether it is the first. */
const parts = {
  page: (kind, _, isFirst) => kind === 'renderer' && isFirst,
  reading: (kind, name) => kind === 'renderer' && name === 'DedicatedWorker',
  compositing: (kind, name) => kind === 'renderer' && /^Compositor/.test(name),
  display: (kind) => kind === 'gpu-process',
};

/** Name, and milliseconds so far. */
function timeOf(path) {
  const stat = readFileSync(path, 'utf8');
  const end = stat.lastIndexOf(')');
  const fields = stat.slice(end + 2).split(' ');
  return {
    name: stat.slice(stat.indexOf('(') + 1, end),
    parent: Number(fields[1]),
    time: 10 * (Number(fields[11]) + Number(fields[12])),
  };
}

/** Milliseconds so far of the browsers that this process has started, by what they go into. */
export function processorTime() {
  const processes = new Map();
  const sums = Object.fromEntries(Object.keys(parts).map((part) => [part, 0]));
  const read = (action) => {
    try {
      action();
    } catch {
      // It ended meanwhile.
    }
  };
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    read(() => {
      const kind = readFileSync(`/proc/${pid}/cmdline`, 'utf8').match(/--type=([\w-]+)/)?.[1];
      processes.set(Number(pid), { kind, parent: timeOf(`/proc/${pid}/stat`).parent });
    });
  }
  const ours = (pid) => pid === process.pid || (processes.has(pid) && ours(processes.get(pid).parent));
  for (const [pid, { kind }] of processes) {
    if (kind === undefined || !ours(pid)) continue;
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      read(() => {
        const { name, time } = timeOf(`/proc/${pid}/task/${thread}/stat`);
        for (const [part, holds] of Object.entries(parts))
          if (holds(kind, name, Number(thread) === pid)) sums[part] += time;
      });
    }
  }
  return sums;
}
