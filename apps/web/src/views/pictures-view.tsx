import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { IconButton } from '../parts/controls.js';
import { FileButton } from '../parts/file-button.js';
import { Icon } from '../parts/icon.js';
import { reasonOf } from '../state/app.js';
import { countPictures } from '../state/counting.js';
import { setFields } from '../state/edit.js';
import type { NamedFile } from '../state/named-file.js';
import { openFiles } from '../state/open-files.js';
import { type Picture, shownCells } from '../state/project.js';
import { words } from '../words.js';
import { useApp } from './app-context.js';
import { ModelSelect } from './model-select.js';

const PICTURE_FILES = '.png,.jpg,.jpeg,.tif,.tiff,.bmp,.zip,.csv,.tsv,.txt,.json,.geojson,.roi,.xml,.gz';

/** All pictures that are open; where there are none, how to open some. */
export function PicturesView() {
  const app = useApp();
  const pictures = app.pictures.value;
  const open = (files: readonly NamedFile[]): void => {
    void openFiles(app, files);
  };
  if (pictures.length === 0) return <Welcome open={open} />;
  const waiting = pictures.filter(({ fields }) => fields.counted === undefined);
  return (
    <div class="page">
      <div class="actions">
        <FileButton text={words.open.add} accept={PICTURE_FILES} onFiles={open} />
        <FileButton text={words.open.folder} folder onFiles={open} />
        <span class="spacer" />
        <ModelSelect picture={pictures[0]} />
        <button
          type="button"
          class="primary"
          disabled={app.counting.value !== undefined}
          onClick={() => void countPictures(app, waiting.length > 0 ? waiting : pictures)}
        >
          {waiting.length > 0 && waiting.length < pictures.length
            ? words.open.countOthers(waiting.length)
            : words.open.countAll(pictures.length)}
        </button>
      </div>
      <ul class="gallery">
        {pictures.map((picture) => (
          <Card key={picture.id} picture={picture} />
        ))}
      </ul>
    </div>
  );
}

function Card({ picture }: { readonly picture: Picture }) {
  const app = useApp();
  const { id, name, facts, fields } = picture;
  const running = app.counting.value?.picture === id;
  const cells = shownCells(picture).length;
  return (
    <li class={running ? 'card running' : 'card'}>
      <button
        type="button"
        class="card-open"
        aria-label={words.open.show(name)}
        onClick={() => app.route.go({ view: 'picture', picture: id })}
      >
        <Thumbnail id={id} />
        <span class="card-name">{name}</span>
        <span class="card-facts">{words.size(facts.width, facts.height)}</span>
        <span class={fields.counted === undefined && cells === 0 ? 'badge quiet' : 'badge'}>
          {fields.counted === undefined && cells === 0 ? words.open.waiting : words.cells(cells)}
        </span>
        {fields.checked ? (
          <span class="badge good">
            <Icon name="check" />
            {words.open.checked}
          </span>
        ) : null}
      </button>
      <IconButton
        icon="remove"
        label={words.open.remove(name)}
        onClick={() => setFields(app, 'remove', picture, { removed: true })}
      />
    </li>
  );
}

/** A small picture of a picture. */
export function Thumbnail({ id }: { readonly id: string }) {
  const url = useApp().thumbnails.value.get(id);
  return url === undefined ? <span class="thumbnail empty" /> : <img class="thumbnail" src={url} alt="" />;
}

interface Sample {
  readonly name: string;
  readonly file: string;
  readonly thumbnail: string;
}

function Welcome({ open }: { readonly open: (files: readonly NamedFile[]) => void }) {
  const app = useApp();
  const samples = useSignal<readonly Sample[]>([]);
  useEffect(() => {
    fetch('samples.json')
      .then((response) => response.json())
      .then((list: readonly Sample[]) => {
        samples.value = list;
      })
      .catch(() => {});
  }, [samples]);
  const trySample = async ({ name, file }: Sample): Promise<void> => {
    try {
      const blob = await (await fetch(file)).blob();
      const [id] = await openFiles(app, [{ path: name, file: new File([blob], name) }]);
      const picture = id === undefined ? undefined : app.project.pictures.get(id);
      if (id === undefined || picture === undefined) return;
      app.route.go({ view: 'picture', picture: id });
      await countPictures(app, [picture]);
    } catch (error) {
      app.notices.error(words.problems.notOpened(name, reasonOf(error)));
    }
  };
  return (
    <div class="welcome">
      <h1>{words.open.title}</h1>
      <p class="promise">{words.private}</p>
      <div class="drop-zone">
        <p class="big">{words.open.drop}</p>
        <div class="row centre">
          <FileButton text={words.open.files} accept={PICTURE_FILES} primary onFiles={open} />
          <FileButton text={words.open.folder} folder onFiles={open} />
        </div>
        <p class="hint">{words.open.formats}</p>
      </div>
      {samples.value.length === 0 ? null : (
        <section class="samples">
          <h2>{words.open.samples}</h2>
          <ul>
            {samples.value.map((sample) => (
              <li key={sample.name}>
                <button
                  type="button"
                  aria-label={words.open.sample(sample.name)}
                  disabled={app.opening.value !== undefined}
                  onClick={() => void trySample(sample)}
                >
                  <img src={sample.thumbnail} alt="" />
                  <span>{sample.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
