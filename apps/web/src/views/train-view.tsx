import { useSignal } from '@preact/signals';
import { Choice, Field, NumberInput } from '../parts/controls.js';
import { modelFor } from '../state/counting.js';
import { setFields } from '../state/edit.js';
import type { Model } from '../state/models.js';
import { type Picture, shownCells } from '../state/project.js';
import { startTraining } from '../state/training.js';
import { beginningOf, type ChosenBeginning, canGoOnFrom, NOTHING } from '../state/training-beginning.js';
import { heldOutOf, type LearnFrom, shortageOf, usable } from '../state/training-plan.js';
import { words } from '../words.js';
import { useApp } from './app-context.js';
import { Thumbnail } from './pictures-view.js';
import { TrainingCourse } from './training-course.js';

/** What BioImage.IO allows in the name of a model. */
const NAME = /^[\w+() -]{5,128}$/;

/** Epochs until something else is typed: a model that has learnt before needs fewer. */
const EPOCHS = 40;
const EPOCHS_GOING_ON = 10;

/** Making a model of one's own. */
export function TrainView() {
  const app = useApp();
  return (
    <div class="page">
      <h1>{words.train.title}</h1>
      <p>{words.train.lead}</p>
      {app.training.value.phase === 'idle' ? <Plan /> : <TrainingCourse />}
    </div>
  );
}

function Plan() {
  const app = useApp();
  const pictures = app.pictures.value;
  const from = useSignal<LearnFrom>('points');
  const limit = useSignal<'epochs' | 'minutes'>('epochs');
  const typed = useSignal<number | undefined>(undefined);
  const size = useSignal<'small' | 'standard'>('small');
  const name = useSignal<string>(words.train.defaultName);
  const used = usable(pictures, from.value);
  const held = new Set(heldOutOf(used));
  const shortage = shortageOf(used, from.value);
  const chosen = useSignal<ChosenBeginning>(undefined);
  const counts = modelFor(app, used[0] ?? pictures[0]);
  const begin = beginningOf(app.models.list.value, from.value, { chosen: chosen.value, counts });
  const amount = typed.value ?? (begin === undefined ? EPOCHS : EPOCHS_GOING_ON);
  const start = (): void => {
    void startTraining(app, {
      name: name.value,
      from: from.value,
      pictures: used,
      limit:
        limit.value === 'epochs'
          ? { kind: 'epochs', epochs: Math.max(1, Math.round(amount)) }
          : { kind: 'minutes', minutes: amount },
      size: size.value,
      begin,
    });
  };
  return (
    <div class="plan">
      <div class="plan-options">
        <Choice
          label={words.train.from}
          value={from.value}
          options={[
            { value: 'points', text: words.train.points },
            { value: 'numbers', text: words.train.numbers },
          ]}
          onChange={(value) => (from.value = value)}
        />
        <p class="hint">{from.value === 'points' ? words.train.pointsHelp : words.train.numbersHelp}</p>
        <Field label={words.train.name} help={NAME.test(name.value) ? undefined : words.train.nameRule}>
          {(id) => (
            <input
              id={id}
              type="text"
              value={name.value}
              aria-invalid={!NAME.test(name.value)}
              onInput={(event) => (name.value = event.currentTarget.value)}
            />
          )}
        </Field>
        <Beginning
          from={from.value}
          counts={counts}
          begin={begin}
          onChoose={(value) => (chosen.value = value)}
        />
        <div class="row">
          <Field label={words.train.limit}>
            {(id) => (
              <NumberInput
                id={id}
                value={amount}
                min={0.1}
                onChange={(value) => (typed.value = value ?? amount)}
              />
            )}
          </Field>
          <select
            aria-label={words.train.limit}
            value={limit.value}
            onChange={(event) => (limit.value = event.currentTarget.value as 'epochs' | 'minutes')}
          >
            <option value="epochs">{words.train.epochs}</option>
            <option value="minutes">{words.train.minutes}</option>
          </select>
        </div>
        {begin !== undefined ? null : (
          <Field label={words.train.size}>
            {(id) => (
              <select
                id={id}
                value={size.value}
                onChange={(event) => (size.value = event.currentTarget.value as 'small' | 'standard')}
              >
                <option value="small">{words.train.small}</option>
                <option value="standard">{words.train.standard}</option>
              </select>
            )}
          </Field>
        )}
        {shortage === undefined ? null : (
          <p class="refusal" role="status">
            {words.train.shortage(shortage, from.value)}
          </p>
        )}
        <button
          type="button"
          class="primary"
          disabled={shortage !== undefined || !NAME.test(name.value)}
          onClick={start}
        >
          {words.train.start}
        </button>
      </div>
      <ul class="materials">
        {pictures.map((picture) => (
          <Material
            key={picture.id}
            picture={picture}
            from={from.value}
            part={!used.includes(picture) ? 'unused' : held.has(picture) ? 'heldOut' : 'learns'}
          />
        ))}
      </ul>
    </div>
  );
}

/** With what the network begins: a model of the page, or nothing. */
function Beginning({
  from,
  counts,
  begin,
  onChoose,
}: {
  readonly from: LearnFrom;
  readonly counts: Model | undefined;
  readonly begin: Model | undefined;
  readonly onChoose: (id: string) => void;
}) {
  const app = useApp();
  const models = app.models.list.value.filter((each) => canGoOnFrom(each, from));
  return (
    <Field
      label={words.train.begin}
      help={begin === undefined ? words.train.beginNothingHelp : words.train.beginHelp(begin.facts.name)}
    >
      {(id) => (
        <select
          id={id}
          value={begin?.id ?? NOTHING}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          <option value={NOTHING}>{words.train.beginNothing}</option>
          {models.map(({ id: value, facts }) => (
            <option key={value} value={value}>
              {value === counts?.id ? words.train.beginCounts(facts.name) : facts.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Material({
  picture,
  from,
  part,
}: {
  readonly picture: Picture;
  readonly from: LearnFrom;
  readonly part: 'unused' | 'heldOut' | 'learns';
}) {
  const app = useApp();
  const state =
    part === 'heldOut'
      ? words.train.heldOut
      : part === 'learns'
        ? words.train.learns
        : from === 'points'
          ? words.train.notUsable
          : words.train.noNumber;
  return (
    <li>
      <Thumbnail id={picture.id} />
      <div>
        <button
          type="button"
          class="link"
          onClick={() => app.route.go({ view: 'picture', picture: picture.id })}
        >
          {picture.name}
        </button>
        <p class="hint">
          <span class={part === 'unused' ? 'badge quiet' : 'badge good'}>{state}</span>
        </p>
      </div>
      {from === 'points' ? (
        <label class="check">
          <input
            type="checkbox"
            checked={picture.fields.checked}
            onChange={(event) => setFields(app, 'check', picture, { checked: event.currentTarget.checked })}
          />
          <span>
            {words.count.check} ({words.number(shownCells(picture).length)})
          </span>
        </label>
      ) : (
        <NumberInput
          label={`${words.about.known}: ${picture.name}`}
          value={picture.fields.knownCount}
          placeholder={words.results.cells}
          onChange={(value) => setFields(app, 'knownCount', picture, { knownCount: value })}
        />
      )}
    </li>
  );
}
