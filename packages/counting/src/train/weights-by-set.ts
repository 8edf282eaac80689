/**
 * How much each picture counts where decoding is fitted: joined data sets weigh alike, however many pictures they have, since a
 * model of several kinds of pictures is to count each of them. The mean is 1.
 */
export function weightsBySet(pictures: readonly { readonly set?: string | undefined }[]): readonly number[] {
  const sizes = new Map<string | undefined, number>();
  for (const { set } of pictures) sizes.set(set, (sizes.get(set) ?? 0) + 1);
  return pictures.map(({ set }) => pictures.length / (sizes.size * (sizes.get(set) as number)));
}
