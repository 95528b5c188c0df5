/** What people vouch for at Press, of one unit: no software can know it, so whoever says it is on record. */
import type { JournalEvent } from '../../journal/event.ts';
import { ok, type Result } from '../../base/result.ts';
import type { PressStepKind, PressUnit } from '../../life/press-life.ts';
import { onePerson, twoPeople, type People } from '../../people/person.ts';
import { checkWords } from '../../people/words.ts';
import { looksSecret } from '../../scan/secret.ts';
import type { Queue } from '../../work/queue.ts';
import type { PressBatch } from './book.ts';
import type { PressRecords } from './ports.ts';
import { pressBecause } from './reasons.ts';

export interface Vouching {
  /** A sticker that must not be used; it is to be destroyed, and that confirmed. */
  spoil(serial: string, reason: string, supervisor: string): Promise<Result<null>>;
  destroyed(serial: string, person: string): Promise<Result<null>>;
  /** Two people have looked: the sticker in doubt never came out. */
  absent(serial: string, people: People): Promise<Result<null>>;
  /** The unit will not be in the return. */
  withdraw(serial: string, reason: string, supervisor: string): Promise<Result<null>>;
}

export interface VouchingPorts extends Pick<PressRecords, 'journal'> {
  readonly batch: PressBatch;
  readonly inLine: Queue;
}

/**
 * @param ours the unit, if it is of this batch and the step is allowed now
 * @param done what was read of its sticker is worth nothing any more
 */
export function createVouching(
  { batch: { batch: name }, journal, inLine }: VouchingPorts,
  ours: (serial: string, step: PressStepKind) => Result<PressUnit>,
  done: (serial: string) => void,
): Vouching {
  /** A step people vouch for. */
  async function vouch(
    serial: string,
    step: PressStepKind,
    reason: string | null,
    event: (about: { batch: string; serial: string; sticker: string }) => JournalEvent,
  ): Promise<Result<null>> {
    const unit = ours(serial, step);
    if (!unit.ok) return unit;
    // What people type goes on record as it is.
    if (looksSecret(reason ?? '')) {
      return { ok: false, error: pressBecause('secret-refused', { what: 'what may be a secret' }) };
    }
    const refused = reason === null ? null : checkWords(reason);
    if (refused !== null) return refused;
    await journal.append([event({ batch: name, serial, sticker: unit.value.sticker ?? '' })]);
    done(serial);
    return ok(null);
  }

  return {
    spoil: (serial, reason, supervisor) =>
      inLine(async () => {
        const by = onePerson(supervisor);
        if (!by.ok) return by;
        return vouch(serial, 'sticker-spoilt', reason, (about) => ({
          kind: 'sticker-spoilt',
          ...about,
          reason,
          by: by.value,
        }));
      }),
    destroyed: (serial, person) =>
      inLine(async () => {
        const by = onePerson(person);
        if (!by.ok) return by;
        return vouch(serial, 'sticker-destroyed', null, (about) => ({
          kind: 'sticker-destroyed',
          ...about,
          by: by.value,
        }));
      }),
    absent: (serial, people) =>
      inLine(async () => {
        const signed = twoPeople(people);
        if (!signed.ok) return signed;
        return vouch(serial, 'sticker-absent', null, (about) => ({
          kind: 'sticker-absent',
          ...about,
          signatures: signed.value,
        }));
      }),
    withdraw: (serial, reason, supervisor) =>
      inLine(async () => {
        const by = onePerson(supervisor);
        if (!by.ok) return by;
        return vouch(serial, 'unit-withdrawn', reason, ({ batch: of }) => ({
          kind: 'unit-withdrawn',
          batch: of,
          serial,
          reason,
          by: by.value,
        }));
      }),
  };
}
