import { fileURLToPath } from 'node:url';
import { readModelPackage, readModelSettings } from '@celltally/counting';
import { encodeTiff, simulate } from '@celltally/imaging';
import { openFolder } from '@celltally/imaging/node';
import { describe, expect, it } from 'vitest';
import { smallModel } from '../e2e/small-model.node.js';
import { trainingConfig } from '../state/training-plan.js';
import type { EngineDevice, TrainEvent, TrainingPicture } from '../work/engine-methods.js';
import { optionsGoingOn } from './beginning.js';
import { modelFacts } from './models.js';
import { trainModel } from './train.js';

const SIDE = 32;
/** Node has the processor under another name than the browser. */
const PROCESSOR = 'cpu' as string as EngineDevice;

const picture = (seed: number): TrainingPicture => {
  const modality = 'fluorescence';
  const { image, points } = simulate({ modality, width: SIDE, height: SIDE, count: 5, diameter: 8, seed });
  const blob = new Blob([encodeTiff(image) as Uint8Array<ArrayBuffer>]);
  return { id: `p${seed}`, name: `p${seed}.tif`, blob, plane: {}, known: { kind: 'points', points } };
};

describe('a training', () => {
  it('goes on from a model, and says so', async () => {
    const file = new Blob([(await smallModel()) as Uint8Array<ArrayBuffer>]);
    const config = trainingConfig({
      from: 'points',
      pictures: [{ width: SIDE, height: SIDE }],
      limit: { kind: 'epochs', epochs: 1 },
      size: 'small',
      held: 1,
      goesOn: true,
    });
    const args = {
      name: 'second model',
      training: [picture(1)],
      heldOut: [picture(2)],
      config: { ...config, patches: 2, batch: 1 },
      device: PROCESSOR,
      begin: { id: 'small', file },
    };
    const events: TrainEvent[] = [];
    const { signal } = new AbortController();
    const outcome = await trainModel(args, undefined, { signal, emit: (event) => events.push(event) });
    expect(events.filter(({ type }) => type === 'epoch').length).toBe(1);
    expect(events.filter(({ type }) => type === 'notice')).toEqual([]);
    expect(outcome.facts.architecture).toBe('unet');
    const { settings, about } = await readModelPackage(outcome.file);
    expect(settings.architecture.options).toMatchObject({ width: 4 });
    expect(settings.training.details.initial).toMatch(/^from \d+ tensors of small model \(SHA-256/);
    expect(about.description).toContain('going on from small model');
  });
});

const bundled = async (name: string) =>
  openFolder(fileURLToPath(new URL(`../../../../weights/${name}/`, import.meta.url)));

describe('a model to go on from', () => {
  it('gives its network, kernel, scale and tiles, and patches that fit pictures and model', async () => {
    const { settings } = await readModelSettings(await bundled('lite-unet-bbbc039'));
    const patchOf = (crop: number, inputScale: number) =>
      optionsGoingOn({ ...settings, preparation: { ...settings.preparation, inputScale } }, { crop }).crop;
    const options = optionsGoingOn(settings, { crop: 256, epochs: 7, learningRate: 0.0005 });
    expect(options).toMatchObject({ model: 'lite-unet', target: 'density', sigma: 4, tile: 256, halo: 32 });
    // Its own patches had 128 pixels.
    expect(options).toMatchObject({ crop: 128, epochs: 7, learningRate: 0.0005 });
    expect([patchOf(96, 1), patchOf(96, 0.5), patchOf(48, 0.5), patchOf(48, 2)]).toEqual([96, 48, 32, 96]);
    const whole = { crop: 240, scale: 0.4, sampling: 'whole' };
    expect(optionsGoingOn(settings, whole)).toMatchObject(whole);
  });

  it.each([
    ['bbbc039', undefined],
    ['adi', undefined],
    ['dcl-vgg-cells', true],
    ['ssrnet-bbbc039', true],
  ])('%s: closed is %s', async (name, closed) => {
    expect(modelFacts(await readModelPackage(await bundled(name))).closed).toBe(closed);
  });
});
