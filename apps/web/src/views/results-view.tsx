import { useEffect } from 'preact/hooks';
import { loadMap } from '../state/counting.js';
import type { Picture } from '../state/project.js';
import { addTallies, densityOf, type Tally, tallyPicture, tallyRegion } from '../state/tally.js';
import { words } from '../words.js';
import { useApp } from './app-context.js';

/** All counts in one table, with their sums. */
export function ResultsView() {
  const app = useApp();
  const pictures = app.pictures.value;
  useEffect(() => {
    for (const { id, fields } of pictures) if (fields.regions.length > 0) void loadMap(app, id);
  }, [app, pictures]);
  const { classes } = app.project;
  if (pictures.length === 0) return <p class="page">{words.results.none}</p>;
  const tallies = pictures.map((picture) => tallyPicture(picture, classes));
  const sum = addTallies(tallies);
  return (
    <div class="page">
      <h1>{words.results.title}</h1>
      <div class="table-scroll">
        <table class="results">
          <thead>
            <tr>
              <th scope="col">{words.results.picture}</th>
              <th scope="col">{words.results.cells}</th>
              {classes.length < 2
                ? null
                : classes.map(({ id, name, colour }) => (
                    <th scope="col" key={id}>
                      <span class="dot" style={{ background: `rgb(${colour.join(' ')})` }} />
                      {name}
                    </th>
                  ))}
              <th scope="col">{words.results.estimate}</th>
              <th scope="col">{words.results.area}</th>
              <th scope="col">{words.results.density}</th>
              <th scope="col" class="text">
                {words.results.model}
              </th>
            </tr>
          </thead>
          <tbody>
            {pictures.map((picture, i) => (
              <PictureRows key={picture.id} picture={picture} tally={tallies[i]!} />
            ))}
          </tbody>
          <tfoot>
            <Row name={words.results.sum} tally={sum} model="" />
          </tfoot>
        </table>
      </div>
      <p class="hint">{words.results.note}</p>
    </div>
  );
}

function PictureRows({ picture, tally }: { readonly picture: Picture; readonly tally: Tally }) {
  const app = useApp();
  const map = app.maps.value.get(picture.id);
  return (
    <>
      <Row
        name={picture.name}
        tally={tally}
        model={picture.fields.counted?.modelName ?? ''}
        onClick={() => app.route.go({ view: 'picture', picture: picture.id })}
      />
      {picture.fields.regions.map((region) => (
        <Row
          key={region.id}
          name={region.name}
          inner
          tally={tallyRegion(picture, region, app.project.classes, map)}
          model=""
        />
      ))}
    </>
  );
}

function Row({
  name,
  tally,
  model,
  inner = false,
  onClick,
}: {
  readonly name: string;
  readonly tally: Tally;
  readonly model: string;
  readonly inner?: boolean;
  readonly onClick?: () => void;
}) {
  const { classes } = useApp().project;
  const density = densityOf(tally);
  const { estimate, squareMillimetres } = tally;
  return (
    <tr class={inner ? 'inner' : ''}>
      <th scope="row">
        {onClick === undefined ? (
          name
        ) : (
          <button type="button" class="link" onClick={onClick}>
            {name}
          </button>
        )}
      </th>
      <td>{words.number(tally.cells)}</td>
      {classes.length < 2
        ? null
        : classes.map(({ id }, i) => <td key={id}>{words.number(tally.byClass[i] ?? 0)}</td>)}
      <td>{estimate === undefined ? '–' : words.estimate(estimate)}</td>
      <td>{squareMillimetres === undefined ? '–' : squareMillimetres.toPrecision(3)}</td>
      <td>{density === undefined ? '–' : words.number(density)}</td>
      <td class="text">{model}</td>
    </tr>
  );
}
