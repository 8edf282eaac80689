import { Check, Field } from '../parts/controls.js';
import { modelFor } from '../state/counting.js';
import type { Picture } from '../state/project.js';
import { words } from '../words.js';
import { useApp } from './app-context.js';

/** The model that counts, one by name or one that suits the picture, and whether pictures are scaled for it. */
export function ModelSelect({ picture }: { readonly picture: Picture | undefined }) {
  const app = useApp();
  const { model, fit } = app.settings.current.value;
  const chosen = app.models.find(model);
  const suits = picture === undefined ? undefined : app.models.suits(picture.facts);
  return (
    <>
      <Field label={words.count.model}>
        {(id) => (
          <select
            id={id}
            value={chosen?.id ?? ''}
            onChange={(event) => app.settings.change({ model: event.currentTarget.value || undefined })}
          >
            <option value="">{words.count.automatic(suits?.facts.name)}</option>
            {app.models.list.value.map((each) => (
              <option key={each.id} value={each.id}>
                {each.facts.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {modelFor(app, picture)?.facts.fits ? (
        <Check
          label={words.count.fit}
          help={words.count.fitHelp}
          checked={fit}
          onChange={(checked) => app.settings.change({ fit: checked })}
        />
      ) : null}
    </>
  );
}
