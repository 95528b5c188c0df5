/** All that the owner's page knows: its desk, its language, and whether it has checked itself. */
import type { Failure, Result } from '../../core/base/result.ts';
import type { Preferences } from '../../electron/bridge/common.ts';
import { languageOf, nextLanguage, wordsOf, type Language } from '../../resources/words/languages.ts';
import { CheckDesk } from '../roles/check/desk.svelte.ts';
import type { Behind, Means } from './behind.ts';

export class PageWindow {
  readonly desk: CheckDesk;

  language: Language = $state('en');
  refusal: Failure | null = $state.raw(null);
  /** What the page found out about itself and its browser; `null` while it is at it, or when it failed. */
  means: Means | null = $state.raw(null);
  /** Why nothing must be checked here. */
  unfit: string | null = $state(null);
  online: boolean = $state(false);

  readonly words = $derived(wordsOf(this.language));
  readonly preferences = $derived<Preferences>({
    language: this.language,
    theme: 'system',
    textSize: 'medium',
    sound: false,
  });

  constructor({ door, setting, proven, watch }: Behind, locale: string) {
    this.language = languageOf(locale);
    this.desk = new CheckDesk(door, setting, this, () => {});
    watch((table) => this.desk.take(table));
    proven.then(
      (means) => (this.means = means),
      (cause: unknown) => (this.unfit = String(cause)),
    );
  }

  /** Waits for a request of a person; gives its value, or null. */
  async order<T>(answer: Promise<Result<T>>): Promise<{ readonly value: T } | null> {
    const result = await answer;
    this.refusal = result.ok ? null : result.error;
    return result.ok ? { value: result.value } : null;
  }

  switchLanguage(): void {
    this.language = nextLanguage(this.language);
  }
}
