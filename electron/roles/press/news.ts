/** What Press's window is told, and when: at once what a person waits for, and soon what the records have changed. */
import type { Failure } from '../../../core/base/result.ts';
import type { PressUpdate } from './contract.ts';
import type { OpenJournal } from '../../journal/file.ts';

export interface PressNews {
  tell(update: PressUpdate): void;
  watch(listener: (update: unknown) => void): void;
  /** Waits for something nobody else waits for; a journal that fails meanwhile is told. */
  guard(work: Promise<unknown>): Promise<void>;
  end(): void;
}

/** Milliseconds: many records in a row are one piece of news. */
const PAUSE = 100;

/** @param now what is told after records have been written. */
export function createPressNews(
  journal: Pick<OpenJournal, 'follow' | 'stopped'>,
  now: () => readonly PressUpdate[],
): PressNews {
  const listeners: ((update: unknown) => void)[] = [];
  let planned: NodeJS.Timeout | null = null;
  const tell = (update: PressUpdate): void => listeners.forEach((listener) => listener(update));

  const unfollow = journal.follow(() => {
    planned ??= setTimeout(() => {
      planned = null;
      now().forEach(tell);
    }, PAUSE);
  });

  return {
    tell,
    watch: (listener) => void listeners.push(listener),
    async guard(work) {
      try {
        await work;
      } catch (cause) {
        // Anything else is a bug, and must stop the program.
        if (journal.stopped === null) throw cause;
        const fault: Failure = { area: 'press', kind: 'journal-failed', message: journal.stopped.message };
        tell({ type: 'fault', fault });
      }
    },
    end() {
      clearTimeout(planned ?? undefined);
      unfollow();
    },
  };
}
