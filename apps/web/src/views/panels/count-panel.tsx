import { Check, Field, Progress, Section } from '../../parts/controls.js';
import { FileButton } from '../../parts/file-button.js';
import { reasonOf } from '../../state/app.js';
import { countPictures, setThreshold } from '../../state/counting.js';
import type { Desk } from '../../state/desk.js';
import { setFields } from '../../state/edit.js';
import { readCells } from '../../state/open-files.js';
import { type CountRecord, type Picture, shownCells } from '../../state/project.js';
import { densityOf, tallyPicture } from '../../state/tally.js';
import { words } from '../../words.js';
import { useApp } from '../app-context.js';
import { ModelSelect } from '../model-select.js';

/** Files that cells are read from. */
const CELL_FILES = '.csv,.tsv,.txt,.json,.geojson,.roi,.xml,.zip,.gz,.png,.tif,.tiff';

/** How many cells there are, and how to count them. */
export function CountPanel({ picture, desk }: { readonly picture: Picture; readonly desk: Desk }) {
  const app = useApp();
  const running = app.counting.value;
  const { counted, checked, channel } = picture.fields;
  const { channels, channelNames, colour } = picture.facts;
  const cells = shownCells(picture, desk.preview.value ?? picture.fields.threshold).length;
  const density = densityOf({ ...tallyPicture(picture, []), cells });
  return (
    <Section title={words.count.title}>
      <p class="tally" aria-live="polite">
        <strong data-testid="cells">{words.number(cells)}</strong> {words.count.marked}
      </p>
      {density === undefined ? null : <p class="second">{words.count.density(density)}</p>}
      {counted === undefined ? null : <Estimate counted={counted} />}
      <Strictness picture={picture} desk={desk} />
      <ModelSelect picture={picture} />
      {colour === 'rgb' || channels < 2 ? null : (
        <Field label={words.count.channel}>
          {(id) => (
            <select
              id={id}
              value={channel === undefined ? '' : String(channel)}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setFields(app, 'plane', picture, { channel: value === '' ? undefined : Number(value) });
              }}
            >
              <option value="">{words.count.allChannels}</option>
              {Array.from({ length: channels }, (_, i) => (
                <option key={i} value={String(i)}>
                  {words.display.channel(i + 1, channelNames?.[i])}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {running === undefined ? (
        <button type="button" class="primary wide" onClick={() => void countPictures(app, [picture])}>
          {counted === undefined ? words.count.run : words.count.again}
        </button>
      ) : (
        <div class="row">
          <Progress
            label={words.count.running(app.project.pictures.get(running.picture)?.name ?? '')}
            {...(running.share > 0 ? { share: running.share } : {})}
          />
          <button type="button" onClick={running.stop}>
            {words.count.stop}
          </button>
        </div>
      )}
      <Check
        label={words.count.check}
        help={words.count.checkHelp}
        checked={checked}
        onChange={(value) => setFields(app, 'check', picture, { checked: value })}
      />
      <p class="hint">{words.count.checkHelp}</p>
      <FileButton
        text={words.count.read}
        accept={CELL_FILES}
        onFiles={(files) => void readCells(app, files)}
      />
      <p class="hint">{words.count.readHelp}</p>
    </Section>
  );
}

function Estimate({ counted }: { readonly counted: CountRecord }) {
  const { count, countsFound, target, seconds, modelName, device, fit, warnings } = counted;
  const help = countsFound ? words.count.foundHelp : words.count.estimateHelp;
  return (
    <div class="estimate">
      <p class="second" data-testid="estimate" data-value={count}>
        {words.count.estimate(words.estimate(count))}
      </p>
      {target === 'density' ? <p class="hint">{help}</p> : null}
      {target === 'count' ? <p class="hint">{words.count.onlyNumber}</p> : null}
      <p class="hint">{words.count.took(seconds, modelName, device, fit)}</p>
      {warnings.map((warning) => (
        <p class="warning" key={warning}>
          {warning}
        </p>
      ))}
    </div>
  );
}

/** The slider that shows fewer or more of the cells that the model has found; the network does not run again. */
function Strictness({ picture, desk }: { readonly picture: Picture; readonly desk: Desk }) {
  const app = useApp();
  const { counted, threshold } = picture.fields;
  if (counted === undefined || counted.target === 'count') return null;
  const set = (value: number): void => {
    desk.preview.value = undefined;
    if (value === threshold) return;
    setThreshold(app, picture, value).catch((error: unknown) =>
      app.notices.error(words.problems.notCounted(reasonOf(error))),
    );
  };
  const floor = counted.target === 'mask' ? 0.02 : counted.floor;
  return (
    <Field label={words.count.strictness}>
      {(id) => (
        <>
          <input
            id={id}
            type="range"
            min={floor}
            max={1}
            step={0.005}
            value={desk.preview.value ?? threshold}
            onInput={(event) => {
              if (counted.target !== 'mask') desk.preview.value = event.currentTarget.valueAsNumber;
            }}
            onChange={(event) => set(event.currentTarget.valueAsNumber)}
          />
          <div class="ends">
            <span>{words.count.more}</span>
            {threshold === counted.threshold ? null : (
              <button type="button" class="link" onClick={() => set(counted.threshold)}>
                {words.count.reset}
              </button>
            )}
            <span>{words.count.fewer}</span>
          </div>
        </>
      )}
    </Field>
  );
}
