import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { hideCursor, type SignalSource } from './cursor.js';

const hide = '\u001b[?25l';
const show = '\u001b[?25h';

let written: string[];
let killed: string[];
let emitter: EventEmitter;
let source: SignalSource;

beforeEach(() => {
  written = [];
  killed = [];
  emitter = new EventEmitter();
  source = {
    pid: 42,
    on: (event, listener) => emitter.on(event, listener),
    off: (event, listener) => emitter.off(event, listener),
    listenerCount: (event) => emitter.listenerCount(event),
    kill: (pid, signal) => killed.push(`${pid} ${signal}`),
  };
});

const stream = { write: (text: string) => written.push(text) };

describe('hideCursor', () => {
  it('hides, and shows once', () => {
    const restore = hideCursor(stream, source);
    restore();
    restore();
    expect(written).toEqual([hide, show]);
    expect(emitter.eventNames()).toEqual([]);
  });

  it('shows the cursor when the process exits', () => {
    hideCursor(stream, source);
    emitter.emit('exit');
    expect(written).toEqual([hide, show]);
  });

  it('lets an interrupt end the process that nobody else keeps alive', () => {
    hideCursor(stream, source);
    emitter.emit('SIGINT');
    expect(written).toEqual([hide, show]);
    expect(killed).toEqual(['42 SIGINT']);
  });

  it('leaves the end to a command that handles the interrupt itself', () => {
    emitter.on('SIGINT', () => {});
    hideCursor(stream, source);
    emitter.emit('SIGINT');
    expect(written).toEqual([hide, show]);
    expect(killed).toEqual([]);
  });
});
