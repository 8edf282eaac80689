import type { App } from './app.js';
import type { Picture } from './project.js';
import { densityOf, type Tally, tallyPicture, tallyRegion } from './tally.js';

/** The table of counts as it is exported: a header, then a row for each picture and one for each of its regions. */
export function resultRows(app: App, pictures: readonly Picture[]): (string | number)[][] {
  const { classes } = app.project;
  const header = [
    'image',
    'region',
    'cells',
    ...classes.map(({ name }) => `cells: ${name}`),
    'estimate',
    'area_px',
    'area_mm2',
    'cells_per_mm2',
    'model',
  ];
  const row = (image: string, region: string, tally: Tally, model: string): (string | number)[] => [
    image,
    region,
    tally.cells,
    ...tally.byClass,
    rounded(tally.estimate, 3),
    rounded(tally.area, 1),
    rounded(tally.squareMillimetres, 6),
    rounded(densityOf(tally), 2),
    model,
  ];
  return [
    header,
    ...pictures.flatMap((picture) => {
      const model = picture.fields.counted?.modelName ?? '';
      const map = app.maps.value.get(picture.id);
      return [
        row(picture.name, '', tallyPicture(picture, classes), model),
        ...picture.fields.regions.map((region) =>
          row(picture.name, region.name, tallyRegion(picture, region, classes, map), model),
        ),
      ];
    }),
  ];
}

const rounded = (value: number | undefined, decimals: number): string | number =>
  value === undefined ? '' : Number(value.toFixed(decimals));
