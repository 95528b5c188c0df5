/** Each station against every other's transfers and secrets: what is not its own it refuses, and says so on record. */
import { blake2b } from '@noble/hashes/blake2.js';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signingKeyOf } from '../../../core/peers/identity.ts';
import { writeMinisignature } from '../../../core/peers/minisign.ts';
import { ROLE_NAMES, type Role } from '../../../core/base/role.ts';
import { TRANSFER_KINDS, TRANSFERS, type TransferKind } from '../../../core/transfer/kinds.ts';
import { must, type Result } from '../../../core/base/result.ts';
import { nameScan } from '../../../core/stations/bench/card-code.ts';
import { namePressScan } from '../../../core/stations/press/press-code.ts';
import { openBench, openTrainingBench } from '../../../electron/roles/bench/open.ts';
import { openOrigin, openTrainingOrigin } from '../../../electron/roles/origin/open.ts';
import { openPress, openTrainingPress } from '../../../electron/roles/press/open.ts';
import { openStationFile } from '../../../electron/keys/station-file.ts';
import { readStation } from '../../../electron/station/gate.ts';
import { sealTo } from '../../../electron/courier/age.ts';
import { inspectTransfer } from '../../../electron/courier/inspect.ts';
import {
  cheapGate,
  eventsOf,
  introduce,
  newTrio,
  PASSPHRASE,
  secretOf,
  takeIn,
  type TestStation,
  type Trio,
} from '../../fakes/commissioned.ts';
import { goodUnits, receiptFields } from '../../fakes/transfers.ts';

const ROLES = ['origin', 'press', 'bench', 'check'] as const satisfies readonly Role[];
const UNITS = goodUnits(2);

const SECRETS = {
  'an EPK': '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg',
  'a private key (WIF)': '5KN7MzqK5wt2TP1fQCYyHBtDrXdJuXbUzm4A9rKAteGu3Qi5CVR',
  'a private key in hex': 'cbf4b9f70470856bb4f40f80b87edb90865997ffee6df315ab166d713af433a5',
  'a passphrase': '7Q2K-M9XV-4HTR-D0WB-3NYE',
} as const;

let trio: Trio;
/** Of what goes from a station to another of its role, the sender. */
let another: TestStation;
let stations: Readonly<Record<Role, TestStation>>;
/** One good transfer of each kind, as its sender wrote it. */
const files = new Map<TransferKind, string>();

beforeAll(async () => {
  trio = await newTrio();
  const check = await trio.add('check', 'Check C');
  await introduce(check, trio.bench);
  another = await trio.add('bench', 'Bench B');
  await introduce(another, trio.bench);
  stations = { origin: trio.origin, press: trio.press, bench: trio.bench, check };
  for (const kind of TRANSFER_KINDS) files.set(kind, (await send(kind)).file);
});
afterAll(() => trio.close());

let batches = 0;
async function send<K extends TransferKind>(kind: K) {
  const { from, to } = TRANSFERS[kind];
  const taker = to === 'any' ? 'bench' : to;
  const name = taker === 'public' ? null : stations[taker].identity.name;
  const batch = { batch: `BATCH-${++batches}`, units: UNITS[kind], says: receiptFields(kind) };
  const sender = from === to || from === 'any' ? another : stations[from];
  return must(await sender.courier.send(kind, name, batch, await trio.medium()));
}

const rightful = (role: Role, kind: TransferKind): boolean => {
  const { to } = TRANSFERS[kind];
  return to === role || (to === 'public' && role === 'check') || (to === 'any' && role === 'bench');
};

describe('every kind of transfer at every station', () => {
  const cases = ROLES.flatMap((role) => TRANSFER_KINDS.map((kind) => [role, kind] as const));

  test.each(cases.filter(([role, kind]) => !rightful(role, kind)))(
    '%s does not take the %s, under whatever name',
    async (role, kind) => {
      const station = stations[role];
      const { size } = station.journal.head;
      for (const as of TRANSFER_KINDS) {
        // Anyone may read a proof; it says nothing that is not public.
        if (kind === 'proof' && as === 'proof') continue;
        const received = await station.courier.receive(as, files.get(kind) ?? '');
        expect([as, received.ok ? 'taken' : 'refused']).toEqual([as, 'refused']);
      }
      const since = [...station.journal.records(size)].flat().map(({ event }) => event.kind);
      expect(new Set(since)).toEqual(new Set(since.length === 0 ? [] : ['transfer-refused']));
    },
  );

  test.each(cases.filter(([role, kind]) => rightful(role, kind)))(
    '%s takes its %s and no other as it',
    async (role, kind) => {
      const station = stations[role];
      for (const other of TRANSFER_KINDS.filter((one) => one !== kind)) {
        const file = files.get(other) ?? '';
        expect([other, (await station.courier.receive(kind, file)).ok]).toEqual([other, false]);
      }
      expect(await takeIn(station, kind, files.get(kind) ?? '')).toBe('taken');
    },
  );

  test.each(TRANSFER_KINDS.filter((kind) => kind !== 'people'))('nobody but its sender sends the %s', async (kind) => {
    for (const role of ROLES.filter((one) => one !== TRANSFERS[kind].from)) {
      const to = TRANSFERS[kind].to === 'public' ? null : 'Bench A';
      const batch = { batch: 'BATCH-0', units: UNITS[kind] };
      const answer = await stations[role].courier.send(kind, to, batch, await trio.medium());
      expect(answer).toMatchObject({ ok: false, error: { kind: 'wrong-role' } });
    }
  });
});

describe("the vault's secrets", () => {
  test.each(['origin', 'press', 'check'] as const)('stay shut to the keys of %s', async (role) => {
    const known = [trio.origin.identity];
    const inspected = await inspectTransfer(files.get('vault') ?? '', known, stations[role].sealing);
    const said = inspected.ok ? (inspected.value.wrong ?? 'it opened') : inspected.error.message;
    expect(said).toContain('not sealed to this station');
  });

  test("a station's own keys open under its own passphrase alone", async () => {
    const file = must(await readStation(trio.press.directory));
    expect(await openStationFile(file, secretOf(`${PASSPHRASE}!`), cheapGate())).toBeNull();
  });
});

/** A transfer whose sender has gone bad: the very next, altered, and signed again. */
async function spoilt(kind: TransferKind, change: (text: string) => string): Promise<string> {
  const { from, to } = TRANSFERS[kind];
  const [sender, taker] = [stations[from as Role], stations[to as Role]];
  const { sequence, previous } = taker.book.nextFrom(sender.identity.fingerprint);
  const text = (await readFile(files.get(kind) ?? '', 'latin1'))
    .replace(/"sequence":\d+/, `"sequence":${sequence}`)
    .replace(/"previous":"\w+"/, `"previous":"${previous}"`)
    .replace(/"records":\d+/, '"records":9999');
  const path = join(await trio.medium(), `${kind}.jsonl`);
  const bytes = Buffer.from(change(text), 'latin1');
  const digest = blake2b(bytes, { dkLen: 64 });
  await writeFile(path, bytes);
  const signature = writeMinisignature(digest, 'gone bad', signingKeyOf(sender.identity), sender.signer.sign);
  await writeFile(`${path}.minisig`, signature);
  return path;
}

/** As `spoilt`, of the vault, which nobody but its writer ever has open: made of the same lines. */
async function spoiltVault(secret: string): Promise<string> {
  const { origin, bench } = trio;
  const { sequence, previous } = bench.book.nextFrom(origin.identity.fingerprint);
  const manifest = {
    ...{ batch: 'BATCH-V', count: 1, format: 'twofold-transfer', from: 'Origin A', journal: 'a'.repeat(64) },
    ...{ kind: 'vault', mode: 'production', previous },
    ...{ recipient: bench.identity.fingerprint, records: 9999, sequence, to: 'Bench A', version: 2 },
  };
  const text = Buffer.from(`${JSON.stringify(manifest)}\n{"passphrase":"${secret}","serial":"CARD-0001"}\n`, 'latin1');
  const { identity, signer } = origin;
  const signature = writeMinisignature(blake2b(text, { dkLen: 64 }), 'gone bad', signingKeyOf(identity), signer.sign);
  const path = join(await trio.medium(), 'vault.jsonl.age');
  const sealed = async (bytes: Uint8Array): Promise<Buffer> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of sealTo(bench.identity.sealing, one(bytes))) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  await writeFile(path, await sealed(text));
  await writeFile(join(dirname(path), 'vault.jsonl.minisig.age'), await sealed(Buffer.from(signature, 'latin1')));
  return path;
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}

describe('a secret that must not be there is an incident, without a word of it', () => {
  const cases = (['order', 'supplied', 'return'] as const).flatMap((kind) =>
    Object.entries(SECRETS).map(([name, secret]) => [kind, name, secret] as const),
  );

  async function refusedWith(kind: TransferKind, file: string, secret: string): Promise<void> {
    const station = stations[TRANSFERS[kind].to as Role];
    const { size } = station.journal.head;
    expect(await takeIn(station, kind, file)).toBe('secret-in-transfer');
    expect([...station.journal.records(size)].flat().map(({ event }) => event)).toMatchObject([
      { kind: 'transfer-refused', transfer: kind, reason: 'secret-in-transfer' },
      { kind: 'incident', reason: 'secret-in-transfer' },
    ]);
    expect(JSON.stringify(eventsOf(station))).not.toContain(secret.slice(0, 12));
  }

  test.each(cases)('in the %s: %s', async (kind, _, secret) => {
    await refusedWith(kind, await spoilt(kind, (text) => text.replace('"CARD-0002"', `"${secret}"`)), secret);
  });

  test.each(cases)('in the %s, in a field of its own: %s', async (kind, _, secret) => {
    const put = (text: string): string => text.replace(/("serial":"CARD-0002")/, `$1,"x":"${secret}"`);
    await refusedWith(kind, await spoilt(kind, put), secret);
  });

  test.each(Object.entries(SECRETS).filter(([name]) => name !== 'a passphrase'))(
    'in the vault: %s',
    async (_, secret) => {
      await refusedWith('vault', await spoiltVault(secret), secret);
    },
  );
});

describe('what is scanned', () => {
  const [epk, wif, hex, passphrase] = Object.values(SECRETS) as [string, string, string, string];

  test('at Bench, an EPK and a private key are secrets, and named without their content', () => {
    for (const text of [epk, wif, hex]) expect(nameScan(text)).toMatchObject({ what: 'secret' });
    expect(JSON.stringify([epk, wif, hex].map(nameScan))).not.toContain(epk.slice(2, 14));
  });

  test('at Press, a passphrase and a bare private key are', () => {
    for (const text of [passphrase, wif, hex]) expect(namePressScan(text)).toMatchObject({ what: 'secret' });
    expect(JSON.stringify(namePressScan(passphrase))).not.toContain(passphrase.slice(0, 9));
  });
});

describe('a station is opened as what it is', () => {
  const options = { dist: '/nowhere', version: '0', runtime: 'test' };
  const OPENINGS = { origin: openOrigin, press: openPress, bench: openBench } as const;
  const cases = Object.entries(OPENINGS).flatMap(([as, open]) =>
    ROLES.filter((role) => role !== as).map((role) => [role, as as keyof typeof OPENINGS, open] as const),
  );

  test.each(cases)('%s not as %s', async (role, _, open) => {
    const station = await trio.add(role, `A ${role}`);
    const opened: Result<unknown> = await open(station.directory, options, station);
    expect(opened).toMatchObject({ ok: false, error: { kind: 'wrong-role', facts: { role: ROLE_NAMES[role] } } });
    expect(opened.ok ? '' : opened.error.message).toContain(`A ${role} is commissioned as ${ROLE_NAMES[role]}: `);
    // Nothing of it stays open: its keys are wiped, and its journal takes nothing more.
    expect(station.vaultKey.wiped).toBe(true);
    await expect(station.journal.append([{ kind: 'station-stopped' }])).rejects.toThrow();
  });

  test.each(ROLES)('%s not as one of training', async (role) => {
    const { directory, close } = await trio.add(role, `T ${role}`);
    await close();
    const opened = [
      await openTrainingOrigin(directory, options),
      await openTrainingPress({ directory, ...options }),
      await openTrainingBench({ directory, ...options }),
    ];
    expect(opened.map((one) => (one.ok ? 'opened' : one.error.kind))).toEqual(Array(3).fill('commissioned'));
    expect(await readdir(directory)).not.toContain('identity.key');
  });
});
