/** The help, made of the table of verbs and the words of a language. */
import type { Words } from '../../resources/words/language.ts';
import { commandNames, shortOf, verbsOf } from './reading.ts';
import type { Form } from './form.ts';
import { COMMON, formName, type Verb } from './verb.ts';

const WIDTH = 100;

/** What `twofold` alone and `twofold --help` show: the commands and their verbs. */
export function overview(verbs: readonly Verb[], words: Words): string {
  const { help } = words.line;
  const parts = commandNames(verbs).map((command) => listOf(verbsOf(verbs, command), words));
  return [
    `${help.usage} twofold ${help.command}`,
    ...parts,
    commonOf(words),
    exitsOf(words),
    help.more,
    `${help.envelope}\n`,
  ].join('\n\n');
}

/** What `twofold COMMAND --help` shows. */
export const commandHelp = (verbs: readonly Verb[], words: Words): string =>
  [
    `${words.line.help.usage} twofold ${words.line.help.command}`,
    listOf(verbs, words),
    `${words.line.help.more}\n`,
  ].join('\n\n');

const listOf = (verbs: readonly Verb[], words: Words): string =>
  verbs.map(({ name }) => entry(name, words.line.verbs[name].summary, 24)).join('\n');

/** What `twofold COMMAND VERB --help` shows: all that the verb takes. */
export function verbHelp(verb: Verb, words: Words): string {
  const { help, verbs } = words.line;
  const { summary, more } = verbs[verb.name];
  const parts = [`${help.usage} ${usageOf(verb)}`, wrap(summary, 2), ...(more === '' ? [] : [wrap(more, 2)])];
  const own = ownOptions(verb);
  if (own.length > 0)
    parts.push([help.options, ...own.map(([name, form]) => optionEntry(name, form, words))].join('\n'));
  parts.push(commonOf(words), exitsOf(words));
  return `${parts.join('\n\n')}\n`;
}

export const ownOptions = ({ options }: Verb): readonly (readonly [string, Form<unknown>])[] =>
  Object.entries(options).filter(([name]) => !Object.hasOwn(COMMON, name));

/** `twofold bench close --person NAME --person NAME [--labels-destroyed N]`. */
export function usageOf(verb: Verb): string {
  const { args, name: called } = verb;
  const words = [
    'twofold',
    verb.otherwise ? `${called.split(' ')[0] ?? ''} [${shortOf(verb)}]` : called,
    ...Object.entries(args).map(([name, form]) => times(formName(name, form, 'argument'), form)),
    ...[...ownOptions(verb)]
      .sort(([, a], [, b]) => b.least - a.least)
      .map(([name, form]) => times(formName(name, form, 'option'), form)),
  ];
  return words.join(' ');
}

function times(said: string, { least, most }: Form<unknown>): string {
  if (most === Infinity) return least === 0 ? `[${said}]...` : `${said}...`;
  return least === 0 ? `[${said}]` : Array.from({ length: least }, () => said).join(' ');
}

export const explained = (name: string, { word }: Form<unknown>, words: Words): string => {
  const table: Readonly<Record<string, string>> = words.line.options;
  return table[word ?? name] ?? '';
};

const optionEntry = (name: string, form: Form<unknown>, words: Words): string =>
  entry(formName(name, form, 'option'), explained(name, form, words), 28);

const commonOf = (words: Words): string =>
  [words.line.help.common, ...Object.entries(COMMON).map(([name, form]) => optionEntry(name, form, words))].join('\n');

const exitsOf = (words: Words): string =>
  [words.line.help.exits, ...Object.entries(words.line.exits).map(([code, meaning]) => entry(code, meaning, 4))].join(
    '\n',
  );

/** A name and what is said of it, in a column of its own where the name leaves room. */
function entry(name: string, said: string, column: number): string {
  const lines = wrap(said, column + 4).split('\n');
  const [first = '', ...rest] = lines;
  if (name.length + 2 > column) return [`  ${name}`, ...lines].join('\n');
  return [`  ${name.padEnd(column)}  ${first.trimStart()}`, ...rest].join('\n');
}

/** Breaks text at blanks, or anywhere between two letters of a script that has none. */
function wrap(text: string, indent: number): string {
  const room = WIDTH - indent;
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(/(?<= )|(?<=[\u3000-\u9fff\uff00-\uffef])/u)) {
    if (widthOf(line + piece.trimEnd()) > room && line !== '') {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines.map((one) => ' '.repeat(indent) + one).join('\n');
}

/** Chinese letters are two columns wide. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);
