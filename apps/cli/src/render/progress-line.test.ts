import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPalette } from './colour.js';
import { displayWidth } from './display-width.js';
import { type ProgressState, plainLine, terminalLine } from './progress-line.js';

const state: ProgressState = {
  label: 'counting',
  done: 30,
  total: 120,
  unit: 'images',
  rate: 12.3,
  elapsed: 2.4,
};

describe('terminalLine', () => {
  it('shows bar, count, share, speed and time left', () => {
    expect(terminalLine(state, 99)).toBe(
      'counting  ━━━━━━━─────────────────────   30/120 images   25 %  12 images/s  7.3 s left',
    );
  });

  it('appends the free text', () => {
    expect(terminalLine({ ...state, suffix: 'loss 0.012 · MAE 3.2' }, 120)).toMatch(
      / left {2}loss 0\.012 · MAE 3\.2$/,
    );
  });

  it('shrinks the bar before it cuts the text', () => {
    const line = terminalLine({ ...state, suffix: 'loss 0.012 · MAE 3.2' }, 99);
    expect(line).toContain('loss 0.012 · MAE 3.2');
    expect(line.match(/[━╸─]/g)!.length).toBeLessThan(28);
  });

  it('shows what is done where the total is unknown', () => {
    const { total: _, ...open } = state;
    expect(terminalLine(open, 80)).toBe('counting  30 images  12 images/s  2.4 s');
  });

  it('tells the time taken at the end, and handles nothing to do', () => {
    expect(terminalLine({ ...state, done: 120 }, 99)).toMatch(
      /━{28} {2}120\/120 images {2}100 % {2}12 images\/s {2}2\.4 s$/,
    );
    expect(terminalLine({ ...state, done: 0, total: 0 }, 80)).toMatch(/100 %/);
  });

  it('goes by the time where a limit ends the work before its units', () => {
    const limited = { ...state, elapsed: 60, secondsLeft: 3 };
    expect(terminalLine(limited, 80)).toMatch(/ 95 % {2}12 images\/s {2}3\.0 s left/);
    expect(terminalLine({ ...state, elapsed: 60, secondsLeft: 300 }, 80)).toMatch(/ 25 % .* 7\.3 s left/);
  });

  it('counts whole units, and parts of them in the share and the time left', () => {
    expect(terminalLine({ ...state, done: 2.75, total: 4, rate: 0.05 }, 80)).toMatch(
      /2\/4 images {3}68 % {2}20 s each {2}25 s left/,
    );
  });

  it('gives slow work as time per unit', () => {
    expect(terminalLine({ ...state, rate: 0.02 }, 80)).toMatch(/50 s each {2}1 h 15 min left/);
  });

  it('never exceeds the columns', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 140 }), fc.nat(120), fc.string(), (columns, done, suffix) => {
        const line = terminalLine({ ...state, done, suffix }, columns, createPalette(true));
        expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        expect(line).not.toContain('\n');
      }),
    );
  });
});

describe('plainLine', () => {
  it('puts everything on one line of a log', () => {
    expect(plainLine({ ...state, suffix: 'loss 0.012' })).toBe(
      'counting:  30/120 images,  25 %, 12 images/s, 7.3 s left, loss 0.012',
    );
  });
});
