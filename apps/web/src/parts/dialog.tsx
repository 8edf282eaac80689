import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../words.js';
import { IconButton } from './controls.js';

/** A window above the page; the browser keeps the focus inside, and Escape closes it. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      aria-label={title}
      // The browser says so a moment later: one that is gone by then must not close the window that was opened since.
      onClose={({ currentTarget }) => {
        if (currentTarget.isConnected) onClose();
      }}
      onCancel={onClose}
    >
      <header>
        <h2>{title}</h2>
        <IconButton icon="close" label={words.export.close} onClick={onClose} />
      </header>
      {children}
    </dialog>
  );
}
