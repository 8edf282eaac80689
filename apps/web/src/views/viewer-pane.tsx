import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '../parts/controls.js';
import type { IconName } from '../parts/icon.js';
import type { App } from '../state/app.js';
import { reasonOf } from '../state/app.js';
import { loadMap } from '../state/counting.js';
import { type Desk, firstDisplay } from '../state/desk.js';
import { addCell, deleteCells, moveCells, setFields } from '../state/edit.js';
import { readyFile } from '../state/open-files.js';
import { type Picture, pixelSizeOf, planeOf } from '../state/project.js';
import { shownMap } from '../state/shown-map.js';
import { createViewer } from '../viewer/create-viewer.js';
import type { ViewedPicture, ViewerEvent, ViewerTool } from '../viewer/viewer.js';
import { words } from '../words.js';
import { useApp } from './app-context.js';
import { useAtOnce } from './use-at-once.js';
import { useShownCells } from './use-shown-cells.js';

const TOOLS: readonly { readonly tool: ViewerTool; readonly icon: IconName; readonly key: string }[] = [
  { tool: 'pan', icon: 'pan', key: 'V' },
  { tool: 'add', icon: 'add', key: 'A' },
  { tool: 'select', icon: 'select', key: 'S' },
  { tool: 'erase', icon: 'erase', key: 'E' },
  { tool: 'rectangle', icon: 'rectangle', key: 'R' },
  { tool: 'polygon', icon: 'polygon', key: 'P' },
];
const ZOOM = 1.6;
const MAP_OPACITY = 0.7;

interface PaneProps {
  readonly picture: Picture;
  readonly desk: Desk;
}

/** The picture itself, and the tools over it. */
export function ViewerPane({ picture, desk }: PaneProps) {
  const app = useApp();
  const element = useRef<HTMLDivElement>(null);
  const shown = useRef(picture);
  shown.current = picture;
  useEffect(() => {
    if (element.current === null) return undefined;
    const viewer = createViewer(element.current, (event) => answer(app, desk, shown.current, event), {
      label: words.viewer.label,
      pixels: words.viewer.pixels,
    });
    desk.viewer.value = viewer;
    return () => {
      desk.viewer.value = undefined;
      viewer.close();
    };
  }, [app, desk]);
  useShownPicture(app, desk, picture);
  useShownCells(app, desk, picture);
  useShownMap(app, desk, picture);
  useAtOnce(() => desk.viewer.value?.setTool(desk.tool.value));
  useAtOnce(() => desk.viewer.value?.setBrush(app.settings.current.value.brush));
  useAtOnce(() => desk.viewer.value?.setSelection(desk.selection.value));
  const { regions } = picture.fields;
  const viewer = desk.viewer.value;
  useEffect(() => viewer?.setRegions(regions.map(({ polygon }) => polygon)), [viewer, regions]);
  return (
    <div class="viewer-pane">
      <div class="viewer">
        <div ref={element} />
      </div>
      <Toolbar desk={desk} />
      <Status picture={picture} desk={desk} />
    </div>
  );
}

function Toolbar({ desk }: { readonly desk: Desk }) {
  const app = useApp();
  const { brush } = app.settings.current.value;
  return (
    <div class="tools" role="toolbar" aria-label={words.tools.group}>
      {TOOLS.map(({ tool, icon, key }) => (
        <IconButton
          key={tool}
          icon={icon}
          label={words.tools[tool]}
          keys={key}
          pressed={desk.tool.value === tool}
          onClick={() => (desk.tool.value = tool)}
        />
      ))}
      <span class="gap" />
      <IconButton
        icon="zoomIn"
        label={words.tools.zoomIn}
        keys="+"
        onClick={() => desk.viewer.value?.zoomBy(ZOOM)}
      />
      <IconButton
        icon="zoomOut"
        label={words.tools.zoomOut}
        keys="-"
        onClick={() => desk.viewer.value?.zoomBy(1 / ZOOM)}
      />
      <IconButton icon="fit" label={words.tools.fit} keys="0" onClick={() => desk.viewer.value?.fit()} />
      {desk.tool.value === 'erase' ? (
        <label class="brush">
          <span class="hidden">{words.tools.brush}</span>
          <input
            type="range"
            min={8}
            max={200}
            value={brush}
            onInput={(event) => app.settings.change({ brush: event.currentTarget.valueAsNumber })}
          />
        </label>
      ) : null}
    </div>
  );
}

function Status({ picture, desk }: PaneProps) {
  const app = useApp();
  const selected = desk.selection.value;
  const pointer = desk.pointer.value;
  return (
    <>
      {pointer === undefined ? null : (
        <p class="pointer" aria-hidden="true">
          {words.viewer.position(pointer.x, pointer.y)}
        </p>
      )}
      {selected.length === 0 ? null : (
        <div class="selection" role="status">
          <span>{words.viewer.selected(selected.length)}</span>
          <button
            type="button"
            onClick={() => {
              deleteCells(app, picture, selected);
              desk.selection.value = [];
            }}
          >
            {words.viewer.deleteSelected}
          </button>
        </div>
      )}
    </>
  );
}

/** What comes of what a person does in the picture. */
function answer(app: App, desk: Desk, picture: Picture, event: ViewerEvent): void {
  switch (event.type) {
    case 'add':
      addCell(app, picture, event);
      return;
    case 'select':
      desk.selection.value = event.extend ? [...new Set([...desk.selection.value, ...event.ids])] : event.ids;
      return;
    case 'move':
      moveCells(app, picture, event.ids, event.dx, event.dy);
      return;
    case 'erase':
      deleteCells(app, picture, event.ids);
      desk.selection.value = [];
      return;
    case 'region': {
      const { regions } = picture.fields;
      const region = {
        id: app.project.next,
        name: words.regions.fresh(regions.length + 1),
        polygon: event.polygon,
      };
      setFields(app, 'regions', picture, { regions: [...regions, region] });
      desk.tool.value = 'pan';
      return;
    }
    case 'pointer':
      desk.pointer.value = event.inside ? { x: event.x, y: event.y } : undefined;
      desk.viewer.peek()?.setCross(false);
      return;
    case 'unreadable':
      app.notices.error(words.problems.notOpened(picture.name, reasonOf(event.cause)));
      return;
    case 'view':
      return;
  }
}

/** Gives the viewer the picture, and how its channels are shown. */
function useShownPicture(app: App, desk: Desk, picture: Picture): void {
  const viewer = desk.viewer.value;
  const { z } = picture.fields;
  const pixel = pixelSizeOf(picture);
  useEffect(() => {
    if (viewer === undefined) return;
    desk.selection.value = [];
    desk.preview.value = undefined;
    viewer.show(viewedPicture(app, picture));
  }, [viewer, picture.id, z, pixel?.x, pixel?.y, app.files.has(picture.file)]);
  const display = desk.displays.value.get(picture.id);
  useEffect(() => {
    if (display !== undefined) viewer?.setDisplay(display.channels);
  }, [viewer, display]);
  useEffect(() => {
    if (desk.displays.peek().has(picture.id)) return;
    const plane = planeOf(picture);
    readyFile(app, picture.file, picture.name)
      .then(() => app.workers.pictures('ranges', { file: picture.file, plane }))
      .then((ranges) => {
        const first = firstDisplay(ranges, picture.facts.colour === 'rgb' ? 'rgb' : 'channels');
        desk.displays.value = new Map(desk.displays.value).set(picture.id, first);
      })
      .catch((error: unknown) => app.notices.error(words.problems.notOpened(picture.name, reasonOf(error))));
  }, [picture.id, app.files.has(picture.file)]);
}

function viewedPicture(app: App, picture: Picture): ViewedPicture {
  const { width, height, channels, bitDepth, colour } = picture.facts;
  const pixelSize = pixelSizeOf(picture);
  const plane = planeOf(picture);
  const { file, name } = picture;
  return {
    id: JSON.stringify([picture.id, plane, pixelSize]),
    ...{ width, height, channels, bitDepth },
    colour: colour === 'rgb' ? 'rgb' : 'channels',
    ...(pixelSize === undefined ? {} : { pixelSize }),
    read: async (region, reduction, wanted, signal) => {
      await readyFile(app, file, name);
      return app.workers.pictures('read', { file, plane, region, reduction, channels: wanted }, { signal });
    },
  };
}

/** The network's map over the picture. */
function useShownMap(app: App, desk: Desk, { id, fields: { threshold } }: Picture): void {
  const viewer = desk.viewer.value;
  const { showMap } = app.settings.current.value;
  const map = app.maps.value.get(id);
  useEffect(() => void loadMap(app, id), [app, id]);
  useEffect(() => {
    viewer?.setMap(
      showMap && map !== undefined ? { ...shownMap(map, threshold), opacity: MAP_OPACITY } : undefined,
    );
  }, [viewer, showMap, map, threshold]);
}
