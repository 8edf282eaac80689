import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Device, openDevice } from '@celltally/engine';
import { openFolder } from '@celltally/imaging/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModelPackage } from './read.js';
import { verifyPackage } from './verify.js';

const weights = resolve(dirname(fileURLToPath(import.meta.url)), '../../../../weights');
const names = readdirSync(weights, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe('bundled packages', () => {
  let device: Device;
  beforeAll(async () => {
    device = await openDevice('cpu');
  });
  afterAll(() => device.close());

  it('are those that the box should hold', () => {
    expect(names).toEqual(
      expect.arrayContaining(['adi', 'bbbc039', 'dsb2018', 'mbm', 'nuclei', 'vgg-cells', 'dcl-vgg-cells']),
    );
  });

  it.each(names)('%s does what it did when it was made', async (name) => {
    const { passed, relative } = await verifyPackage(
      await readModelPackage(openFolder(join(weights, name))),
      device,
    );
    expect(passed, `differs by ${relative} of its largest value`).toBe(true);
  });
});
