import { IconButton, Section } from '../../parts/controls.js';
import { countRegion } from '../../state/counting.js';
import type { Desk } from '../../state/desk.js';
import { deleteCells, setFields } from '../../state/edit.js';
import { isInside } from '../../state/geometry.js';
import { type DrawnRegion, type Picture, shownCells } from '../../state/project.js';
import { densityOf, tallyRegion } from '../../state/tally.js';
import { words } from '../../words.js';
import { useApp } from '../app-context.js';

/** Parts of the picture with their own counts. */
export function RegionsPanel({ picture }: { readonly picture: Picture; readonly desk: Desk }) {
  const { regions } = picture.fields;
  return (
    <Section title={words.regions.title} open={regions.length > 0}>
      {regions.length === 0 ? (
        <p class="hint">{words.regions.none}</p>
      ) : (
        <ul class="regions">
          {regions.map((region) => (
            <Region key={region.id} picture={picture} region={region} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Region({ picture, region }: { readonly picture: Picture; readonly region: DrawnRegion }) {
  const app = useApp();
  const { regions } = picture.fields;
  const tally = tallyRegion(picture, region, app.project.classes, app.maps.value.get(picture.id));
  const density = densityOf(tally);
  const estimate =
    tally.estimate === undefined ? undefined : words.estimate(Math.round(tally.estimate * 10) / 10);
  return (
    <li>
      <div class="row">
        <input
          type="text"
          aria-label={words.regions.name}
          value={region.name}
          onChange={(event) => {
            const name = event.currentTarget.value.trim() || region.name;
            setFields(app, 'regions', picture, {
              regions: regions.map((each) => (each.id === region.id ? { ...each, name } : each)),
            });
          }}
        />
        <IconButton
          icon="remove"
          label={words.regions.remove(region.name)}
          onClick={() =>
            setFields(app, 'regions', picture, { regions: regions.filter(({ id }) => id !== region.id) })
          }
        />
      </div>
      <p>{words.regions.cells(tally.cells, estimate)}</p>
      {density === undefined ? null : <p class="second">{words.count.density(density)}</p>}
      <div class="row">
        <button
          type="button"
          disabled={app.counting.value !== undefined}
          onClick={() => void countRegion(app, picture, region)}
        >
          {words.regions.count}
        </button>
        <button
          type="button"
          aria-label={words.regions.erase(region.name)}
          onClick={() => {
            const inside = shownCells(picture).filter((cell) => isInside(cell, region.polygon));
            deleteCells(
              app,
              picture,
              inside.map(({ id }) => id),
            );
          }}
        >
          {words.regions.eraseShort}
        </button>
      </div>
    </li>
  );
}
