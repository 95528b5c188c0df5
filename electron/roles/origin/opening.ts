/**
 * A supervisor looks at one passphrase, on purpose. Whoever has seen it knows half of a card, so the card must never
 * be: the unit is left out of both transfers, and Press never makes an EPK of its code. Once it is settled what leaves
 * it is too late; then it is Bench that opens a finished card as a sample, and scraps it.
 */
import type { JournalEvent } from '../../../core/journal/event.ts';
import { namesOf, twoPeople, type People } from '../../../core/people/person.ts';
import { checkWords } from '../../../core/people/words.ts';
import { failIn, ok, type Failed, type Result } from '../../../core/base/result.ts';
import type { Secret } from '../../../core/base/secret.ts';
import type { OriginBatch } from '../../../core/stations/origin/book.ts';
import { openPassphrase } from '../../vault/unit-line.ts';
import { findBatch, type OriginDesk } from './desk.ts';

const fail = failIn('origin');

export interface UnitOpening {
  readonly batch: string;
  readonly serial: string;
  readonly reason: string;
  readonly people: People;
}

/** The passphrase of one unit, on record as seen before it is given. The caller wipes it. */
export async function openUnit(desk: OriginDesk, opening: UnitOpening): Promise<Result<Secret>> {
  const { batch: name, serial, reason, people } = opening;
  const signed = twoPeople(people);
  if (!signed.ok) return signed;
  const refused = checkWords(reason);
  if (refused !== null) return refused;
  const found = findBatch(desk, name);
  if (!found.ok) return found;
  const late = mayNotBeOpened(found.value, serial);
  if (late !== null) return late;
  const passphrase = await unsealed(desk, found.value, serial);
  if (!passphrase.ok) return passphrase;
  const signatures = signed.value;
  const detail = `passphrase opened on purpose by ${namesOf(signatures).join(' and ')}: ${reason}`;
  const events: readonly JournalEvent[] = [
    { kind: 'passphrase-opened', batch: name, serial, reason, signatures },
    { kind: 'incident', reason: 'passphrase-opened', serial, detail },
  ];
  try {
    await desk.parts.journal.append(events);
    return passphrase;
  } catch (cause) {
    passphrase.value.wipe();
    throw cause;
  }
}

function mayNotBeOpened({ batch, source, leaving, opened }: OriginBatch, serial: string): Failed | null {
  if (source.kind === 'supplied') {
    return fail('supplied-batch', `The passphrases of batch ${batch} are the customer's: they never were here.`, {
      batch,
    });
  }
  if (leaving) {
    const message = `Batch ${batch} has left: a card may be made of this unit. Let Bench open the finished card as a sample.`;
    return fail('batch-left', message, { batch });
  }
  if (!opened.includes(serial)) return null;
  return fail('opened-before', `The passphrase of ${serial} was shown before. It is shown once.`, { serial });
}

async function unsealed({ store }: OriginDesk, batch: OriginBatch, serial: string): Promise<Result<Secret>> {
  const seen: (Secret | null)[] = [];
  const read = await store.read(batch, (line, sealing) => {
    if (line.serial === serial) seen.push(openPassphrase(sealing, line));
  });
  const [passphrase] = seen;
  if (!read.ok) {
    passphrase?.wipe();
    return read;
  }
  if (passphrase === undefined) {
    return fail('unknown-serial', `Batch ${batch.batch} has no unit ${serial} that is made.`, { serial });
  }
  if (passphrase !== null) return ok(passphrase);
  return fail(
    'vault-damaged',
    `The sealed passphrase of ${serial} does not open. Restore the station from your backup.`,
    {
      serial,
    },
  );
}
