/** `twofold completions` and `twofold man`: what is made of the table of verbs for shells and readers. */
import { ok } from '../../core/base/result.ts';
import { completions, SHELLS } from './completions.ts';
import { choice, needed } from './form.ts';
import { manualPage } from './manual-page.ts';
import { answer, verb, type Verb } from './verb.ts';

/** @param all the whole table, these verbs among them */
export const aboutVerbs = (all: () => readonly Verb[]): readonly Verb[] => [
  verb({
    name: 'completions',
    args: { shell: needed(choice(SHELLS)) },
    async run({ shell }, { words }) {
      const script = completions(all(), shell, ({ name }) => words.line.verbs[name].summary);
      return Promise.resolve(ok(answer({ script }, { lines: () => [script.trimEnd()] })));
    },
  }),
  verb({
    name: 'man',
    async run(_, { words, version }) {
      const page = manualPage(all(), words, version);
      return Promise.resolve(ok(answer({ page }, { lines: () => [page.trimEnd()] })));
    },
  }),
];
