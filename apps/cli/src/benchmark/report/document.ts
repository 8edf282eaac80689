import type { FigureTheme } from '../../render/plots/theme.js';

/** A table of a report, as plain as Markdown has it. */
export interface ReportTable {
  readonly caption: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** What the numbers in brackets behind names refer to. */
  readonly notes?: readonly string[];
}

export interface ReportColumn {
  readonly header: string;
  /** Numbers stand right. Default: yes. */
  readonly text?: boolean;
  /** Its texts are sentences. */
  readonly wraps?: boolean;
}

export interface ReportRow {
  readonly cells: readonly ReportCell[];
  /** Figures that others have published: apart from ours. */
  readonly published?: boolean;
}

export interface ReportCell {
  readonly text: string;
  /** Best of its column. */
  readonly best?: boolean;
  /** Number of a note, from 1. */
  readonly note?: number;
}

/** A plot, in the colours of a page or of a file. */
export interface ReportFigure {
  /** Its file, without the ending. */
  readonly name: string;
  readonly title: string;
  readonly caption: string;
  draw(theme: FigureTheme): string;
}

export interface ReportSection {
  readonly title: string;
  readonly text?: string;
  readonly parts: readonly (ReportPart | undefined)[];
}

export type ReportPart =
  | { readonly kind: 'table'; readonly title?: string; readonly table: ReportTable }
  | { readonly kind: 'figure'; readonly figure: ReportFigure }
  | { readonly kind: 'terms'; readonly terms: readonly (readonly [term: string, meaning: string])[] };

/** A report before it is Markdown or HTML. */
export interface ReportDocument {
  readonly title: string;
  /** What the benchmark is for. */
  readonly about?: string;
  /** What came out, in a sentence or two. */
  readonly lede: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** The command that writes the report again. */
  readonly command: string;
  readonly sections: readonly ReportSection[];
}
