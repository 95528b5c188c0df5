/** `twofold peer add`, `revoke` and `list`: whom a station trusts. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fingerprintWords, type PublicIdentity } from '../../core/peers/identity.ts';
import { readBook } from '../station/book.ts';
import { examineIdentity, pinPeer, revokePeer } from '../station/peers.ts';
import { printIdentity, refuse } from './station.ts';
import { descriptorOf, unlockStation } from './unlock.ts';
import { misused, type CommandLine } from './usage.ts';

const OPTIONS = {
  station: { type: 'string' },
  words: { type: 'string' },
  reason: { type: 'string' },
  person: { type: 'string', multiple: true },
  'passphrase-fd': { type: 'string' },
} as const;

export const runPeer: CommandLine = async ([verb, ...args]) => {
  let parsed;
  try {
    parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return misused(error instanceof Error ? error.message : 'bad arguments');
  }
  const { values, positionals } = parsed;
  const fd = descriptorOf(values['passphrase-fd']);
  if (values.station === undefined || fd === undefined) return misused('peer wants --station DIR');
  const directory = resolve(values.station);
  if (verb === 'list' && positionals.length === 0) return list(directory);
  const [file] = positionals;
  const { words, reason, person = [] } = values;
  const [first, second] = person;
  if (verb === 'revoke' && file !== undefined && positionals.length === 1 && person.length === 2) {
    if (reason === undefined || reason.trim() === '') return misused('peer revoke wants --reason TEXT');
    return revoke(directory, file, reason, [first ?? '', second ?? ''], fd);
  }
  if (verb !== 'add' || file === undefined || positionals.length > 1) {
    return misused('peer wants: add FILE, revoke NAME with two times --person, or list');
  }
  const examined = await examineIdentity(resolve(file));
  if (!examined.ok) return refuse(examined.error.message);
  if (words === undefined || first === undefined || second === undefined || person.length > 2) {
    printIdentity(examined.value);
    return refuse(
      'Not trusted yet. Two people compare the words with those on the other station\'s screen, read to them by voice, and give --words "..." --person NAME --person NAME.',
    );
  }
  return add(directory, examined.value, words, [first, second], fd);
};

async function add(
  directory: string,
  identity: PublicIdentity,
  words: string,
  people: readonly [string, string],
  fd: number | null,
): Promise<number> {
  const heard = words.trim().toLowerCase().split(/\s+/).join(' ');
  if (heard !== fingerprintWords(identity.fingerprint).join(' ')) {
    return refuse('These are not the words of this file: it may have been exchanged. Nothing was trusted.');
  }
  const opened = await unlockStation(directory, fd);
  if (!opened.ok) return refuse(opened.error.message);
  const { identity: self, book, journal, close } = opened.value;
  try {
    const pinned = await pinPeer({ self, book, journal }, identity, people);
    if (!pinned.ok) return refuse(pinned.error.message);
    process.stdout.write(`trusted      ${identity.name}, by ${people.join(' and ')}\n`);
    return 0;
  } finally {
    await close();
  }
}

async function revoke(
  directory: string,
  name: string,
  reason: string,
  people: readonly [string, string],
  fd: number | null,
): Promise<number> {
  const opened = await unlockStation(directory, fd);
  if (!opened.ok) return refuse(opened.error.message);
  const { book, journal, close } = opened.value;
  try {
    const revoked = await revokePeer({ book, journal }, name, reason, people);
    if (!revoked.ok) return refuse(revoked.error.message);
    process.stdout.write(`revoked      ${name}, by ${people.join(' and ')}\n`);
    return 0;
  } finally {
    await close();
  }
}

async function list(directory: string): Promise<number> {
  const read = await readBook(join(directory, 'journal.jsonl'));
  if (!read.ok) return refuse(read.error.message);
  for (const { identity, people } of read.value.peers()) {
    const words = fingerprintWords(identity.fingerprint).join(' ');
    process.stdout.write(`${identity.role.padEnd(12)} ${identity.name}; ${words}; by ${people.join(' and ')}\n`);
  }
  return 0;
}
