/** What a shell completes, made of the table of verbs: scripts for bash, zsh and fish. */
import { commandNames, shortOf, verbsOf } from './reading.ts';
import type { Completion, Form } from './form.ts';
import type { Verb } from './verb.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export function completions(verbs: readonly Verb[], shell: Shell, summaryOf: (verb: Verb) => string): string {
  if (shell === 'fish') return fish(verbs, summaryOf);
  // zsh runs what bash completes with, through its own bridge.
  const script = bash(verbs);
  return shell === 'bash' ? script : `#compdef twofold\nautoload -U +X bashcompinit && bashcompinit\n${script}`;
}

const optionsOf = ({ options }: Verb): string =>
  Object.keys(options)
    .map((name) => `--${name}`)
    .join(' ');

/** The options of all verbs that are completed alike stand in one row. */
function byCompletion(verbs: readonly Verb[]): ReadonlyMap<string, Completion> {
  const found = new Map<string, Completion>();
  for (const verb of verbs) {
    for (const [name, { placeholder, completes }] of Object.entries(verb.options)) {
      if (placeholder !== null) found.set(`${verb.name}|--${name}`, completes);
    }
  }
  return found;
}

const BASH_COMPLETES = (completes: Completion): string => {
  if (completes === 'file') return 'COMPREPLY=($(compgen -f -- "$cur"))';
  if (completes === 'directory') return 'COMPREPLY=($(compgen -d -- "$cur"))';
  if (completes === 'nothing') return 'COMPREPLY=()';
  return `COMPREPLY=($(compgen -W '${completes.join(' ')}' -- "$cur"))`;
};

function bash(verbs: readonly Verb[]): string {
  const rows = new Map<string, string[]>();
  for (const [pattern, completes] of byCompletion(verbs)) {
    const reply = BASH_COMPLETES(completes);
    rows.set(reply, [...(rows.get(reply) ?? []), `'${pattern}'`]);
  }
  const values = [...rows].map(([reply, patterns]) => `    ${patterns.join('|')}) ${reply}; return ;;`);
  const verbRows = verbs.map((verb) => {
    const [first] = Object.values(verb.args);
    const rest = first === undefined || first.completes === 'nothing' ? '' : BASH_COMPLETES(first.completes);
    const words = `COMPREPLY=($(compgen -W '${optionsOf(verb)}' -- "$cur"))`;
    const reply = rest === '' ? words : `if [[ $cur == -* ]]; then ${words}; else ${rest}; fi`;
    return `    '${verb.name}') ${reply} ;;`;
  });
  const commandRows = commandNames(verbs)
    .map(
      (command) =>
        [
          command,
          verbsOf(verbs, command)
            .map(shortOf)
            .filter((short) => short !== '')
            .join(' '),
        ] as const,
    )
    .filter(([, shorts]) => shorts !== '')
    .map(([command, shorts]) => `      ${command}) COMPREPLY=($(compgen -W '${shorts}' -- "$cur")) ; return ;;`);
  const single = verbs.filter((verb) => shortOf(verb) === '').map(({ name }) => name);
  return `# What twofold takes, for the completion of bash.
_twofold() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} verb
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W '${[...commandNames(verbs), '--help', '--version'].join(' ')}' -- "$cur")); return
  fi
  verb=\${COMP_WORDS[1]}
  case $verb in ${single.join('|')}) ;; *)
    if [[ $COMP_CWORD -eq 2 && $cur != -* ]]; then case $verb in
${commandRows.join('\n')}
    esac; fi
    verb="$verb \${COMP_WORDS[2]}" ;;
  esac
  case "$verb|$prev" in
${values.join('\n')}
  esac
  case $verb in
${verbRows.join('\n')}
  esac
}
complete -o filenames -F _twofold twofold
`;
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function fish(verbs: readonly Verb[], summaryOf: (verb: Verb) => string): string {
  const lines = [
    '# What twofold takes, for the completion of fish.',
    'complete -c twofold -f',
    `complete -c twofold -n __fish_use_subcommand -a ${quoted(commandNames(verbs).join(' '))}`,
  ];
  for (const verb of verbs) {
    const [command = '', short] = verb.name.split(' ');
    const named = `__fish_seen_subcommand_from ${command}`;
    if (short !== undefined) {
      const others = verbsOf(verbs, command).map(shortOf).join(' ');
      const first = quoted(`${named}; and not __fish_seen_subcommand_from ${others}`);
      lines.push(`complete -c twofold -n ${first} -a ${short} -d ${quoted(summaryOf(verb))}`);
    }
    const seen = quoted(short === undefined ? named : `${named}; and __fish_seen_subcommand_from ${short}`);
    for (const [name, form] of Object.entries(verb.options)) lines.push(fishOption(seen, name, form));
    if (Object.values(verb.args).some(({ completes }) => completes === 'file')) {
      lines.push(`complete -c twofold -n ${seen} -F`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function fishOption(seen: string, name: string, { placeholder, completes }: Form<unknown>): string {
  const line = `complete -c twofold -n ${seen} -l ${name}`;
  if (placeholder === null) return line;
  if (completes === 'nothing') return `${line} -x`;
  if (completes === 'file') return `${line} -r -F`;
  if (completes === 'directory') return `${line} -x -a '(__fish_complete_directories)'`;
  return `${line} -x -a ${quoted(completes.join(' '))}`;
}
