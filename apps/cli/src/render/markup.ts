/** Text that is HTML already. */
export interface Markup {
  readonly html: string;
}

/** What may stand in a template: text (which is escaped), markup, lists of either, or nothing. */
export type MarkupValue = string | number | Markup | undefined | false | readonly MarkupValue[];

/**
 * Template tag for HTML: every interpolated text is escaped, so that no file name or message can become an element
 * or leave a quoted attribute.
 */
export function html(strings: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return { html: strings.reduce((text, part, i) => text + render(values[i - 1]) + part) };
}

/** Declares a text to be HTML. Only for texts that were made as such, for instance by a figure. */
export function trusted(text: string): Markup {
  return { html: text };
}

function render(value: MarkupValue): string {
  if (value === undefined || value === false) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  if (isList(value)) return value.map(render).join('');
  return value.html;
}

function isList(value: Markup | readonly MarkupValue[]): value is readonly MarkupValue[] {
  return Array.isArray(value);
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
