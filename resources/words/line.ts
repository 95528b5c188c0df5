/** The names of the command line, which each language explains: a verb or an option without its words does not compile. */
import type { enLine } from './en/line.ts';

export type VerbName = keyof typeof enLine.verbs;

/** Names of options, and of the few meanings that share a name with another. */
export type OptionWord = keyof typeof enLine.options;
