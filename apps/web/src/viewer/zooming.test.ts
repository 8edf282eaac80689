import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createZooming } from './zooming.js';

describe('zooming', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('lasts while the scale changes and a moment longer, and its end is told once', () => {
    const onRest = vi.fn();
    const zooming = createZooming(onRest);
    expect(zooming.seen(1)).toBe(false);
    for (let scale = 2; scale < 30; scale++) {
      expect(zooming.seen(scale)).toBe(true);
      vi.advanceTimersByTime(16);
    }
    expect(onRest).not.toHaveBeenCalled();
    expect(zooming.seen(29)).toBe(true);
    vi.runAllTimers();
    expect(onRest).toHaveBeenCalledOnce();
    expect(zooming.now).toBe(false);
    expect(zooming.seen(29)).toBe(false);
  });

  it('ends untold when the viewer is closed', () => {
    const onRest = vi.fn();
    const zooming = createZooming(onRest);
    zooming.seen(1);
    zooming.seen(2);
    zooming.close();
    vi.runAllTimers();
    expect(onRest).not.toHaveBeenCalled();
  });
});
