/**
 * The whole round of production from the command line: four stations are commissioned and introduced, a batch is
 * made, pressed, returned, destroyed and verified. What they wrote is then checked by programs that are not ours.
 */
import { bech32 } from '@scure/base';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { platformRandom } from '../../fakes/streams.ts';
import type { Role } from '../../../core/base/role.ts';
import { must } from '../../../core/base/result.ts';
import { openCommissioned } from '../../../electron/station/commissioned.ts';
import { openGate, readStation } from '../../../electron/station/gate.ts';
import { platformScrypt } from '../../../electron/keys/platform-scrypt.ts';
import { openStationFile } from '../../../electron/keys/station-file.ts';
import { holdsEncryptedKey } from '../../fakes/canary.ts';
import { PASSPHRASE, secretOf, systemClock } from '../../fakes/commissioned.ts';
import { ageOpen, chainOf, minisign } from '../../fakes/outside.ts';
import { filesBelow } from '../../fakes/press-station.ts';
import {
  introduce,
  MINUTES,
  NAMES,
  PEOPLE,
  startProduction,
  type Introduced,
  type Production,
} from '../../fakes/production.ts';

let production: Production;
const at: Production['at'] = (...names) => production.at(...names);
const station: Production['station'] = (role) => production.station(role);
const onStick: Production['onStick'] = (start, end) => production.onStick(start, end);
const onVaultStick = (start: string, end: string): string =>
  at('vault-stick', readdirSync(at('vault-stick')).find((name) => name.startsWith(start) && name.endsWith(end)) ?? '');
const exportedBy = (transfer: string, carrier: string, to: string): readonly string[] => [
  ...['--transfer', transfer, '--carrier', carrier, '--out', at(to)],
];
const twofold: Production['twofold'] = (...args) => production.twofold(...args);
const well: Production['well'] = (...args) => production.well(...args);
const asked: Production['asked'] = (...requests) => production.asked(...requests);
const printed: Production['printed'] = (count, ...key) => production.printed(count, ...key);

let identities: Introduced;
const signingKey = (role: Role): string => identities.get(role)?.signing ?? '';

/** The serial whose unit is withdrawn, and those of the cards. */
const WITHDRAWN = 'TF-000003';
const CARDS = ['TF-000001', 'TF-000002'] as const;

beforeAll(async () => {
  production = await startProduction(['stick', 'vault-stick', 'press-key', 'home']);
}, MINUTES);
afterAll(() => production.close());

describe('the round', () => {
  test(
    'four stations are commissioned, and pin each other',
    async () => {
      identities = await introduce(production);
    },
    MINUTES,
  );

  test(
    'fault 31: Origin makes a batch, and sends order and vault on two media, each with its slip',
    async () => {
      const made = await well(
        'origin',
        'new',
        ...station('origin'),
        '--batch',
        'R-1',
        '--count',
        '3',
        '--prefix',
        'TF-',
      );
      expect(made.said).toMatchObject([{ coded: 3 }]);
      const sending = (transfer: string, carrier: string, to: string): readonly string[] => {
        return ['origin', 'export', ...station('origin'), '--batch', 'R-1', ...exportedBy(transfer, carrier, to)];
      };
      const order = await well(...sending('order', 'Ada', 'stick'));
      expect(order.said).toMatchObject([{ to: 'Press B', carrier: 'Ada', transfer: 'order' }]);
      // The two part ways: on two media, with two people.
      const one = await twofold(...sending('vault', 'Grace', 'stick'));
      expect([one.code, one.err]).toEqual([3, expect.stringContaining('the two never lie on one')]);
      const same = await twofold(...sending('vault', 'ada', 'vault-stick'));
      expect([same.code, same.err]).toEqual([3, expect.stringContaining('Give this one to somebody else')]);
      const vault = await well(...sending('vault', 'Grace', 'vault-stick'));
      expect(vault.said).toMatchObject([{ to: 'Bench A' }]);
      const slip = await well(
        ...['origin', 'slip', ...station('origin'), '--batch', 'R-1', '--transfer', 'vault', '--out', at('home')],
      );
      expect(readFileSync(String(slip.said[0]?.['path']), 'utf8')).toContain('Grace');
    },
    MINUTES,
  );

  test(
    'Press makes the keys, prints, proves, withdraws and returns; it destroys nothing before Bench has it',
    async () => {
      await well('press', 'import', ...station('press'), '--order', onStick('order-', '.jsonl'), '--coins', 'BTC,ETH');
      const key = ['--key', at('press-key'), '--same-disk'];
      await well('press', 'make', ...station('press'), ...key);
      await printed(2, ...key);
      await well(
        'press',
        'withdraw',
        ...station('press'),
        '--serial',
        WITHDRAWN,
        '--reason',
        'out of labels',
        '--supervisor',
        'Eve',
      );
      const given = await well('press', 'return', ...station('press'), '--counted', '2', '--to', at('stick'));
      expect(given.said).toMatchObject([{ count: 2 }]);
      const early = await twofold('press', 'destroy', ...station('press'), ...key, ...PEOPLE, '--no-printer');
      expect([early.code, early.err]).toEqual([
        3,
        expect.stringContaining('Bench has not said that it has the return'),
      ]);
    },
    MINUTES,
  );

  test(
    'Bench opens the sealed vault and the signed return, and every card holds',
    async () => {
      const files = ['--vault', onVaultStick('vault-', '.jsonl.age'), '--return', onStick('return-', '.jsonl')];
      const opened = await well('bench', 'open', ...station('bench'), ...files);
      expect(opened.said).toEqual([{ checked: 2, of: 2, failed: 0 }]);
      const again = await twofold('bench', 'open', ...station('bench'), ...files);
      expect(again).toMatchObject({ code: 3, out: '' });
      expect(again.err).toContain('was taken in before');

      const units = readFileSync(onStick('return-', '.jsonl'), 'latin1')
        .split('\n')
        .slice(1, -1)
        .map((line) => JSON.parse(line) as { serial: string; withdrawn?: true; addresses?: { BTC: string } });
      expect(units.map(({ serial, withdrawn }) => [serial, withdrawn ?? false])).toEqual([
        [CARDS[0], false],
        [CARDS[1], false],
        [WITHDRAWN, true],
      ]);
      const scans = units.flatMap(({ serial, addresses }) => (addresses === undefined ? [] : [serial, addresses.BTC]));
      writeFileSync(at('scans.txt'), scans.join('\n'));
      const ran = await well('bench', 'run', ...station('bench'), '--batch', 'R-1', '--scans', at('scans.txt'));
      expect(ran.said.slice(1)).toMatchObject(CARDS.map((serial) => ({ serial, outcome: 'PASS', job: 'sent' })));
      writeFileSync(at('scans.txt'), `${CARDS[0]}\n`);
      const finishing = ['--batch', 'R-1', '--scans', at('scans.txt'), '--person', 'Ada'];
      const finished = await well('bench', 'finish', ...station('bench'), ...finishing);
      expect(finished.said).toEqual([{ ask: 'marking', serial: CARDS[0] }]);
    },
    MINUTES,
  );
});

describe('receipts', () => {
  test(
    'fault 30, fault 32: Press and Origin destroy when they have taken in what Bench says it has',
    async () => {
      const early = await twofold('origin', 'destroy', ...station('origin'), '--batch', 'R-1', ...PEOPLE);
      expect([early.code, early.err]).toEqual([3, expect.stringContaining('Bench has not said that it has opened')]);
      for (const [told, name] of [
        ['press', 'Press B'],
        ['origin', 'Origin A'],
      ] as const) {
        const out = ['--batch', 'R-1', '--for', told, '--to', at('stick')];
        const [first, again] = [
          await well('bench', 'receipt', ...station('bench'), ...out),
          await well('bench', 'receipt', ...station('bench'), ...out),
        ];
        expect(first.said).toMatchObject([{ to: name, sequence: 1 }]);
        // A stick that was lost: the same transfer once more.
        expect(again.said).toEqual(first.said);
        const path = onStick(told === 'press' ? 'return-receipt-' : 'vault-receipt-', '.jsonl');
        expect((await well(told, 'receipt', ...station(told), '--receipt', path)).said).toEqual([{ batch: 'R-1' }]);
        const twice = await twofold(told, 'receipt', ...station(told), '--receipt', path);
        expect([twice.code, twice.err]).toEqual([3, expect.stringContaining('was taken in before')]);
      }
      const key = ['--key', at('press-key'), '--same-disk'];
      await well('press', 'destroy', ...station('press'), '--batch', 'R-1', ...key, ...PEOPLE, '--no-printer');
      expect(readdirSync(at('press', 'press'))).toEqual([]);
      await well('origin', 'destroy', ...station('origin'), '--batch', 'R-1', ...PEOPLE);
    },
    MINUTES,
  );
});

describe("a customer's own code", () => {
  test(
    'goes the same way, and its confirmation code is etched in place of a passphrase',
    async () => {
      const [owner] = await asked({ op: 'intermediate', passphrase: 'known to the customer alone' });
      writeFileSync(at('codes.txt'), `CUST-1,${String(owner?.['code'])}\n`);
      const at2 = ['--batch', 'C-1'];
      await well('origin', 'import', ...station('origin'), ...at2, '--codes', at('codes.txt'));
      for (const by of [exportedBy('order', 'Ada', 'stick'), exportedBy('vault', 'Grace', 'vault-stick')]) {
        await well('origin', 'export', ...station('origin'), ...at2, ...by);
      }
      await well('press', 'import', ...station('press'), '--order', onStick('order-0002', '.jsonl'));
      const key = ['--key', at('press-key'), '--same-disk'];
      await well('press', 'make', ...station('press'), ...key);
      const played = await twofold('press', 'print', ...station('press'), ...key, '--simulate');
      expect([played.code, played.err]).toEqual([3, expect.stringContaining('only played')]);
      await printed(1, ...key);
      await well('press', 'return', ...station('press'), '--counted', '1', '--to', at('stick'));
      const waived = ['--unreceived', 'the bench is in the next room'];
      await well('press', 'destroy', ...station('press'), ...key, ...PEOPLE, ...waived, '--no-printer');

      const returned = onStick('return-0002', '.jsonl');
      const unit = JSON.parse(readFileSync(returned, 'latin1').split('\n')[1] ?? '') as {
        readonly confirmation: string;
        readonly addresses: { readonly BTC: string };
      };
      writeFileSync(at('scans.txt'), `CUST-1\n${unit.addresses.BTC}\n`);
      const files = ['--vault', onVaultStick('supplied-0002', '.jsonl'), '--return', returned];
      const ran = await well('bench', 'run', ...station('bench'), ...files, '--scans', at('scans.txt'));
      expect(ran.said).toMatchObject([
        { checked: 1, failed: 0 },
        { serial: 'CUST-1', outcome: 'PASS', job: 'sent' },
      ]);
      const jobs = filesBelow(at('bench', 'etch')).filter(({ path }) => path.includes('CUST-1'));
      expect(jobs.map(({ text }) => text.includes('<g id="confirmation-code">'))).toEqual([true]);

      // What Bench could not know, the customer can.
      const [confirmed] = await asked({
        op: 'confirm',
        confirmation: unit.confirmation,
        passphrase: 'known to the customer alone',
        address: unit.addresses.BTC,
      });
      expect(confirmed).toMatchObject({ address: unit.addresses.BTC, matches: true });
    },
    MINUTES,
  );
});

describe('from outside', () => {
  test('minisign verifies order, return and certificate by the keys that were pinned', () => {
    expect(minisign(onStick('order-', '.jsonl'), signingKey('origin'))).toContain('order 1 from Origin A to Press B');
    expect(minisign(onStick('return-', '.jsonl'), signingKey('press'))).toContain('return 1 from Press B to Bench A');
    const certificate = at('press', 'certificates', 'R-1.certificate.json');
    expect(minisign(certificate, signingKey('press'))).toContain('certificate of batch R-1');
    expect(JSON.parse(readFileSync(certificate, 'utf8'))).toMatchObject({
      batch: 'R-1',
      mode: 'production',
      people: ['Ada', 'Grace'],
      stickers: { printed: 2, proven: 2, destroyed: 0 },
      withdrawn: 1,
    });
    expect(() => minisign(onStick('order-', '.jsonl'), signingKey('press'))).toThrow();
  });

  test("age opens the vault with the Bench's key, minisign verifies what was in it, and it stands nowhere else", async () => {
    const file = must(await readStation(at('bench')));
    const secrets = await openStationFile(file, secretOf(PASSPHRASE), platformScrypt);
    const text = secrets?.sealing.use((bytes) => bech32.encodeFromBytes('age-secret-key-', bytes)) ?? '';
    const outside = mkdtempSync(join(tmpdir(), 'twofold-outside-'));
    writeFileSync(join(outside, 'key'), text.toUpperCase());
    const open = join(outside, 'vault.jsonl');
    ageOpen(onVaultStick('vault-', '.jsonl.age'), join(outside, 'key'), open);
    ageOpen(onVaultStick('vault-', '.minisig.age'), join(outside, 'key'), `${open}.minisig`);
    expect(minisign(open, signingKey('origin'))).toContain('vault 1 from Origin A to Bench A');
    const [, ...units] = readFileSync(open, 'latin1').split('\n').slice(0, -1);
    rmSync(outside, { recursive: true });
    const passphrases = units.map((line) => (JSON.parse(line) as { passphrase: string }).passphrase);
    expect(new Set(passphrases).size).toBe(3);
    const everything = [...filesBelow(at()), { path: 'what was said', text: production.everything() }];
    for (const passphrase of passphrases) {
      expect(everything.filter((one) => one.text.includes(passphrase)).map(({ path }) => path)).toEqual([]);
    }
    // Nor an EPK, anywhere, now that its stickers are printed and its seeds destroyed.
    expect(everything.filter((one) => holdsEncryptedKey(one.text)).map(({ path }) => path)).toEqual([]);
  });

  test.each(['origin', 'press', 'bench', 'check'] as const)("%s's journal is one chain, signed", (role) => {
    const events = chainOf(at(role, 'journal.jsonl'));
    const kinds = events.map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(['journal-begun', 'station-commissioned']);
    expect(events[0]).toMatchObject({ mode: 'production', station: NAMES[role] });
    // M2: scans that were read from a file are all that somebody must answer for, and a key beside what it protects.
    const incidents = events.flatMap((event) => (event.kind === 'incident' ? [String(event['reason'])] : []));
    const expected: Readonly<Record<string, readonly string[]>> = { bench: ['scans-from-file'], press: ['same-disk'] };
    expect([...new Set(incidents)]).toEqual(expected[role] ?? []);
    const done = events.flatMap((event) => (event['reason'] === 'scans-from-file' ? [event['detail']] : []));
    const verified = 'cards were verified without a scanner';
    expect(done).toEqual(role === 'bench' ? [verified, 'cards were finished without a scanner', verified] : []);
    expect(kinds).toContain('checkpoint');
    // The same key as the pinned one: 8 letters of kind and number, then the 32 bytes.
    const pinned = Buffer.from(signingKey(role), 'base64').subarray(10).toString('hex');
    expect(events[0]?.['publicKey']).toBe(pinned);
    // One letter of history, and the chain does not hold.
    const altered = at(`${role}.altered`);
    writeFileSync(altered, readFileSync(at(role, 'journal.jsonl'), 'latin1').replace('"station":"', '"station":"X'));
    expect(() => chainOf(altered)).toThrow('does not follow');
  });

  test('what one says it sent, the other says it took', () => {
    const sent = (['origin', 'press', 'bench'] as const).flatMap((role) => chainOf(at(role, 'journal.jsonl')));
    const taken = (['origin', 'press', 'bench'] as const).flatMap((role) => chainOf(at(role, 'journal.jsonl')));
    const digests = (events: typeof sent, kind: string): readonly string[] =>
      events
        .filter((event) => event.kind === kind)
        .map(({ transfer, digest }) => `${String(transfer)} ${String(digest)}`)
        .sort();
    const once = [...new Set(digests(sent, 'transfer-sent'))];
    expect(digests(taken, 'transfer-received')).toEqual(once);
    expect(once).toHaveLength(8);
  });
});

describe('a station is what it was commissioned as', () => {
  test.each([
    ['bench as Press', ['press', 'status', '--station'], 'bench', 'Bench A is commissioned as Bench'],
    ['press as Origin', ['origin', 'list', '--station'], 'press', 'Press B is commissioned as Press'],
    [
      'origin as Bench',
      ['bench', 'open', '--batch', 'R-1', '--station'],
      'origin',
      'Origin A is commissioned as Origin',
    ],
    ['check as Bench', ['bench', 'open', '--batch', 'R-1', '--station'], 'check', 'Check C is commissioned as Check'],
  ])('%s is refused', async (_, args, role, sentence) => {
    const { code, out, err } = await twofold(...args, at(role));
    expect([code, out]).toEqual([3, '']);
    expect(err).toContain(sentence);
  });

  /** As Origin is left by a power cut after a transfer got its number, and before it was on the medium. */
  async function prepareWithoutSending(): Promise<void> {
    const gate = must(
      await openGate({
        directory: at('origin'),
        derivation: platformScrypt,
        random: platformRandom,
        now: () => performance.now(),
      }),
    );
    const unlocked = must(await gate.unlock(secretOf(PASSPHRASE)));
    const { book, journal, close } = must(await openCommissioned(at('origin'), unlocked, systemClock));
    const peer = book.peers().find(({ identity }) => identity.role === 'press')?.identity.fingerprint ?? '';
    const [records, head] = [journal.head.size, journal.head.hash];
    const what = { transfer: 'order', batch: 'R-2', count: 1, to: 'Press B', digest: 'd'.repeat(64) } as const;
    await journal.append([{ kind: 'transfer-prepared', ...what, peer, ...book.nextTo(peer), records, journal: head }]);
    await close();
  }

  test(
    'a peer that is revoked is a stranger again; nothing is abandoned that was delivered',
    async () => {
      const abandon = ['transfer', 'abandon', ...station('origin'), '--to', 'Press B', ...PEOPLE];
      expect((await twofold(...abandon)).err).toContain('No transfer to Press B waits to be delivered');
      await prepareWithoutSending();
      expect((await well(...abandon)).said).toEqual([{ abandoned: 'Press B', people: ['Ada', 'Grace'] }]);
      expect((await twofold(...abandon)).err).toContain('No transfer to Press B waits to be delivered');
      const revoke = ['peer', 'revoke', 'Press B', ...station('origin'), '--reason', 'moved house'];
      expect(await twofold(...revoke, '--person', 'Ada', '--person', 'ADA ')).toMatchObject({ code: 3 });
      expect((await twofold(...revoke, ...PEOPLE)).out).toContain('revoked      Press B, by Ada and Grace');
      expect((await twofold('peer', 'list', ...station('origin'))).out).not.toContain('Press B');
      expect((await twofold(...abandon)).err).toContain('No station Press B is trusted here');
    },
    MINUTES,
  );
});
