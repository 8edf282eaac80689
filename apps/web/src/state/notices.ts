import { type Signal, signal } from '@preact/signals';

/** A message to the person: what happened and what to do about it. */
export interface Notice {
  readonly id: number;
  readonly level: 'info' | 'error';
  readonly text: string;
}

export interface Notices {
  readonly list: Signal<readonly Notice[]>;
  info(text: string): void;
  error(text: string): void;
  dismiss(id: number): void;
}

/** How long what needs no answer stays, in milliseconds. */
const STAYS = 6000;

export function createNotices(): Notices {
  const list = signal<readonly Notice[]>([]);
  let last = 0;
  const dismiss = (id: number): void => {
    list.value = list.value.filter((each) => each.id !== id);
  };
  const add = (level: Notice['level'], text: string): void => {
    const id = ++last;
    // The same message again replaces the former.
    list.value = [...list.value.filter((each) => each.text !== text), { id, level, text }];
    if (level === 'info') setTimeout(() => dismiss(id), STAYS);
  };
  return { list, dismiss, info: (text) => add('info', text), error: (text) => add('error', text) };
}
