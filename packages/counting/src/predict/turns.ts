import { flip, quarterTurn } from '@celltally/imaging';
import type { PreparedPicture } from '../picture/preparation.js';
import type { BlockPrediction } from './predictor.js';

/**
 * Ways in which a network is shown a picture: 1 as it is, 2 also upside down (half a turn), 4 in all quarter turns, 8 in
 * these and mirrored.
 */
export type Turns = (typeof TURNS)[number];

/** The numbers of ways that there are. */
export const TURNS = [1, 2, 4, 8] as const;

/** First mirrored left to right or not, then turned clockwise. */
interface Pose {
  readonly mirrored: boolean;
  readonly quarters: number;
}

function posesOf(turns: Turns): readonly Pose[] {
  const quarters = turns === 1 ? [0] : turns === 2 ? [0, 2] : [0, 1, 2, 3];
  const mirrors = turns === 8 ? [false, true] : [false];
  return mirrors.flatMap((mirrored) => quarters.map((each) => ({ mirrored, quarters: each })));
}

/**
 * What a network says of a block in the mean over several ways of looking at it (test-time augmentation): each map is
 * turned back, pixel by pixel, before the mean is taken. Sums of maps, and counts, are means of sums and counts.
 *
 * @param onRun told after every run of the network
 */
export async function meanOverTurns(
  run: (block: PreparedPicture) => Promise<BlockPrediction>,
  block: PreparedPicture,
  turns: Turns,
  onRun: () => void,
): Promise<BlockPrediction> {
  const sums = new Float64Array(block.width * block.height);
  const counts: number[] = [];
  for (const pose of posesOf(turns)) {
    const turned = turnedBlock(block, pose);
    const { map, count } = await run(turned);
    const back = turnedBack({ width: turned.width, height: turned.height, map }, pose);
    for (let i = 0; i < sums.length; i++) sums[i]! += back[i]!;
    if (count !== undefined) counts.push(count);
    onRun();
  }
  return {
    map: Float32Array.from(sums, (sum) => sum / turns),
    ...(counts.length === 0 ? {} : { count: counts.reduce((sum, count) => sum + count, 0) / turns }),
  };
}

function turnedBlock(block: PreparedPicture, { mirrored, quarters }: Pose): PreparedPicture {
  const image = { ...block, colour: 'multichannel', bitDepth: 32 } as const;
  const { width, height, data } = quarterTurn(mirrored ? flip(image, 'horizontal') : image, quarters);
  return { width, height, channels: block.channels, data: data as Float32Array };
}

function turnedBack(
  { width, height, map }: { readonly width: number; readonly height: number; readonly map: Float32Array },
  { mirrored, quarters }: Pose,
): Float32Array {
  const image = { width, height, channels: 1, colour: 'grey', bitDepth: 32, data: map } as const;
  const upright = quarterTurn(image, -quarters);
  return (mirrored ? flip(upright, 'horizontal') : upright).data as Float32Array;
}
