import { Field, NumberInput, Section } from '../../parts/controls.js';
import { setFields } from '../../state/edit.js';
import { type Picture, pixelSizeOf } from '../../state/project.js';
import { words } from '../../words.js';
import { useApp } from '../app-context.js';

/** What is known of the picture, and what a person may add. */
export function AboutPanel({ picture }: { readonly picture: Picture }) {
  const app = useApp();
  const { format, bitDepth, channels, width, height } = picture.facts;
  const pixel = pixelSizeOf(picture);
  const origin =
    pixel === undefined
      ? words.about.unknown
      : pixel.source === 'user'
        ? words.about.typed
        : words.about.fromFile;
  return (
    <Section title={words.about.title} open={false}>
      <p>
        {words.size(width, height)} · {words.about.facts(format, bitDepth, channels)}
      </p>
      <Field label={`${words.about.pixelSize} (${words.about.unit})`} help={origin}>
        {(id) => (
          <NumberInput
            id={id}
            value={pixel === undefined ? undefined : Number(pixel.x.toPrecision(6))}
            min={0.000_001}
            onChange={(value) =>
              setFields(app, 'pixelSize', picture, {
                pixelSize: value === undefined ? undefined : { x: value, y: value, source: 'user' },
              })
            }
          />
        )}
      </Field>
      <Field label={words.about.known} help={words.about.knownHelp}>
        {(id) => (
          <NumberInput
            id={id}
            value={picture.fields.knownCount}
            onChange={(value) => setFields(app, 'knownCount', picture, { knownCount: value })}
          />
        )}
      </Field>
    </Section>
  );
}
