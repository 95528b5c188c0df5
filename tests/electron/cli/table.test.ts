/** What is made of the table of verbs: parsing, help, completions, the page of the manual; in both languages. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { must, ok } from '../../../core/base/result.ts';
import { completions } from '../../../electron/cli/completions.ts';
import { choice, flag, maybe, needed, pair, textValue, wholeValue } from '../../../electron/cli/form.ts';
import { commandHelp, explained, overview, usageOf, verbHelp } from '../../../electron/cli/help.ts';
import { chosenLanguage } from '../../../electron/cli/line.ts';
import { manualPage } from '../../../electron/cli/manual-page.ts';
import { commandNames, findVerb, nearest, readGiven, verbsOf } from '../../../electron/cli/reading.ts';
import { verb, type Verb } from '../../../electron/cli/verb.ts';
import { VERBS } from '../../../electron/verbs.ts';
import { LANGUAGE_CODES, wordsOf } from '../../../resources/words/languages.ts';

const en = wordsOf('en');
const verbOf = (name: string): Verb => must(findVerb(VERBS, name.split(' '))).verb;

describe('the table', () => {
  test('has every verb that the words explain, each once', () => {
    expect(VERBS.map(({ name }) => name).sort()).toEqual(Object.keys(en.line.verbs).sort());
  });

  test.each(LANGUAGE_CODES)('explains every option, in %s', (code) => {
    const words = wordsOf(code);
    for (const { options } of VERBS) {
      for (const [name, form] of Object.entries(options))
        expect([name, explained(name, form, words)]).not.toEqual([name, '']);
    }
  });

  test('is no larger than its words', () => {
    const used = new Set(
      VERBS.flatMap(({ options }) => Object.entries(options).map(([name, { word }]) => word ?? name)),
    );
    expect(Object.keys(en.line.options).filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('reading', () => {
  const row = verb({
    name: 'bench close',
    args: { name: needed(textValue('NAME')) },
    options: {
      count: maybe(wholeValue()),
      form: maybe(choice(['a', 'b'] as const)),
      person: pair(textValue('NAME')),
      quick: flag,
    },
    run: () => Promise.resolve(ok(null)),
  });
  const people = ['--person', 'Ada', '--person=Grace'];

  test('gives what is meant, in any order', () => {
    const read = must(readGiven(row, ['--count', '3', 'R-1', ...people, '--quick', '--form=b']));
    expect(read).toMatchObject({ name: 'R-1', count: 3, form: 'b', person: ['Ada', 'Grace'], quick: true });
  });

  test.each([
    [[...people], 'missing', 'bench close wants NAME.'],
    [['R-1', '--person', 'Ada'], 'wrong-times', 'bench close wants --person NAME 2 times.'],
    [['R-1', ...people, '--person', 'Eve'], 'wrong-times', '2 times'],
    [['R-1', ...people, '--count', '0'], 'not-a-number', '--count wants a whole number from 1 on.'],
    [['R-1', ...people, '--count', '1', '--count', '2'], 'wrong-times', 'once'],
    [['R-1', ...people, '--form', 'c'], 'not-one-of', '--form wants one of: a, b.'],
    [['R-1', ...people, '--quick=yes'], 'takes-no-value', '--quick takes no value.'],
    [['R-1', ...people, '--count'], 'no-value', '--count wants N after it.'],
    [['R-1', '--person', '--quick'], 'no-value', '--person wants NAME after it.'],
    [['R-1', ...people, '--cuont', '3'], 'no-option', 'takes no --cuont. Did you mean --count?'],
    [['R-1', 'a secret', ...people], 'surplus-argument', 'bench close got more arguments than it takes.'],
  ])('%j is wrong: %s', (args, kind, sentence) => {
    const read = readGiven(row, args);
    expect(read).toMatchObject({ ok: false, error: { area: 'command', kind } });
    const message = read.ok ? '' : read.error.message;
    expect(message).toContain(sentence);
    expect(message).not.toContain('a secret');
  });

  test('a verb that is mistyped is guessed, and what is unknown is not repeated', () => {
    expect(findVerb(VERBS, ['bench', 'clsoe'])).toMatchObject({ error: { kind: 'no-verb', facts: { near: 'close' } } });
    expect(findVerb(VERBS, ['bnech'])).toMatchObject({ error: { kind: 'no-command', facts: { near: 'bench' } } });
    const unknown = findVerb(VERBS, ['press', '7Q2K-M9XV-4HTR-D0WB-3NYE']);
    expect(JSON.stringify(unknown)).not.toContain('7Q2K');
    expect(nearest('x', ['run', 'open'])).toBeNull();
  });

  test('a command without a verb is the one that runs otherwise', () => {
    expect(must(findVerb(VERBS, ['bench', '--scans', 'x'])).verb.name).toBe('bench run');
  });

  test('the language is the one that is asked for, then that of the surroundings', () => {
    expect(chosenLanguage(['bench', '--language', 'zh'], { LC_ALL: 'en_GB.UTF-8' })).toBe('zh');
    expect(chosenLanguage(['bench', '--language=en'], { LANG: 'zh_CN.UTF-8' })).toBe('en');
    expect(chosenLanguage([], { LC_ALL: '', LANG: 'zh_CN.UTF-8' })).toBe('zh');
    expect(chosenLanguage([], { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' })).toBe('zh');
    expect(chosenLanguage([], { LANG: 'C.UTF-8' })).toBe('en');
  });
});

describe('help', () => {
  test.each(LANGUAGE_CODES)('fault 57: of a verb, in %s: its usage, all that it takes, no other verb', (code) => {
    const words = wordsOf(code);
    for (const one of VERBS) {
      const said = verbHelp(one, words);
      expect(said).toContain(usageOf(one));
      expect(said).toContain(words.line.verbs[one.name].summary.slice(0, 20));
      for (const name of Object.keys(one.options)) expect(said).toContain(`--${name}`);
      expect(
        said.split('\n').filter((line) => line.length > 110 && !line.includes('usage') && !line.includes('用法')),
      ).toEqual([]);
    }
  });

  test('usage says what is needed before what may be left out', () => {
    expect(usageOf(verbOf('peer revoke'))).toBe(
      'twofold peer revoke NAME --person NAME --person NAME --station DIR --reason TEXT [--passphrase-fd N] [--person-fd N]',
    );
    expect(usageOf(verbOf('bench run'))).toMatch(/^twofold bench \[run\] --scans FILE \[/);
    expect(usageOf(verbOf('check confirm'))).toMatch(/^twofold check confirm \[TEXT\]\.\.\. /);
  });

  test.each(LANGUAGE_CODES)('of everything, in %s: every command once, the exit codes, the envelope', (code) => {
    const said = overview(VERBS, wordsOf(code));
    for (const { name } of VERBS)
      expect(said.split('\n').filter((line) => line.trim().startsWith(name)).length).toBeGreaterThan(0);
    for (const exit of ['0', '1', '2', '3', '4', '70']) expect(said).toMatch(new RegExp(`^ +${exit} `, 'm'));
    expect(said).toContain('"ok":true');
    expect(commandHelp(verbsOf(VERBS, 'peer'), wordsOf(code))).toMatch(/peer revoke/);
  });
});

describe('for shells and readers', () => {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-completions-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const summary = ({ name }: Verb): string => en.line.verbs[name].summary;

  /** What bash offers behind these words, the last of them begun. */
  function offered(...words: readonly string[]): readonly string[] {
    const script = join(directory, 'twofold.bash');
    writeFileSync(script, completions(VERBS, 'bash', summary));
    const line = ['twofold', ...words].map((word) => `'${word}'`).join(' ');
    const ask = `source ${script}; COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _twofold; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', ask], { encoding: 'utf8', cwd: directory }).trim().split('\n');
  }

  test('bash completes commands, verbs, options and their values', () => {
    expect(offered('be')).toEqual(['bench']);
    expect(offered('bench', 'cl')).toEqual(['close', 'closing']);
    expect(offered('bench', 'close', '--lab')).toEqual(['--labels-destroyed']);
    expect(offered('bench', 'run', '--format', 's')).toEqual(['svg']);
    expect(offered('bip38', '--wor')).toEqual(['--workers']);
    expect(offered('journal', 'verify', 'twof')).toEqual(['twofold.bash']);
  });

  test('zsh and fish have every verb and option', () => {
    const [zsh, fish] = [completions(VERBS, 'zsh', summary), completions(VERBS, 'fish', summary)];
    expect(zsh).toMatch(/^#compdef twofold\n/);
    for (const command of commandNames(VERBS)) expect(fish).toContain(command);
    for (const { options } of VERBS) for (const name of Object.keys(options)) expect(fish).toContain(`-l ${name}`);
  });

  test.each(LANGUAGE_CODES)('the page of the manual is roff that says every verb, in %s', (code) => {
    const page = manualPage(VERBS, wordsOf(code), '1.2.3');
    expect(page).toMatch(/^\.TH TWOFOLD 1 /);
    for (const one of VERBS) expect(page).toContain(`.SS ${usageOf(one).replaceAll('-', '\\-')}`);
    // No line is taken for a request that is none.
    expect(page.split('\n').filter((line) => /^['.]/.test(line) && !/^\.(TH|SH|SS|TP|B|PP)\b/.test(line))).toEqual([]);
  });
});

/** Commands as documents show them: whole lines, continued ones joined, entities of HTML read. */
function shownIn(document: string): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, '../../..', document), 'utf8');
  const plain = text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/ \\\n\s*/g, ' ');
  return [...plain.matchAll(/(?:^|[\n`>;] *)(?:twofold|node dist\/cli\.cjs) ([^`\n]*)/g)].map(
    ([, line = '']) => line.split('</')[0] ?? '',
  );
}

describe.each([
  ...['README.md', 'CHANGELOG.md', 'SECURITY.md', 'ARCHITECTURE.md', 'RELEASING.md', 'REPRODUCING.md'],
  ...['resources/manual/manual.html', 'resources/manual/manual.zh.html', 'resources/sample/README.md'],
  ...['resources/install/README.md', 'resources/install/README.zh.md'],
])('a command in %s', (document) => {
  test('is one of the table, with options that it has', () => {
    const strange = shownIn(document).filter((line) => {
      // Up to what the shell does with it.
      const words =
        line
          .split(/ [|<>#]| \d<| && /)[0]
          ?.trim()
          .split(/\s+/) ?? [];
      if (words[0]?.startsWith('-') === true) return !['--help', '--version'].includes(words[0]);
      const found = findVerb(VERBS, words);
      if (!found.ok) return words.length > 1 || !commandNames(VERBS).includes(words[0] ?? '');
      const options = words.flatMap((word) => /^--([a-z-]+)/.exec(word)?.[1] ?? []);
      return options.some((option) => !Object.hasOwn(found.value.verb.options, option));
    });
    expect(strange).toEqual([]);
  });
});
