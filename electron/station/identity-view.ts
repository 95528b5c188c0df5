/** A station's public identity as a window shows it, and as a file on a medium. */
import { promises as disk } from 'node:fs';
import { join } from 'node:path';
import { identityFileName, type PublicIdentity } from '../../core/peers/identity.ts';
import { newestLine, type Newest } from '../../core/peers/newest.ts';
import { eightWords } from '../../core/base/eight-words.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { codeView } from '../../core/sticker/code-view.ts';
import { makeQr } from '../../core/sticker/qr.ts';
import type { IdentityView, OwnIdentityView } from '../bridge/peers.ts';
import { diskFault } from '../files/fault.ts';
import { writePart } from '../files/medium.ts';
import { spelledNames } from '../../resources/words/spelled.ts';

const fail = failIn('station');

export const identityView = ({ name, role, mode, created, fingerprint }: PublicIdentity): IdentityView => ({
  name: spelledNames(name),
  role,
  mode,
  created,
  fingerprint,
  words: eightWords(fingerprint),
});

/** A screen is clean and flat: the lowest level gives the largest modules. */
export const ownIdentityView = (identity: PublicIdentity): OwnIdentityView => ({
  ...identityView(identity),
  code: codeView(makeQr(identity.text, 'L')),
});

/**
 * Writes the identity under its own name into `directory`, and reads it back. Gives the file's path.
 *
 * @param newest what the station says of its newest record; null where there is none yet
 */
export async function writeIdentityFile(
  identity: PublicIdentity,
  newest: Newest | null,
  directory: string,
): Promise<Result<string, 'disk'>> {
  const name = identityFileName(identity);
  const lines = [identity.text, ...(newest === null ? [] : [newestLine(newest)])];
  try {
    const text = Buffer.from(lines.map((line) => `${line}\n`).join(''), 'ascii');
    const part = await writePart(disk, directory, name, text);
    await part.publish();
    if (await part.holds()) return ok(join(directory, name));
    return fail('disk', `${name} reads back from ${directory} otherwise than it was written. Take another medium.`);
  } catch (cause) {
    return diskFault(directory, cause);
  }
}
