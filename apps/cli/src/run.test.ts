import { describe, expect, it } from 'vitest';
import { run } from './run.js';
import { testIo } from './testing/test-io.js';

async function say(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const io = await testIo();
  const code = await run(argv, io);
  return { code, out: io.out(), err: io.err() };
}

describe('run', () => {
  it('prints help with examples and all commands', async () => {
    const { code, out, err } = await say('--help');
    expect([code, err]).toEqual([0, '']);
    for (const command of ['count', 'evaluate', 'train', 'benchmark', 'models', 'simulate', 'app']) {
      expect(out).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
    }
    expect(out).toMatch(/\$ celltally count plate-1\/ --out counts/);
  });

  it.each([
    ['count', '--threshold <value>'],
    ['evaluate', '--html <file>'],
    ['train', '--weight-decay <number>'],
    ['benchmark', '--minutes-each <minutes>'],
    ['models', '--json'],
    ['simulate', '--diameter-spread <number>'],
    ['app', '--no-open'],
  ])('prints help on %s', async (command, flag) => {
    const { code, out } = await say(command, '--help');
    expect(code).toBe(0);
    expect(out).toContain(flag);
    expect((await say('help', command)).out).toBe(out);
  });

  it('prints the version', async () => {
    expect(await say('--version')).toEqual({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      err: '',
    });
  });

  it.each([
    [['conut'], /unknown command 'conut'\n\(Did you mean count\?\)/],
    [['count', 'a.png', '--jsn'], /unknown option '--jsn'\n\(Did you mean --json\?\)/],
    [['evaluate', '--data', 'x'], /required option '-m, --model <name\|file>' not specified/],
    [['count', 'a.png', '--device', 'abacus'], /Allowed choices are cpu, webgpu/],
  ])('refuses %j in a line or two', async (argv, message) => {
    const { code, out, err } = await say(...argv);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^celltally: /);
    expect(err).toMatch(message);
  });
});
