import { Check, Field, Section } from '../../parts/controls.js';
import { type Desk, type Display, firstDisplay } from '../../state/desk.js';
import { setFields } from '../../state/edit.js';
import type { Picture } from '../../state/project.js';
import type { ChannelDisplay } from '../../viewer/viewer.js';
import { words } from '../../words.js';
import { useApp } from '../app-context.js';

/** How the picture and its cells are shown; nothing here changes a count. */
export function DisplayPanel({ picture, desk }: { readonly picture: Picture; readonly desk: Desk }) {
  const app = useApp();
  const { showCells, showMap, markerSize } = app.settings.current.value;
  const { depth } = picture.facts;
  return (
    <Section title={words.display.title} open={false}>
      <Check
        label={words.display.cells}
        checked={showCells}
        onChange={(value) => app.settings.change({ showCells: value })}
      />
      <Check
        label={words.display.map}
        checked={showMap}
        onChange={(value) => app.settings.change({ showMap: value })}
      />
      <Field label={words.display.size}>
        {(id) => (
          <input
            id={id}
            type="range"
            min={2}
            max={24}
            value={markerSize}
            onInput={(event) => app.settings.change({ markerSize: event.currentTarget.valueAsNumber })}
          />
        )}
      </Field>
      {depth < 2 ? null : (
        <Field label={words.display.plane}>
          {(id) => (
            <select
              id={id}
              value={String(picture.fields.z)}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setFields(app, 'plane', picture, { z: value === 'max' ? 'max' : Number(value) });
              }}
            >
              <option value="max">{words.display.brightest}</option>
              {Array.from({ length: depth }, (_, i) => (
                <option key={i} value={String(i)}>
                  {i + 1}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Channels picture={picture} desk={desk} />
    </Section>
  );
}

function Channels({ picture, desk }: { readonly picture: Picture; readonly desk: Desk }) {
  const display = desk.displays.value.get(picture.id);
  if (display === undefined) return null;
  const colour = picture.facts.colour === 'rgb' ? 'rgb' : 'channels';
  const put = (next: Display): void => {
    desk.displays.value = new Map(desk.displays.value).set(picture.id, next);
  };
  // The channels of a picture in colour are one picture: they go together.
  const change = (channel: number, part: Partial<ChannelDisplay>): void =>
    put({
      ...display,
      channels: display.channels.map((each) =>
        colour === 'rgb' || each.channel === channel ? { ...each, ...part } : each,
      ),
    });
  const listed = colour === 'rgb' ? display.channels.slice(0, 1) : display.channels;
  return (
    <>
      {listed.map((each) => {
        const name =
          display.channels.length === 1 || colour === 'rgb'
            ? words.display.picture
            : words.display.channel(each.channel + 1, picture.facts.channelNames?.[each.channel]);
        return (
          <Channel
            key={each.channel}
            name={name}
            several={colour === 'channels' && display.channels.length > 1}
            display={each}
            range={display.ranges[each.channel]!}
            onChange={(part) => change(each.channel, part)}
          />
        );
      })}
      <button type="button" onClick={() => put(firstDisplay(display.ranges, colour))}>
        {words.display.automatic}
      </button>
    </>
  );
}

function Channel({
  name,
  several,
  display,
  range,
  onChange,
}: {
  readonly name: string;
  readonly several: boolean;
  readonly display: ChannelDisplay;
  readonly range: Display['ranges'][number];
  readonly onChange: (part: Partial<ChannelDisplay>) => void;
}) {
  const { least, most } = range;
  const step = (most - least) / 500;
  const slider = (label: string, value: number, set: (value: number) => void) => (
    <label class="end">
      <span>{label}</span>
      <input
        type="range"
        min={least}
        max={most}
        step={step}
        value={value}
        onInput={(event) => set(event.currentTarget.valueAsNumber)}
      />
      <output>{most - least > 10 ? Math.round(value) : value.toPrecision(2)}</output>
    </label>
  );
  return (
    <fieldset class="channel">
      <legend class={several ? '' : 'hidden'}>{name}</legend>
      {several ? (
        <div class="row">
          <Check
            label={words.display.show(name)}
            checked={display.visible}
            onChange={(visible) => onChange({ visible })}
          />
          <input
            type="color"
            aria-label={words.display.colour(name)}
            value={`#${display.colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`}
            onInput={(event) => {
              const value = Number.parseInt(event.currentTarget.value.slice(1), 16);
              onChange({ colour: [value >> 16, (value >> 8) & 255, value & 255] });
            }}
          />
        </div>
      ) : null}
      {slider(words.display.dark, display.low, (low) =>
        onChange({ low: Math.min(low, display.high - step) }),
      )}
      {slider(words.display.bright, display.high, (high) =>
        onChange({ high: Math.max(high, display.low + step) }),
      )}
    </fieldset>
  );
}
