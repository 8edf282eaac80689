import { useEffect, useRef } from 'preact/hooks';
import type { NamedFile } from '../state/named-file.js';
import { chosenFiles } from './dropped-files.js';

/** A button that asks for files, or for a folder. */
export function FileButton({
  text,
  folder = false,
  accept,
  primary = false,
  onFiles,
}: {
  readonly text: string;
  readonly folder?: boolean;
  readonly accept?: string;
  readonly primary?: boolean;
  readonly onFiles: (files: readonly NamedFile[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current !== null) input.current.webkitdirectory = folder;
  }, [folder]);
  return (
    <>
      <button type="button" class={primary ? 'primary' : ''} onClick={() => input.current?.click()}>
        {text}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={accept}
        aria-label={text}
        onChange={(event) => {
          const chosen = chosenFiles(event.currentTarget.files ?? []);
          // The same files again are a change too.
          event.currentTarget.value = '';
          onFiles(chosen);
        }}
      />
    </>
  );
}
