/**
 * A serial that a person reads off a card and types, because no code of it reads. One misread character is another card:
 * its check character must be right or, where the serials of a batch have none, a second person vouches for it. It is
 * on record as typed, and taken like a scan from there on.
 */
import type { JournalEvent } from '../../journal/event.ts';
import type { Journal } from '../../journal/journal.ts';
import { onePerson, twoPeople, type People } from '../../people/person.ts';
import { failIn, ok, type Result } from '../../base/result.ts';
import { endsInCheck } from '../../card/check-character.ts';
import { nameScan, withoutPassphrase } from './card-code.ts';
import type { Screen } from './screen.ts';
import type { Tally } from './tally.ts';
import type { UnitLookup } from './verification.ts';
import type { Scan } from './view.ts';

const fail = failIn('bench');

/** Who has read it: one person, or two who vouch for it. */
export type Readers = readonly [string] | People;

export interface TypedSerialPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  readonly tally: Pick<Tally, 'answered'>;
  /** Whether the serials of the batch on the desk have check characters. */
  readonly checked: () => boolean;
  /** Takes it as if it had been scanned. */
  readonly take: (scan: Scan) => Promise<void>;
}

/** As a serial is written: hands type small letters, other dashes and, with a Chinese input method, wide letters. */
export const spelledSerial = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\s/gu, '')
    .toUpperCase();

/** Takes it, or says what is wrong with it; what the bench makes of the card then, its screen says. */
export async function takeTypedSerial(
  typed: string,
  readers: Readers,
  { journal, units, tally, checked, take }: TypedSerialPorts,
  screen: Pick<Screen, 'view'>,
): Promise<Result<null>> {
  if (screen.view.step.at === 'no-batch') return fail('no-batch', 'No batch is open. Open a batch first.');
  const scan = withoutPassphrase(nameScan(spelledSerial(typed)), (serial) => units.unit(serial) !== null);
  // Part of a key is no serial, and stops the line whoever has typed it.
  if (scan.what === 'secret') {
    await take(scan);
    return ok(null);
  }
  if (scan.what !== 'serial') {
    return fail('not-a-serial', 'That is no serial. Type what stands on the card beside the word serial or number.');
  }
  const { serial } = scan;
  const vouched = vouch(serial, readers, checked());
  if (!vouched.ok) return vouched;
  const unit = units.unit(serial);
  if (unit !== null) {
    await journal.append([vouched.value]);
    tally.answered(serial, typed.length + 1, unit.state === 'received' || unit.state === 'checked');
  }
  await take(scan);
  return ok(null);
}

/** Who answers for what was typed, as it is recorded. */
function vouch(serial: string, readers: Readers, checked: boolean): Result<JournalEvent> {
  if (checked && !endsInCheck(serial)) {
    return fail(
      'wrong-check-character',
      `${serial} is misread or mistyped: its last character does not fit the others. Read the card once more, character by character.`,
      { serial },
    );
  }
  if (readers.length === 2) {
    const two = twoPeople(readers);
    return two.ok ? ok({ kind: 'serial-vouched', serial, signatures: two.value }) : two;
  }
  if (!checked) {
    return fail(
      'typed-alone',
      'The serials of this batch have no check character, so that a misread one would be another card: a second person must read it too.',
    );
  }
  const one = onePerson(readers[0]);
  return one.ok ? ok({ kind: 'serial-typed', serial, by: one.value }) : one;
}
