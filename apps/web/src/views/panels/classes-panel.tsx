import { IconButton, Section } from '../../parts/controls.js';
import type { App } from '../../state/app.js';
import type { Desk } from '../../state/desk.js';
import { classifyCells, currentKind, removeClass, setClasses } from '../../state/edit.js';
import type { CellClass, Picture } from '../../state/project.js';
import { tallyPicture } from '../../state/tally.js';
import { words } from '../../words.js';
import { useApp } from '../app-context.js';

/** Colours that people with any kind of colour vision tell apart (Okabe and Ito, 2008). */
const FRESH: readonly CellClass['colour'][] = [
  [86, 180, 233],
  [230, 159, 0],
  [0, 158, 115],
  [204, 121, 167],
  [213, 94, 0],
  [0, 114, 178],
];

/** The classes of cells, how many there are of each, and which one new cells get. */
export function ClassesPanel({ picture, desk }: { readonly picture: Picture; readonly desk: Desk }) {
  const app = useApp();
  const { classes } = app.project;
  const { byClass } = tallyPicture(picture, classes);
  app.settings.current.value;
  const current = currentKind(app);
  // What is changed are the classes as they are then: two clicks may come before the page is drawn again.
  const change = (id: number, part: Partial<CellClass>): void =>
    setClasses(
      app,
      app.project.classes.map((each) => (each.id === id ? { ...each, ...part } : each)),
    );
  const use = (id: number): void => {
    app.settings.change({ kind: id });
    classifyCells(app, picture, desk.selection.value, id);
  };
  return (
    <Section title={words.classes.title}>
      <ul class="classes">
        {classes.map(({ id, name, colour }, i) => (
          <li key={id} class={id === current ? 'current' : ''}>
            <input
              type="radio"
              name="class"
              aria-label={words.classes.use(name)}
              title={words.classes.use(name)}
              checked={id === current}
              // A click on the class that is current already still gives it to what is selected.
              onClick={() => use(id)}
            />
            <input
              type="color"
              aria-label={words.classes.colour(name)}
              value={toHex(colour)}
              onChange={(event) => change(id, { colour: fromHex(event.currentTarget.value) })}
            />
            <input
              type="text"
              aria-label={words.classes.name}
              value={name}
              onChange={(event) => change(id, { name: event.currentTarget.value.trim() || name })}
            />
            <output>{words.number(byClass[i] ?? 0)}</output>
            <IconButton
              icon="remove"
              label={words.classes.remove(name)}
              disabled={classes.length === 1}
              onClick={() => removeClass(app, id)}
            />
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => addClass(app)}>
        {words.classes.add}
      </button>
      <p class="hint">{words.classes.help}</p>
    </Section>
  );
}

function addClass(app: App): void {
  const { classes, next } = app.project;
  const colour = FRESH[(classes.length - 1) % FRESH.length]!;
  setClasses(app, [...classes, { id: next, name: words.classes.fresh(classes.length + 1), colour }]);
  app.settings.change({ kind: next });
}

const toHex = (colour: CellClass['colour']): string =>
  `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

const fromHex = (text: string): CellClass['colour'] => {
  const value = Number.parseInt(text.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};
