import { useSignal } from '@preact/signals';
import { IconButton } from '../parts/controls.js';
import { FileButton } from '../parts/file-button.js';
import { reasonOf } from '../state/app.js';
import { saveFile } from '../state/exporting.js';
import type { Model } from '../state/models.js';
import { openFiles } from '../state/open-files.js';
import { words } from '../words.js';
import { useApp } from './app-context.js';

/** The models that there are. */
export function ModelsView() {
  const app = useApp();
  const { model } = app.settings.current.value;
  return (
    <div class="page">
      <h1>{words.models.title}</h1>
      <p>{words.models.lead}</p>
      <div class="actions">
        <FileButton text={words.models.add} accept=".zip" onFiles={(files) => void openFiles(app, files)} />
        <button
          type="button"
          disabled={model === undefined}
          onClick={() => app.settings.change({ model: undefined })}
        >
          {words.models.automatic}
        </button>
      </div>
      <ul class="models">
        {app.models.list.value.map((each) => (
          <ModelCard key={each.id} model={each} inUse={each.id === model} />
        ))}
      </ul>
    </div>
  );
}

function ModelCard({ model, inUse }: { readonly model: Model; readonly inUse: boolean }) {
  const app = useApp();
  const { id, facts, origin } = model;
  const naming = useSignal(false);
  const test = facts.figures.test ?? facts.figures.val;
  const report = (error: unknown): void => app.notices.error(words.problems.notAdded(reasonOf(error)));
  return (
    <li class={inUse ? 'model in-use' : 'model'}>
      <div class="row">
        <h2>{facts.name}</h2>
        <span class="badge quiet">{words.models.origins[origin]}</span>
        {inUse ? <span class="badge good">{words.models.inUse}</span> : null}
      </div>
      <p>{facts.description}</p>
      <p class="hint">
        {[
          words.models.kinds[facts.target],
          ...(origin === 'built in'
            ? []
            : [origin === 'trained' ? words.models.learntHere : words.models.learntFrom(facts.dataset)]),
          ...(test?.MAE === undefined
            ? []
            : [words.models.figure(words.estimate(test.MAE), test.images ?? 0)]),
          ...(origin === 'built in' ? [] : [words.bytes(facts.bytes), facts.licence]),
        ].join(' · ')}
      </p>
      {naming.value ? (
        <form
          class="row"
          onSubmit={(event) => {
            event.preventDefault();
            const name = String(new FormData(event.currentTarget).get('name')).trim();
            naming.value = false;
            app.models.rename(id, name).catch(report);
          }}
        >
          <input
            type="text"
            name="name"
            aria-label={words.models.newName}
            title={words.train.nameRule}
            pattern="[\w+\(\) \-]{5,128}"
            required
            defaultValue={facts.name}
          />
          <button type="submit" class="primary">
            {words.models.rename}
          </button>
          <button type="button" onClick={() => (naming.value = false)}>
            {words.settings.cancel}
          </button>
        </form>
      ) : null}
      <div class="row">
        <button type="button" disabled={inUse} onClick={() => app.settings.change({ model: id })}>
          {words.models.use}
        </button>
        {origin === 'built in' ? null : (
          <button
            type="button"
            onClick={() =>
              void model
                .file()
                .then((file) => saveFile(`${facts.name.replaceAll(/\W+/g, '-')}.zip`, file))
                .catch(report)
            }
          >
            {words.models.download}
          </button>
        )}
        {origin === 'built in' || origin === 'bundled' ? null : (
          <>
            {naming.value ? null : (
              <button type="button" onClick={() => (naming.value = true)}>
                {words.models.rename}
              </button>
            )}
            <IconButton
              icon="remove"
              label={words.models.remove}
              onClick={() => void app.models.remove(id).catch(report)}
            />
          </>
        )}
      </div>
    </li>
  );
}
