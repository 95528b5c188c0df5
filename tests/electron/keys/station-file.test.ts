import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../core/base/canonical.ts';
import type { Secret } from '../../../core/base/secret.ts';
import { writeIdentity } from '../../../core/peers/identity.ts';
import { writePublicKey } from '../../../core/peers/minisign.ts';
import { openSealingKey } from '../../../electron/courier/age.ts';
import { openSigner, verifySignature } from '../../../electron/keys/ed25519.ts';
import { makePersonSlot, openPersonSlot, withNewPin } from '../../../electron/keys/person-slot.ts';
import {
  isOnlySupervisor,
  makeSecrets,
  openByPerson,
  openStationFile,
  passphraseSlot,
  readStationFile,
  withSlot,
  writeSlots,
  type StationFile,
  type StationSecrets,
} from '../../../electron/keys/station-file.ts';
import { credentialsOf, newBadge, type TestBadge } from '../../fakes/badges.ts';
import { cheapGate, secretOf } from '../../fakes/commissioned.ts';
import { platformRandom } from '../../fakes/streams.ts';

const ports = { derivation: cheapGate(), random: platformRandom };
const PASSPHRASE = 'correct horse battery staple';
const CREATED = '2026-11-27T10:00:00.000Z';

const bytesOf = (secret: Secret): string => secret.use((bytes) => Buffer.from(bytes).toString('hex'));
const allOf = ({ signing, sealing, vault }: StationSecrets): string[] => [signing, sealing, vault].map(bytesOf);

function identityOf(secrets: StationSecrets) {
  const signer = openSigner(secrets.signing);
  const sealing = openSealingKey(secrets.sealing).recipient;
  const signing = writePublicKey(signer.publicKey);
  return writeIdentity(
    { created: CREATED, mode: 'production', name: 'Bench A', role: 'bench', sealing, signing },
    signer.sign,
  );
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const reread = (bytes: Uint8Array): StationFile => {
  const file = readStationFile(textOf(bytes));
  if (file === null) throw new Error('it is damaged');
  return file;
};

async function enrolled(badge: TestBadge, name = 'Ada', supervisor = true) {
  const named = { person: badge.id.split('').reverse().join(''), name, badge: badge.id, supervisor };
  return makePersonSlot(named, credentialsOf(badge), ports);
}

async function station(...badges: readonly TestBadge[]) {
  const secrets = makeSecrets(platformRandom);
  const identity = identityOf(secrets);
  using passphrase = secretOf(PASSPHRASE);
  const people = (await Promise.all(badges.map((badge) => enrolled(badge)))).map(({ slot }) => slot);
  const slots = { passphrase: await passphraseSlot(passphrase, ports), people };
  return { secrets, identity, slots, file: reread(writeSlots(identity, secrets, slots, platformRandom)) };
}

async function openAs(file: StationFile, badge: TestBadge): Promise<string[] | null> {
  for (const slot of file.slots?.people ?? []) {
    using opened = await openPersonSlot(slot, credentialsOf(badge), ports.derivation);
    if (opened === null) continue;
    using secrets = openByPerson(file, opened);
    if (secrets !== null) return allOf(secrets);
  }
  return null;
}

describe('the file of a station', () => {
  it('opens to the same keys by its passphrase and by each of its people', async () => {
    const [ada, bela] = [newBadge('493716'), newBadge('804975')];
    const { secrets, file } = await station(ada, bela);
    using passphrase = secretOf(PASSPHRASE);
    using byPassphrase = await openStationFile(file, passphrase, ports.derivation);
    expect(byPassphrase && allOf(byPassphrase)).toEqual(allOf(secrets));
    expect(await openAs(file, ada)).toEqual(allOf(secrets));
    expect(await openAs(file, bela)).toEqual(allOf(secrets));
  });

  it('opens by no badge without its PIN, no PIN without its badge, and no forged badge', async () => {
    const ada = newBadge('493716');
    const { file } = await station(ada);
    expect(await openAs(file, { ...ada, pin: '493717' })).toBeNull();
    expect(await openAs(file, { ...ada, pin: '' })).toBeNull();
    expect(await openAs(file, { ...newBadge('493716'), id: ada.id })).toBeNull();
    expect(await openAs(file, newBadge('493716'))).toBeNull();
  });

  it('says nothing in clear of a badge, a PIN or a key', async () => {
    const ada = newBadge('493716');
    const { secrets, slots, identity } = await station(ada);
    const text = textOf(writeSlots(identity, secrets, slots, platformRandom));
    for (const secret of [...allOf(secrets), ada.secret, ada.pin, PASSPHRASE]) expect(text).not.toContain(secret);
  });

  it('opens for nobody who was taken out, not with the slot of before put back', async () => {
    const [ada, bela] = [newBadge('493716'), newBadge('804975')];
    const { identity, secrets, slots, file } = await station(ada, bela);
    const left = { ...slots, people: slots.people.filter(({ badge }) => badge !== bela.id) };
    const later = reread(writeSlots(identity, secrets, left, platformRandom));
    expect(await openAs(later, bela)).toBeNull();
    expect(await openAs(later, ada)).not.toBeNull();
    // The whole slot of before, with what was wrapped to it then, in the file of now.
    const stitched: StationFile = { ...later, slots: file.slots, wrapped: file.wrapped };
    expect(await openAs(stitched, bela)).toBeNull();
  });

  it('is refused with one byte changed', async () => {
    const { identity, secrets, slots } = await station(newBadge('493716'));
    const text = textOf(writeSlots(identity, secrets, slots, platformRandom));
    for (let at = 0; at < text.length; at += 97) {
      const other = text[at] === '0' ? '1' : '0';
      expect(readStationFile(`${text.slice(0, at)}${other}${text.slice(at + 1)}`)).toBeNull();
    }
  });

  it('opens no slot that was written for another badge or another person', async () => {
    const ada = newBadge('493716');
    const { slot } = await enrolled(ada);
    const other = { ...slot, person: 'ab'.repeat(8) };
    expect(await openPersonSlot(other, credentialsOf(ada), ports.derivation)).toBeNull();
  });

  it('of version 1 still opens by its passphrase, and has no people', async () => {
    using secrets = makeSecrets(platformRandom);
    const identity = identityOf(secrets);
    const [salt, nonce] = [platformRandom.bytes(32), platformRandom.bytes(24)];
    const password = Buffer.from(PASSPHRASE, 'latin1');
    const key = await ports.derivation.derive({ password, salt, N: 2 ** 17, r: 8, p: 1, dkLen: 32 });
    const plain = Buffer.from(allOf(secrets).join(''), 'hex');
    const box = xchacha20poly1305(key, nonce, Buffer.from(`twofold-station|1|${identity.text}`)).encrypt(plain);
    const sealed = Buffer.concat([nonce, box]).toString('hex');
    const content = { format: 'twofold-station', identity: identity.text, salt: Buffer.from(salt).toString('hex') };
    const summed = { ...content, sealed, version: 1 };
    const sum = createHash('sha256').update(canonical(summed)).digest('hex');
    const file = readStationFile(`${canonical({ ...summed, sum })}\n`);
    expect(file?.slots).toBeNull();
    using passphrase = secretOf(PASSPHRASE);
    using wrong = secretOf('another passphrase');
    if (file === null) throw new Error('it was not read');
    using opened = await openStationFile(file, passphrase, ports.derivation);
    expect(opened && allOf(opened)).toEqual(allOf(secrets));
    expect(await openStationFile(file, wrong, ports.derivation)).toBeNull();
  });
});

describe('the slot of a person', () => {
  it('holds the key that signs for them, through a change of PIN', async () => {
    const ada = newBadge('493716');
    const { slot, key } = await enrolled(ada);
    using opened = await openPersonSlot(slot, credentialsOf(ada), ports.derivation);
    if (opened === null) throw new Error('it did not open');
    const next = { ...ada, pin: '804975' };
    const changed = await withNewPin(opened, credentialsOf(next), secretOf(ada.pin), ports);
    if (changed === null) throw new Error('the PIN was not taken');
    expect(await openPersonSlot(changed, credentialsOf(ada), ports.derivation)).toBeNull();
    using again = await openPersonSlot(changed, credentialsOf(next), ports.derivation);
    const message = Buffer.from('what was signed');
    const signature = again?.signer.sign(message) ?? new Uint8Array();
    expect(verifySignature(Buffer.from(key, 'hex'), message, signature)).toBe(true);
    expect(changed.own.share).toBe(slot.own.share);
  });

  it('takes none of the last five PINs again, and the sixth before', async () => {
    const pins = ['493716', '804975', '836172', '906473', '518402', '730591'];
    let badge = newBadge(pins[0] ?? '');
    let { slot } = await enrolled(badge);
    const change = async (pin: string): Promise<boolean> => {
      using opened = await openPersonSlot(slot, credentialsOf(badge), ports.derivation);
      if (opened === null) throw new Error('it did not open');
      const next = { ...badge, pin };
      const changed = await withNewPin(opened, credentialsOf(next), secretOf(badge.pin), ports);
      if (changed !== null) [slot, badge] = [changed, next];
      return changed !== null;
    };
    for (const pin of pins.slice(1)) {
      expect(await change(badge.pin)).toBe(false);
      expect(await change(pin)).toBe(true);
    }
    for (const pin of pins.slice(1)) expect(await change(pin), pin).toBe(false);
    expect(await change(pins[0] ?? '')).toBe(true);
  });

  it('is that of the only supervisor, or of one among others', async () => {
    const [ada, bela] = [newBadge('493716'), newBadge('804975')];
    const { slots } = await station(ada);
    const first = slots.people[0];
    if (first === undefined) throw new Error('nobody is there');
    expect(isOnlySupervisor(slots, first)).toBe(true);
    expect(isOnlySupervisor(withSlot(slots, (await enrolled(bela, 'Bela', false)).slot), first)).toBe(true);
    expect(isOnlySupervisor(withSlot(slots, (await enrolled(bela, 'Bela')).slot), first)).toBe(false);
  });
});
