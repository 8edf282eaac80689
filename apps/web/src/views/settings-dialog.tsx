import { useSignal } from '@preact/signals';
import { Choice } from '../parts/controls.js';
import { Dialog } from '../parts/dialog.js';
import type { Settings } from '../state/settings.js';
import { words } from '../words.js';
import { useApp } from './app-context.js';

export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const sure = useSignal(false);
  const { theme, device } = app.settings.current.value;
  const forget = async (): Promise<void> => {
    await app.keeper.forget();
    // What is shown is gone: nothing is unsaved any more.
    app.exported.value = app.history.undoable.value;
    location.hash = '';
    location.reload();
  };
  return (
    <Dialog title={words.settings.title} onClose={onClose}>
      <Choice
        label={words.settings.theme}
        value={theme}
        options={optionsOf<Settings['theme']>(words.settings.themes)}
        onChange={(value) => app.settings.change({ theme: value })}
      />
      <Choice
        label={words.settings.device}
        value={device}
        options={optionsOf<Settings['device']>(words.settings.devices)}
        onChange={(value) => app.settings.change({ device: value })}
      />
      <p class="hint">{words.settings.threads(globalThis.crossOriginIsolated)}</p>
      <hr />
      {sure.value ? (
        <div class="stack">
          <p>{words.settings.forgetSure}</p>
          <div class="row">
            <button type="button" class="danger" onClick={() => void forget()}>
              {words.settings.forgetYes}
            </button>
            <button type="button" onClick={() => (sure.value = false)}>
              {words.settings.cancel}
            </button>
          </div>
        </div>
      ) : (
        <button type="button" onClick={() => (sure.value = true)}>
          {words.settings.forget}
        </button>
      )}
      <p class="hint">{words.private}</p>
    </Dialog>
  );
}

const optionsOf = <T extends string>(texts: Readonly<Record<T, string>>) =>
  (Object.keys(texts) as T[]).map((value) => ({ value, text: texts[value] }));
