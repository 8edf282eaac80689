import { beforeEach, describe, expect, it } from 'vitest';
import { type ProgressOptions, startProgress } from './progress.js';

const erase = '\r\u001b[2K';

let time: number;
let written: string[];

beforeEach(() => {
  time = 1000;
  written = [];
});

function start(options: Partial<ProgressOptions> = {}, isTTY = true) {
  return startProgress({
    label: 'counting',
    total: 100,
    stream: { isTTY, columns: 100, write: (text) => written.push(text) },
    environment: {},
    now: () => time,
    ...options,
  });
}

describe('startProgress on a terminal', () => {
  it('hides the cursor, draws in place and shows the cursor at the end', () => {
    const progress = start();
    time += 1000;
    progress.update(10);
    time += 1000;
    progress.update(20, 'loss 0.5');
    progress.finish();
    expect(written[0]).toBe('\u001b[?25l');
    expect(written[1]).toContain(`${erase}`);
    expect(written[1]).toContain('10/100 images   10 %  10 images/s  9.0 s left');
    expect(written[2]).toContain('20/100');
    expect(written[2]).toContain('loss 0.5');
    expect(written.at(-2)).toMatch(/\n$/);
    expect(written.at(-1)).toBe('\u001b[?25h');
  });

  it('draws no more often than the eye can follow', () => {
    const progress = start();
    for (let done = 1; done <= 100; done++) {
      time += 8;
      progress.update(done);
    }
    progress.finish('clear');
    const drawings = written.filter((text) => text.includes('images'));
    expect(drawings).toHaveLength(10);
    expect(written.at(-2)).toBe(erase);
  });

  it('keeps a log line above the status line', () => {
    const progress = start();
    time += 100;
    progress.update(1);
    progress.log('b.png: no image');
    expect(written.slice(-3, -1)).toEqual([erase, 'b.png: no image\n']);
    expect(written.at(-1)).toMatch(/1\/100/);
    progress.finish();
    progress.log('after');
    expect(written.slice(-2)).toEqual([erase, 'after\n']);
  });

  it('keeps the last suffix, and is silent after the end', () => {
    const progress = start();
    time += 100;
    progress.update(1, 'epoch 3');
    time += 100;
    progress.update(2);
    expect(written.at(-1)).toContain('epoch 3');
    progress.finish();
    const length = written.length;
    progress.update(3);
    progress.finish();
    expect(written).toHaveLength(length);
  });

  it('does not take credit for units of an earlier run', () => {
    const progress = start({ done: 50 });
    time += 1000;
    progress.update(51);
    expect(written.at(-1)).toContain('1.0 images/s  49 s left');
    progress.finish();
  });
});

describe('startProgress elsewhere', () => {
  it.each([
    ['a pipe', false, {}],
    ['a CI job', true, { CI: 'true' }],
    ['a dumb terminal', true, { TERM: 'dumb' }],
  ])('writes plain lines to %s', (_name, isTTY, environment) => {
    const progress = start({ environment }, isTTY);
    for (let second = 1; second <= 25; second++) {
      time += 1000;
      progress.update(second * 4, 'loss 0.5');
    }
    progress.log('note');
    progress.finish();
    expect(written).toEqual([
      'counting:  40/100 images,  40 %, 4.0 images/s, 15 s left, loss 0.5\n',
      'counting:  80/100 images,  80 %, 4.0 images/s, 5.0 s left, loss 0.5\n',
      'note\n',
      'counting: 100/100 images, 100 %, 4.0 images/s, 25 s, loss 0.5\n',
    ]);
  });
});
