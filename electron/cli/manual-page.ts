/** The page of the manual, twofold(1), made of the table of verbs. */
import type { Words } from '../../resources/words/language.ts';
import { explained, ownOptions, usageOf } from './help.ts';
import type { Form } from './form.ts';
import { COMMON, formName, type Verb } from './verb.ts';

/** In roff, for the macros of man(7). */
export function manualPage(verbs: readonly Verb[], words: Words, version: string): string {
  const { help, exits } = words.line;
  const option = (name: string, form: Form<unknown>): readonly string[] => [
    '.TP',
    `.B ${plain(formName(name, form, 'option'))}`,
    plain(explained(name, form, words)),
  ];
  const ofVerb = (verb: Verb): readonly string[] => {
    const { summary, more } = words.line.verbs[verb.name];
    return [
      `.SS ${plain(usageOf(verb))}`,
      plain(summary),
      ...(more === '' ? [] : ['.PP', plain(more)]),
      ...ownOptions(verb).flatMap(([name, form]) => option(name, form)),
    ];
  };
  const lines = [
    `.TH TWOFOLD 1 "" "Twofold ${version}"`,
    `.SH ${plain(help.page.name)}`,
    `twofold \\- ${plain(help.page.what)}`,
    `.SH ${plain(help.page.synopsis)}`,
    `.B twofold ${plain(help.command)}`,
    `.SH ${plain(help.page.verbs)}`,
    ...verbs.flatMap(ofVerb),
    `.SH ${plain(help.common)}`,
    ...Object.entries(COMMON).flatMap(([name, form]) => option(name, form)),
    `.SH ${plain(help.page.json)}`,
    plain(help.envelope),
    `.SH ${plain(help.exits)}`,
    ...Object.entries(exits).flatMap(([code, meaning]) => ['.TP', `.B ${code}`, plain(meaning)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Text as roff reads it: no dot or quote begins a request, and a hyphen stays one. */
const plain = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/, '\\&');
