import { useSignal } from '@preact/signals';
import { Check, Choice, Progress } from '../parts/controls.js';
import { Dialog } from '../parts/dialog.js';
import { exportPictures } from '../state/exporting.js';
import { words } from '../words.js';
import { EXPORTS, type ExportKind } from '../work/exchange.js';
import { useApp } from './app-context.js';

export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const pictures = app.pictures.value;
  const shown = pictures.find(({ id }) => id === app.route.current.value.picture);
  const which = useSignal<'all' | 'this'>('all');
  const kinds = useSignal<readonly ExportKind[]>(['counts', 'csv']);
  const saving = useSignal(false);
  const save = async (): Promise<void> => {
    saving.value = true;
    const chosen = which.value === 'this' && shown !== undefined ? [shown] : pictures;
    const done = await exportPictures(app, chosen, kinds.value);
    saving.value = false;
    if (done) onClose();
  };
  return (
    <Dialog title={words.export.title} onClose={onClose}>
      {shown === undefined || pictures.length < 2 ? null : (
        <Choice
          label={words.export.which}
          value={which.value}
          options={[
            { value: 'all', text: words.export.all(pictures.length) },
            { value: 'this', text: words.export.this },
          ]}
          onChange={(value) => (which.value = value)}
        />
      )}
      <div class="checks">
        {EXPORTS.map((kind) => (
          <Check
            key={kind}
            label={words.export.kinds[kind]}
            checked={kinds.value.includes(kind)}
            onChange={(checked) => {
              kinds.value = EXPORTS.filter((each) => (each === kind ? checked : kinds.value.includes(each)));
            }}
          />
        ))}
      </div>
      <p class="hint">{words.export.labelsHelp}</p>
      <p class="hint">{words.export.import}</p>
      {saving.value ? (
        <Progress label={words.export.saving} />
      ) : (
        <button type="button" class="primary" disabled={kinds.value.length === 0} onClick={() => void save()}>
          {words.export.run}
        </button>
      )}
    </Dialog>
  );
}
