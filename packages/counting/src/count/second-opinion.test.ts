import { encodeTiff, type Image, openImage, type Point, simulate } from '@celltally/imaging';
import { describe, expect, it } from 'vitest';
import { secondOpinion } from './second-opinion.js';

const few = simulate({ modality: 'fluorescence', width: 320, height: 260, count: 26, seed: 4 });
const many = simulate({
  ...{ modality: 'fluorescence', width: 1400, height: 1200, seed: 5 },
  ...{ count: 200, diameter: 24 },
});

async function opinion(
  image: Image,
  count: number,
  points: readonly Point[] = [],
): Promise<string | undefined> {
  const source = await openImage(encodeTiff(image));
  const counted = { count, points: points.map(({ x, y }) => ({ x, y, score: 1 })) };
  return secondOpinion({ source }, counted, { model: 'net', selection: {} }, new AbortController().signal);
}

describe('secondOpinion', () => {
  it.each([
    ['as many cells as the classical recipe', 26],
    ['some more', 40],
    ['some fewer', 15],
  ])('has nothing to say where the model finds %s', async (_, count) => {
    expect(await opinion(few.image, count)).toBeUndefined();
  });

  it.each([
    ['far fewer', 5],
    ['none', 0],
    ['far more', 90],
  ])('names both numbers where the model finds %s', async (_, count) => {
    const said = await opinion(few.image, count);
    expect(said).toMatch(new RegExp(`^net finds ${count} cells, and the classical recipe,.* 2[4-8]: `));
  });

  it('does not judge by a handful of cells', async () => {
    const { image } = simulate({ modality: 'fluorescence', width: 200, height: 160, count: 6, seed: 4 });
    expect(await opinion(image, 0)).toBeUndefined();
  });

  it('counts of a large picture what is in its middle', async () => {
    const { image, points } = many;
    expect(await opinion(image, points.length, points)).toBeUndefined();
    const left = points.filter(({ x }) => x < 400);
    const within = left.filter(({ x, y }) => x >= 188 && y >= 88 && y < 1112).length;
    expect(await opinion(image, left.length, left)).toMatch(
      new RegExp(`^net finds ${within} cells in 1024 x 1024 px in its middle, `),
    );
    expect(await opinion(image, 0)).toMatch(/^net finds 0 cells in 1024 x 1024 px/);
  });

  it('says nothing of the middle where a model says a number and no positions', async () => {
    expect(await opinion(many.image, 20)).toBeUndefined();
  });
});
