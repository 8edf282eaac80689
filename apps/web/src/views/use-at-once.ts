import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/**
 * Acts whenever a signal it reads has changed, in the same turn. `useSignalEffect` waits for the next frame: a click that
 * follows before that, on a busy computer, would still meet what was there.
 *
 * @param act reads signals and nothing of the component that may change
 */
export function useAtOnce(act: () => void): void {
  useEffect(() => effect(act), []);
}
