import { describe, expect, it } from 'vitest';
import { completeOptions } from './options.js';
import { loadArchitecture } from './registry.js';

describe('completeOptions', () => {
  it('fills in defaults', async () => {
    const liteUnet = await loadArchitecture('lite-unet');
    expect(completeOptions(liteUnet, { width: 16, ghostCbam: false })).toEqual({
      ...liteUnet.defaults,
      width: 16,
      ghostCbam: false,
    });
  });

  it('takes names among the values', async () => {
    const ssrnet = await loadArchitecture('ssrnet');
    expect(completeOptions(ssrnet, { upsampling: 'nearest', step: 2 })).toEqual({
      ...ssrnet.defaults,
      upsampling: 'nearest',
      step: 2,
    });
    expect(() => completeOptions(ssrnet, { upsampling: 2 })).toThrow(/ssrnet.*'upsampling'.*string.*2/);
  });

  it('refuses unknown names and other types, naming them', async () => {
    const unet = await loadArchitecture('unet');
    expect(() => completeOptions(unet, { depth: 4 })).toThrow(/'depth'.*width/);
    expect(() => completeOptions(unet, { width: '64' })).toThrow(/unet.*'width'.*number.*64/);
  });
});
