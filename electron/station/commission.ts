/** Commissioning: an empty directory becomes a station of one role, once and for good. */
import { bytesToHex } from '@noble/hashes/utils.js';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Mode } from '../../core/journal/event.ts';
import { writeIdentity, type PublicIdentity } from '../../core/peers/identity.ts';
import { writePublicKey } from '../../core/peers/minisign.ts';
import type { Role } from '../../core/base/role.ts';
import { StationName } from '../../core/transfer/fields.ts';
import { writtenStationName } from '../../core/transfer/station-name.ts';
import type { Clock, KeyDerivation, Random } from '../../core/base/ports.ts';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import type { Secret } from '../../core/base/secret.ts';
import { createWhole } from '../files/whole.ts';
import { openJournal, type JournalFailure } from '../journal/file.ts';
import { journalMac, type Identity } from '../journal/identity.ts';
import { openSealingKey } from '../courier/age.ts';
import { anchorFolder, outsideCount } from './anchor-folder.ts';
import { writeAttempts } from '../keys/attempts.ts';
import { diskFault } from '../files/fault.ts';
import { openSigner, type Signer } from '../keys/ed25519.ts';
import { makeSecrets, writeStationFile } from '../keys/station-file.ts';

const fail = failIn('station');

export interface Commissioning {
  /** Made if missing; must be empty but for {@link WINDOW_FOLDER}. */
  readonly directory: string;
  readonly role: Role;
  /** As transfers carry it: 1 to 40 letters, digits, spaces, dots, hyphens and underscores. */
  readonly name: string;
  readonly mode: Mode;
  /** Read, not kept; see {@link checkPassphrase}. */
  readonly passphrase: Secret;
}

export interface CommissionPorts {
  readonly derivation: KeyDerivation;
  readonly random: Random;
  readonly clock: Clock;
}

export type CommissionFailure =
  'bad-name' | 'guessable-passphrase' | 'weak-passphrase' | 'not-empty' | 'disk' | JournalFailure;

export const STATION_FILE = 'station.keys';

/** Chromium's own folder in a station's directory: there before the station is, and nothing of it. */
export const WINDOW_FOLDER = 'chromium';

const LEAST = 12;
const MOST = 256;

/** What a passphrase must be able to have at the least; what a person chose may have less, and nobody can see that. */
const LEAST_BITS = 40;

/** Pieces that are no choice: a row of the keyboard, a run of the alphabet. Small letters; read backwards as well. */
const RUNS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;

/** An upper bound of its bits: a symbol that repeats or follows the one before adds nothing. */
function mostBits(bytes: Uint8Array): number {
  const differs = new Set<number>();
  let chosen = 0;
  bytes.forEach((byte, at) => {
    differs.add(byte);
    const before = at === 0 ? null : (bytes[at - 1] ?? null);
    if (before === null || (byte !== before && !follows(before, byte))) chosen += 1;
  });
  return chosen * Math.log2(Math.max(1, differs.size));
}

/** Whether two symbols stand beside each other in a run, in either direction. */
function follows(before: number, byte: number): boolean {
  const [a, b] = [before | 0x20, byte | 0x20].map((code) => String.fromCharCode(code));
  return RUNS.some((run) => run.includes(`${a}${b}`) || run.includes(`${b}${a}`));
}

/** Whether a station may be sealed under this passphrase: printable ASCII, so that every keyboard gives the same bytes. */
export function checkPassphrase(passphrase: Secret): Failed<'guessable-passphrase' | 'weak-passphrase'> | null {
  const legal = passphrase.use((bytes) => bytes.every((byte) => byte >= 0x20 && byte <= 0x7e));
  if (legal && passphrase.length >= LEAST && passphrase.length <= MOST) {
    if (passphrase.use(mostBits) >= LEAST_BITS) return null;
    return fail(
      'guessable-passphrase',
      'That passphrase can be guessed: it repeats itself, or goes along the keyboard. Take six words or more that nobody chose, such as by dice.',
    );
  }
  return fail(
    'weak-passphrase',
    `A station's passphrase has ${LEAST} to ${MOST} letters, digits, signs and spaces, without accents. Take six words or more.`,
  );
}

/**
 * Makes a station: keys, signed identity, journal. Its key file is written last and whole: a directory without one is
 * no station, whatever a power cut left in it.
 */
export async function commission(
  { directory, role, name: typed, mode, passphrase }: Commissioning,
  { derivation, random, clock }: CommissionPorts,
): Promise<Result<PublicIdentity, CommissionFailure>> {
  const name = writtenStationName(typed);
  if (name === null || !v.is(StationName, name)) {
    return fail(
      'bad-name',
      'A station is named by 1 to 40 letters and digits, of scripts other than Latin about a dozen, with single spaces, dots, hyphens or underscores between them.',
    );
  }
  const weak = checkPassphrase(passphrase);
  if (weak !== null) return weak;
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const taken = await vacancy(directory);
    if (taken !== null) return taken;
    using secrets = makeSecrets(random);
    const signer = openSigner(secrets.signing);
    const sealing = openSealingKey(secrets.sealing).recipient;
    const signing = writePublicKey(signer.publicKey);
    const identity = writeIdentity({ created: clock.now(), mode, name, role, sealing, signing }, signer.sign);
    const content = await writeStationFile(identity, secrets, passphrase, derivation, random);
    const opened = await openJournal({
      directory,
      station: name,
      mode,
      identity: journalIdentity(signer, secrets.signing),
      clock,
      anchors: anchorFolder(),
    });
    if (!opened.ok) return opened;
    try {
      await opened.value.append([{ kind: 'station-commissioned', identity: identity.text }]);
    } finally {
      await opened.value.close();
    }
    await writeAttempts({ directory, outside: outsideCount(identity, 'attempts') }, 0);
    await createWhole(directory, join(directory, STATION_FILE), content);
    return ok(identity);
  } catch (cause) {
    return diskFault(directory, cause);
  }
}

/** The same key as the journal wants it: its checkpoints are signed by the station, its lines vouched for. */
export const journalIdentity = ({ publicKey, sign }: Signer, seed: Secret): Identity => ({
  publicKey: bytesToHex(publicKey),
  mac: seed.use(journalMac),
  sign: (text) => bytesToHex(sign(Buffer.from(text, 'ascii'))),
});

/** Why no station can be made in `directory`; `null` if one can, or if it is not there yet. */
export async function vacancy(directory: string): Promise<Failed<'not-empty' | 'disk'> | null> {
  try {
    const found = (await readdir(directory)).find((name) => name !== WINDOW_FOLDER);
    if (found === undefined) return null;
    const sentence = `${directory} is not empty (${found} is there). A new station wants a directory of its own.`;
    return fail('not-empty', sentence, { directory, found });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    return diskFault(directory, cause);
  }
}
