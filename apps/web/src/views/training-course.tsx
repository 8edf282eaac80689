import { Progress } from '../parts/controls.js';
import { saveFile } from '../state/exporting.js';
import type { TrainingState } from '../state/training-state.js';
import { words } from '../words.js';
import { useApp } from './app-context.js';
import { Curves } from './curves.js';
import { Thumbnail } from './pictures-view.js';

/** How a training goes, and what came of it. */
export function TrainingCourse() {
  const app = useApp();
  const state = app.training.value;
  const back = (): void => {
    app.training.value = { phase: 'idle' };
  };
  if (state.phase === 'idle') return null;
  return (
    <div class="course">
      {state.phase === 'running' ? <Running state={state} /> : null}
      {state.phase === 'failed' ? (
        <div class="refusal" role="alert">
          <h2>{words.train.failed}</h2>
          <p>{state.reason}</p>
          <button type="button" onClick={back}>
            {words.train.another}
          </button>
        </div>
      ) : null}
      {state.phase === 'done' ? <Outcome state={state} back={back} /> : null}
      {state.curve.length === 0 ? null : <Curves curve={state.curve} />}
    </div>
  );
}

function Running({ state }: { readonly state: Extract<TrainingState, { readonly phase: 'running' }> }) {
  const { preparing, step, epochs } = state;
  const label =
    preparing !== undefined || step === undefined
      ? words.train.preparing[preparing ?? 'reading']
      : `${words.train.epoch(step.epoch, epochs)}, ${words.train.left(step.secondsLeft)}`;
  const done = step === undefined ? 0 : step.epoch - 1 + step.step / step.steps;
  return (
    <div class="row">
      <Progress
        label={label}
        {...(preparing === undefined && step !== undefined && epochs > 0 ? { share: done / epochs } : {})}
      />
      <button type="button" onClick={state.stop}>
        {words.train.stop}
      </button>
    </div>
  );
}

function Outcome({
  state,
  back,
}: {
  readonly state: Extract<TrainingState, { readonly phase: 'done' }>;
  readonly back: () => void;
}) {
  const app = useApp();
  const { outcome, model } = state;
  const compared = outcome.errorBefore !== undefined;
  const download = async (): Promise<void> => {
    const kept = app.models.find(model);
    if (kept !== undefined) saveFile(`${kept.facts.name.replaceAll(/\W+/g, '-')}.zip`, await kept.file());
  };
  return (
    <section class="outcome">
      <h2>{words.train.done}</h2>
      <p>{words.train.summary(words.estimate(outcome.errorAfter), outcome.bestEpoch)}</p>
      <div class="row">
        <button type="button" class="primary" onClick={() => void download()}>
          {words.train.download}
        </button>
        <button type="button" onClick={() => app.settings.change({ model })}>
          {words.train.useIt}
        </button>
        <button type="button" onClick={back}>
          {words.train.another}
        </button>
      </div>
      <div class="table-scroll">
        <table class="results">
          <thead>
            <tr>
              <th scope="col">{words.results.picture}</th>
              <th scope="col">{words.train.actual}</th>
              {compared ? <th scope="col">{words.train.before}</th> : null}
              <th scope="col">{words.train.after}</th>
            </tr>
          </thead>
          <tbody>
            {outcome.heldOut.map(({ id, actual, before, after }) => (
              <tr key={id}>
                <th scope="row">
                  <span class="with-picture">
                    <Thumbnail id={id} />
                    {app.project.pictures.get(id)?.name ?? id}
                  </span>
                </th>
                <td>{words.number(actual)}</td>
                {compared ? <td>{before === undefined ? '–' : words.estimate(before)}</td> : null}
                <td>{words.estimate(after)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.train.meanError}</th>
              <td />
              {compared ? <td>{words.estimate(outcome.errorBefore ?? 0)}</td> : null}
              <td>{words.estimate(outcome.errorAfter)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}
