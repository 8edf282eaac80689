import { describe, expect, it } from 'vitest';
import { aperioPixelSize, isAperio } from './aperio.js';

describe('Aperio descriptions', () => {
  it('are known by their first word and give the pixel size', () => {
    const description = 'Aperio Image Library v11.2.1 \r\n46000x32914|AppMag = 20|MPP = 0.4990|Left = 25.6';
    expect(isAperio(description)).toBe(true);
    expect(aperioPixelSize(description)).toEqual({ x: 0.499, y: 0.499, source: 'aperio' });
  });

  it('may lack the pixel size', () => {
    expect(aperioPixelSize('Aperio Image Library|AppMag = 20')).toBeUndefined();
    expect(isAperio('scanned with Aperio')).toBe(false);
  });
});
