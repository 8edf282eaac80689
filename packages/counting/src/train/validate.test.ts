import { input } from '@celltally/engine';
import { type Annotation, countOf, type Dataset, subset } from '@celltally/imaging';
import {
  countTarget,
  densityTarget,
  locationTarget,
  type MapTarget,
  maskTarget,
  type Prediction,
  type Stage,
} from '@celltally/models';
import { type Built, build } from '@celltally/nn';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EvaluationSummary } from '../metrics/summary.js';
import { PERCENTILES } from '../picture/preparation.js';
import { COARSE, COUNTED, TWO_STAGES } from '../testing/tiny-architectures.node.js';
import { tinyDataset, tinyStage } from '../testing/tiny-set.node.js';
import { type AnnotatedPicture, readPictures } from './pictures.js';
import { judge, scoreOf, summarize } from './validate.js';

let dataset: Dataset;
beforeAll(async () => {
  dataset = await tinyDataset();
});

const NOWHERE: Annotation = { kind: 'points', points: [] };

const validationAt = (inputScale: number): Promise<AnnotatedPicture[]> =>
  readPictures(subset(dataset, 'val'), { normalisation: PERCENTILES, inputScale });

describe('readPictures', () => {
  it('enlarges pictures and annotations alike, and keeps what is known in the picture’s own pixels', async () => {
    const [own, enlarged] = [await validationAt(1), await validationAt(1.7067)];
    enlarged.forEach((each, i) => {
      expect([each.picture.width, each.picture.height]).toEqual([82, 82]);
      expect(each.annotation).toMatchObject({ kind: 'labels', width: 82, height: 82 });
      expect(each.own).toEqual(own[i]?.own);
      expect(countOf(each.annotation)).toBe(countOf(each.own.annotation));
    });
    for (const { picture, annotation, own: known } of own) {
      expect(annotation).toBe(known.annotation);
      expect([picture.width, picture.height]).toEqual([known.width, known.height]);
    }
  });
});

describe('summarize', () => {
  it.each([1, 1.7067, 0.8])(
    'finds the map of an annotation right, in own pixels, at scale %d',
    async (scale) => {
      const pictures = await validationAt(scale);
      const target = densityTarget({ sigma: 1.5 });
      const predictions = pictures.map(({ annotation, picture }) => ({
        map: target.target(annotation, picture),
      }));
      const { mae, localization } = summarize(pictures, predictions, target, target.defaults);
      expect(mae).toBeLessThan(1e-3);
      expect(localization.map(({ radius, f1 }) => [radius, f1])).toEqual([
        [5, 1],
        [10, 1],
      ]);
    },
  );

  it.each([1, 1.7067])('compares outlines where both sides have them, at scale %d', async (scale) => {
    const pictures = await validationAt(scale);
    const target = maskTarget({ gap: 0 });
    const predictions = pictures.map(({ annotation, picture }) => ({
      map: target.target(annotation, picture),
    }));
    const { segmentation } = summarize(pictures, predictions, target, target.defaults);
    expect(segmentation?.images).toBe(2);
    if (scale === 1) expect(segmentation).toMatchObject({ dice: 1, iou: 1, psnr: 100 });
    expect(segmentation?.dice).toBeGreaterThan(0.9);
    expect(segmentation?.ssim).toBeUndefined();
    const points = pictures.map((picture) => ({ ...picture, own: { ...picture.own, annotation: NOWHERE } }));
    expect(summarize(points, predictions, target, target.defaults).segmentation).toBeUndefined();
  });

  it('takes the count of a head, and compares no places where only the number was learnt', async () => {
    const pictures = await validationAt(1);
    const target = countTarget();
    const nothing = { width: 48, height: 48, data: new Float32Array(48 * 48) };
    const predictions = pictures.map(({ own }) => ({ map: nothing, count: countOf(own.annotation) + 2 }));
    const summary = summarize(pictures, predictions, target, target.defaults);
    expect(summary).toMatchObject({ mae: 2, bias: 2, localization: [] });
  });
});

describe('judge', () => {
  it('takes the better of a head’s number and the objects, unless one of them is asked for', async () => {
    const validation = await validationAt(1);
    const target = maskTarget({ gap: 1 });
    const predictions = validation.map(({ annotation, picture, own }) => ({
      map: target.target(annotation, picture),
      count: countOf(own.annotation) + 7,
    }));
    const image = input('image', [1, 3, 16, 16]);
    const stage = COUNTED.stages[0] as Stage;
    const network: Built<Prediction> = build((scope) => stage.network(scope, image, {}), { training: true });
    const judged = (countFrom: string) =>
      judge(
        {
          trainer: { network, turns: [] as never, programs: [] },
          plan: { stage, target, config: { ...tinyStage(), countFrom } },
          validation,
        },
        predictions,
      );
    expect(judged('number')).toMatchObject({ score: 7, summary: { mae: 7 } });
    expect(judged('best')).toMatchObject({ score: 0, summary: { mae: 0 } });
    expect(judged('objects')).toMatchObject({ score: 0, summary: { mae: 0 } });
  });
});

describe('scoreOf', () => {
  const summary = {
    mae: 3,
    localization: [
      { radius: 5, f1: 0.5 },
      { radius: 10, f1: 0.75 },
    ],
  } as unknown as EvaluationSummary;
  const scored = (stage: Stage, target: MapTarget, given = summary, countFrom = 'best'): number => {
    const image = input('image', [1, 3, 16, 16]);
    const network: Built<Prediction> = build((scope) => stage.network(scope, image, {}), { training: true });
    return scoreOf(
      {
        trainer: { network, turns: [] as never, programs: [] },
        plan: { stage, target, config: { ...tinyStage(), countFrom } },
      },
      given,
    );
  };
  const [coarse, counted] = [COARSE.stages[0], COUNTED.stages[0]];

  it('judges what counts by its counts, and what is located by where it is', () => {
    expect(scored(coarse, densityTarget())).toBe(3);
    expect(scored(coarse, countTarget(), { ...summary, localization: [] })).toBe(3);
    expect(scored(coarse, densityTarget(), summary, 'objects')).toBeCloseTo(0.75, 12);
    expect(scored(coarse, locationTarget())).toBeCloseTo(0.75, 12);
  });

  it('judges a head that counts while it learns, and only then', () => {
    expect(scored(counted, locationTarget())).toBe(3);
    expect(scored(counted, locationTarget(), summary, 'objects')).toBeCloseTo(0.75, 12);
    expect(scored(TWO_STAGES.stages[1] as Stage, densityTarget())).toBeCloseTo(0.75, 12);
  });
});
