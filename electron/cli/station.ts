/** `twofold station create` and `twofold station show`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fingerprintWords, type PublicIdentity } from '../../core/peers/identity.ts';
import { ROLES, type Role } from '../../core/base/role.ts';
import { failIn, type Result } from '../../core/base/result.ts';
import { sameBytes, type Secret } from '../../core/base/secret.ts';
import { checkPassphrase, commission } from '../station/commission.ts';
import { readStation } from '../station/gate.ts';
import { writeIdentityFile } from '../station/identity-view.ts';
import { platformRandom, systemClock } from '../station/platform.ts';
import { platformScrypt } from '../keys/platform-scrypt.ts';
import { readPassphrase } from './passphrase.ts';
import { descriptorOf } from './unlock.ts';
import { misused, type CommandLine } from './usage.ts';

const fail = failIn('command');

const OPTIONS = {
  station: { type: 'string' },
  role: { type: 'string' },
  name: { type: 'string' },
  'passphrase-fd': { type: 'string' },
  to: { type: 'string' },
} as const;

export const runStation: CommandLine = async ([verb, ...args]) => {
  let values;
  try {
    ({ values } = parseArgs({ args, options: OPTIONS }));
  } catch (error) {
    return misused(error instanceof Error ? error.message : 'bad arguments');
  }
  const { station, role, name, to } = values;
  const fd = descriptorOf(values['passphrase-fd']);
  if (station === undefined || fd === undefined) return misused('station wants --station DIR');
  const directory = resolve(station);
  if (verb === 'show') return show(directory, to === undefined ? null : resolve(to));
  if (verb !== 'create' || name === undefined || !isRole(role)) {
    return misused(`station wants: create --role ${ROLES.join('|')} --name NAME, or show`);
  }
  return create(directory, role, name, fd);
};

const isRole = (text: string | undefined): text is Role => ROLES.some((role) => role === text);

async function create(directory: string, role: Role, name: string, fd: number | null): Promise<number> {
  const given = await choosePassphrase(fd);
  if (!given.ok) return refuse(given.error.message);
  using passphrase = given.value;
  const ports = { derivation: platformScrypt, random: platformRandom, clock: systemClock };
  const made = await commission({ directory, role, name, mode: 'production', passphrase }, ports);
  if (!made.ok) return refuse(made.error.message);
  printIdentity(made.value);
  return 0;
}

/** Typed twice, because nobody sees it; through a descriptor once. */
async function choosePassphrase(fd: number | null): Promise<Result<Secret>> {
  const first = await readPassphrase(fd, 'Passphrase of the new station: ');
  if (!first.ok || fd !== null) return first;
  const weak = checkPassphrase(first.value);
  if (weak !== null) return weak;
  const second = await readPassphrase(null, 'The same again: ');
  if (!second.ok) return second;
  using again = second.value;
  if (first.value.use((a) => again.use((b) => sameBytes(a, b)))) return first;
  first.value.wipe();
  return fail('unequal', 'The two passphrases differ. Nothing was made; begin again.');
}

/** Shows the public identity, or writes it to a medium under its own name. */
async function show(directory: string, to: string | null): Promise<number> {
  const read = await readStation(directory);
  if (!read.ok) return refuse(read.error.message);
  const { identity } = read.value;
  printIdentity(identity);
  if (to === null) return 0;
  const written = await writeIdentityFile(identity, to);
  if (!written.ok) return refuse(written.error.message);
  process.stdout.write(`written      ${written.value}\n`);
  return 0;
}

/** A public identity for people, the words last; its text is what a QR code of it holds. */
export function printIdentity(identity: PublicIdentity): void {
  const { role, name, mode, created, signing, sealing, text, fingerprint } = identity;
  const lines = { role, name, mode, created, signing, sealing, identity: text };
  for (const [field, value] of Object.entries(lines)) process.stdout.write(`${field.padEnd(12)} ${value}\n`);
  process.stdout.write(`${'words'.padEnd(12)} ${fingerprintWords(fingerprint).join(' ')}\n`);
}

export function refuse(message: string): number {
  process.stderr.write(`twofold: ${message}\n`);
  return 1;
}
