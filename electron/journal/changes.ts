/** Changes of settings, as they stand on record: to be compared with what is set. */
import type { EventOf } from '../../core/journal/event.ts';
import type { OpenJournal } from './file.ts';

export type SettingChange = Pick<EventOf<'settings-changed'>, 'what' | 'to'>;

/** All of them, oldest first. */
export const changesIn = ({ rare }: Pick<OpenJournal, 'rare'>): readonly SettingChange[] =>
  rare.flatMap(({ event }) => (event.kind === 'settings-changed' ? [event] : []));
