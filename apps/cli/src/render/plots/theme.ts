/**
 * Colours of a figure. The three series colours are told apart with any
 * colour vision (after Wong 2011, darkened until text in them stands 4.5:1 against the paper).
 */
export interface FigureTheme {
  readonly ink: string;
  /** Secondary text and reference lines. */
  readonly muted: string;
  readonly grid: string;
  /** What lies behind the figure, and around text that crosses lines. */
  readonly paper: string;
  readonly blue: string;
  readonly vermilion: string;
  readonly green: string;
  /** Whether to paint the paper; a page that has its own background does without. */
  readonly opaque: boolean;
}

/** For a file of its own: fixed colours on white, which every viewer and typesetter understands. */
export const printTheme: FigureTheme = {
  ink: '#1b1f24',
  muted: '#57606a',
  grid: '#e4e7eb',
  paper: '#ffffff',
  blue: '#0072b2',
  vermilion: '#c14d00',
  green: '#00795a',
  opaque: true,
};

/** For a page, which sets the custom properties and may change them with the colour scheme. */
export const pageTheme: FigureTheme = {
  ink: 'var(--figure-ink, #1b1f24)',
  muted: 'var(--figure-muted, #57606a)',
  grid: 'var(--figure-grid, #e4e7eb)',
  paper: 'var(--figure-paper, #ffffff)',
  blue: 'var(--figure-blue, #0072b2)',
  vermilion: 'var(--figure-vermilion, #c14d00)',
  green: 'var(--figure-green, #00795a)',
  opaque: false,
};

export const figureFont = 'Inter, "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif';
export const figureFontSize = 13;
