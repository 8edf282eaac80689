import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { html, trusted } from './markup.js';

describe('html', () => {
  it('escapes text, keeps markup, joins lists and leaves out nothing-values', () => {
    const items = ['a<b', 'c&d'].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}</ul>${undefined}${false}${3}${trusted('<hr>')}`.html).toBe(
      '<ul><li>a&lt;b</li><li>c&amp;d</li></ul>3<hr>',
    );
  });

  it('lets no text leave its place', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const shown = text.replaceAll('\0', '').replaceAll('\r', '');
        const { document } = parseHTML(
          `<html><body>${html`<p title="${shown}">${shown}</p>`.html}</body></html>`,
        );
        expect(document.body.children).toHaveLength(1);
        expect(document.querySelector('p')?.textContent).toBe(shown);
        expect(document.querySelector('p')?.getAttribute('title')).toBe(shown);
      }),
    );
  });
});
