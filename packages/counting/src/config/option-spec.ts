/** One option of a task, from which validation, help and forms are made. */
export interface OptionSpec<T extends number | boolean | string = number | boolean | string> {
  readonly default: T;
  /** One line of help; units in it. */
  readonly help: string;
  /** Where help and forms list it. */
  readonly group: OptionGroup;
  /** Least and largest number. */
  readonly range?: readonly [number, number];
  readonly integer?: boolean;
  readonly choices?: readonly string[];
  /** Takes one number, or one for each stage of a training in several stages. */
  readonly perStage?: true;
  /** A text of items that are divided by commas; a flag may be given once for each. What an item looks like. */
  readonly items?: string;
}

/** Headings under which options are listed, in this order. */
export const OPTION_GROUPS = [
  'Network',
  'What is learnt',
  'Pictures and patches',
  'Variation of training pictures',
  'Course of the training',
  'Optimisation',
  'Counting',
] as const;

export type OptionGroup = (typeof OPTION_GROUPS)[number];
