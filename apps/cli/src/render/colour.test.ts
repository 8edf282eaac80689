import { describe, expect, it } from 'vitest';
import { createPalette, wantsColour } from './colour.js';

const terminal = { isTTY: true };
const pipe = {};

describe('wantsColour', () => {
  it('colours terminals and leaves pipes plain', () => {
    expect(wantsColour(terminal, {})).toBe(true);
    expect(wantsColour(pipe, {})).toBe(false);
    expect(wantsColour(terminal, { TERM: 'dumb' })).toBe(false);
  });

  it('honours NO_COLOR unless it is empty', () => {
    expect(wantsColour(terminal, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColour(terminal, { NO_COLOR: '' })).toBe(true);
  });

  it('lets FORCE_COLOR decide before everything else', () => {
    expect(wantsColour(pipe, { FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb' })).toBe(true);
    expect(wantsColour(pipe, { FORCE_COLOR: '' })).toBe(true);
    expect(wantsColour(terminal, { FORCE_COLOR: '0' })).toBe(false);
    expect(wantsColour(terminal, { FORCE_COLOR: 'false' })).toBe(false);
  });
});

describe('createPalette', () => {
  it('wraps text in its codes, or returns it unchanged', () => {
    expect(createPalette(true).red('x')).toBe('\u001b[31mx\u001b[39m');
    expect(createPalette(false).red('x')).toBe('x');
  });

  it('goes on with the outer colour after an inner one', () => {
    const { red, blue } = createPalette(true);
    expect(red(`a${blue('b')}c`)).toBe('\u001b[31ma\u001b[34mb\u001b[39m\u001b[31mc\u001b[39m');
  });
});
