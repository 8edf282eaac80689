import { type SyntheticJob, syntheticPicture } from './synthetic-picture.js';

addEventListener('message', async ({ data }: MessageEvent<SyntheticJob>) => {
  const { job, options, region, reduction, channels } = data;
  const { signal } = new AbortController();
  const samples = await syntheticPicture(options).read(region, reduction, channels, signal);
  postMessage({ job, samples }, { transfer: [samples.buffer] });
});
