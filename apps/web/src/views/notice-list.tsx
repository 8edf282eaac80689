import { IconButton } from '../parts/controls.js';
import { words } from '../words.js';
import { useApp } from './app-context.js';

/** Messages, the newest last. Readers say them at once. */
export function NoticeList() {
  const { notices } = useApp();
  return (
    <ul class="notices" aria-live="polite">
      {notices.list.value.map(({ id, level, text }) => (
        <li key={id} class={level} role={level === 'error' ? 'alert' : undefined}>
          <p>{text}</p>
          <IconButton icon="close" label={words.problems.dismiss} onClick={() => notices.dismiss(id)} />
        </li>
      ))}
    </ul>
  );
}
