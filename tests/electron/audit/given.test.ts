/** What an auditor is given beside journals of Benches: an Origin's counts, certificates; and the threads that read it. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { canonical } from '../../../core/base/canonical.ts';
import { must } from '../../../core/base/result.ts';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { writeMinisignature } from '../../../core/peers/minisign.ts';
import { audit } from '../../../electron/audit/audit.ts';
import { bundle } from '../../fakes/cli-bundle.ts';
import { newTrio, type TestStation, type Trio } from '../../fakes/commissioned.ts';
import { manyStations, SIGNED } from '../../fakes/many-stations.ts';
import { goodUnits } from '../../fakes/transfers.ts';

let home: string;
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'twofold-given-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const read = async (place: string, more: Partial<Parameters<typeof audit>[0]> = {}) =>
  must(
    await audit({
      ...{ places: [place], dist: null, threads: 1, resume: null, parquet: null },
      ...{ onProgress: () => undefined, signal: new AbortController().signal },
      ...more,
    }),
  );

describe('threads of their own', () => {
  let dist: string;
  beforeAll(async () => {
    dist = await bundle({ audit: 'electron/audit/reader.ts' });
  });
  afterAll(() => rmSync(dist, { recursive: true }));

  test('find what one thread finds, and tell of every byte', async () => {
    manyStations(home, 5, 4000);
    const journal = join(home, 'Bench-2', 'journal.jsonl');
    const lines = readFileSync(journal, 'utf8').split('\n');
    lines[200] = (lines[200] ?? '').replace('"seq":200', '"seq":201');
    writeFileSync(journal, lines.join('\n'));
    let [told, total] = [0, 0];
    const onProgress = (done: number, all: number): void => void ([told, total] = [done, all]);
    const threaded = await read(home, { dist, threads: 3, onProgress });
    expect(threaded).toEqual(await read(home));
    expect(threaded.good).toBe(false);
    expect([told, total > 1_000_000]).toEqual([total, true]);
  });

  test('an audit that is stopped says so, and goes on with what it had kept', async () => {
    manyStations(home, 4, 4000);
    const stopping = new AbortController();
    const kept = join(home, 'kept');
    const places = [home];
    const stopped = await audit({
      ...{ places, dist, threads: 2, resume: kept, parquet: null, signal: stopping.signal },
      onProgress: () => stopping.abort(),
    });
    expect(stopped).toMatchObject({ ok: false, error: { kind: 'stopped' } });
    expect(await read(home, { dist, threads: 2, resume: kept })).toEqual(await read(home));
  });
});

describe('stations that are commissioned', () => {
  let trio: Trio;
  beforeEach(async () => void (trio = await newTrio()));
  afterEach(() => trio.close());

  /** Their journals and identities, as they are now. */
  async function given(): Promise<string> {
    for (const station of [trio.origin, trio.press, trio.bench]) {
      await station.close();
      const to = join(home, station.identity.role);
      mkdirSync(to, { recursive: true });
      cpSync(join(station.directory, 'journal.jsonl'), join(to, 'journal.jsonl'));
      writeFileSync(join(to, 'identity.txt'), `${station.identity.text}\n`);
    }
    return home;
  }
  const refuted = async () =>
    (await read(await given())).claims.flatMap((claim) =>
      claim.refuted.map(({ kind, station, facts }) => ({ kind, station, facts })),
    );

  /** Origin's order of two units is taken by Press, which says that it has `taken` of the `left` that Origin counts. */
  async function ordered(left: number, taken: number): Promise<string> {
    const { origin, press } = trio;
    await origin.journal.append([{ kind: 'batch-leaving', batch: 'B1', count: left }]);
    const units = goodUnits(2).order;
    const sent = must(
      await origin.courier.send('order', press.identity.name, { batch: 'B1', units }, await trio.medium()),
    );
    using order = must(await press.courier.receive('order', sent.file));
    must(await press.courier.accept([order]));
    await press.journal.append(orderOf(taken));
    return sent.file;
  }
  const orderOf = (count: number): JournalEvent[] => [
    ...Array.from({ length: count }, (_, i): JournalEvent => {
      const serial = `C-${i + 1}`;
      return { kind: 'unit-ordered', batch: 'B1', serial, owner: '00'.repeat(8), point: `0${i}`.repeat(32) };
    }),
    {
      ...{ kind: 'order-taken', batch: 'B1', count, order: '11'.repeat(32), origin: 'Origin A', coins: ['BTC'] },
      deposit: 'BTC',
    },
  ];

  test('what a station keeps of a transfer without its signature is known by its digest; anything else unsigned is said', async () => {
    const bytes = readFileSync(await ordered(2, 2));
    await given();
    writeFileSync(join(home, 'press', 'B1.order'), bytes);
    const unsigned = async () => {
      const { claims } = await read(home);
      const transfers = claims.find(({ claim }) => claim === 'transfers');
      return transfers?.unchecked.filter(({ kind }) => kind === 'transfer-unsigned').map(({ station }) => station);
    };
    expect(await unsigned()).toEqual([]);
    writeFileSync(join(home, 'press', 'B1.order'), Buffer.concat([bytes, Buffer.from('\n')]));
    expect(await unsigned()).toEqual(['B1.order']);
  });

  test.each([
    [2, 2, []],
    [3, 2, [{ kind: 'cards-lost', station: 'Press B', facts: { batch: 'B1', known: 2, count: 3 } }]],
    [2, 3, [{ kind: 'cards-too-many', station: 'Press B', facts: { batch: 'B1', known: 3, count: 2 } }]],
  ])('Origin counts %i that left, and Press %i that came', async (left, came, found) => {
    await ordered(left, came);
    expect(await refuted()).toEqual(found);
  });

  /** A certificate as Press signs one, and the closing that has its digest. */
  async function certified(press: TestStation, change: (text: string) => string = (text) => text): Promise<void> {
    const facts = { at: '2026-03-02T06:00:00.000Z', batch: 'B1', station: press.identity.name };
    const text = canonical({ ...facts, format: 'twofold-certificate' });
    await press.journal.append([
      ...orderOf(0),
      {
        kind: 'return-written',
        batch: 'B1',
        count: 0,
        counted: 0,
        to: 'Bench A',
        sequence: 1,
        digest: '22'.repeat(32),
      },
      { kind: 'receipt-taken', transfer: 'return', batch: 'B1', from: 'Bench A', count: 0, digest: '22'.repeat(32) },
      { kind: 'destruction-begun', batch: 'B1', signatures: SIGNED, files: [] },
      ...(['key', 'seeds', 'codes', 'printer'] as const).map((step): JournalEvent => {
        return { kind: 'destruction-step', batch: 'B1', step, how: 'overwritten' };
      }),
      {
        ...{ kind: 'press-batch-closed', batch: 'B1', printed: 0, proven: 0, destroyed: 0, withdrawn: 0 },
        certificate: createHash('sha256').update(text).digest('hex'),
      },
    ]);
    const path = join(home, 'B1.certificate.json');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, change(text));
    writeFileSync(`${path}.minisig`, signatureOf(press, text));
  }
  const signatureOf = ({ signer: { publicKey, sign } }: TestStation, text: string): string =>
    writeMinisignature(createHash('blake2b512').update(text).digest(), 'a certificate', publicKey, sign);

  test('a certificate that is as it was signed and recorded holds', async () => {
    await certified(trio.press);
    const { claims } = await read(await given());
    expect(claims.find(({ claim }) => claim === 'documents')).toMatchObject({ verdict: 'holds', looked: 1 });
  });

  test('one that was changed since is forged, and is not the one on record', async () => {
    await certified(trio.press, (text) => text.replace('06:00', '07:00'));
    const kinds = (await refuted()).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['certificate-differs', 'certificate-forged']);
  });

  test('one that is not there is asked for', async () => {
    await certified(trio.press);
    rmSync(join(home, 'B1.certificate.json'));
    const { claims } = await read(await given());
    const documents = claims.find(({ claim }) => claim === 'documents');
    expect(documents?.unchecked.map(({ kind }) => kind)).toEqual(['certificate-missing']);
  });
});
