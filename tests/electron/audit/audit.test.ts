/** An auditor's folder: what is good holds, and what was doctored is named with its record. */
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuditReport, ClaimReport } from '../../../core/audit/report.ts';
import type { Claim } from '../../../core/audit/findings.ts';
import { must } from '../../../core/base/result.ts';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { audit } from '../../../electron/audit/audit.ts';
import { auditPage, findingSentence } from '../../../electron/papers/audit.ts';
import { LANGUAGE_CODES, wordsOf } from '../../../resources/words/languages.ts';
import { begun, chain, opened, received, testIdentity } from '../../fakes/chain.ts';
import { newTrio, takeIn, type Trio } from '../../fakes/commissioned.ts';
import { finishCard, manyStations, openBatch, SIGNED } from '../../fakes/many-stations.ts';
import { goodUnits } from '../../fakes/transfers.ts';

let home: string;
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'twofold-audit-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const options = {
  dist: null,
  threads: 1,
  resume: null,
  parquet: null,
  onProgress: () => undefined,
  signal: new AbortController().signal,
};

const audited = async (
  places: readonly string[],
  more: Partial<Parameters<typeof audit>[0]> = {},
): Promise<AuditReport> => must(await audit({ ...options, places, ...more }));

const claimOf = (report: AuditReport, claim: Claim): ClaimReport =>
  report.claims.find((one) => one.claim === claim) as ClaimReport;

const refutedIn = (report: AuditReport) =>
  report.claims.flatMap(({ refuted }) => refuted.map(({ kind, station, record }) => [kind, station, record]));

/** A journal of one Bench with these events, in a folder of its own. */
function journalOf(events: readonly JournalEvent[], station = 'Bench 1'): string {
  const path = join(home, station.replace(' ', '-'), 'journal.jsonl');
  const made = chain(testIdentity());
  made.add({ ...begun(), station }, ...events).checkpoint();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, made.bytes);
  return path;
}

/** `begun` names the key of the fake; the chain signs with its own. */
function benchOf(events: readonly JournalEvent[], station = 'Bench 1'): string {
  const identity = testIdentity();
  const path = join(home, station.replace(' ', '-'), 'journal.jsonl');
  const made = chain(identity)
    .add({ ...begun(identity), station }, ...events)
    .checkpoint();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, made.bytes);
  return path;
}

const intended = (serial: string): JournalEvent => ({
  kind: 'etch-intended',
  serials: [serial],
  job: `J-${serial}`,
  layout: 'l',
  format: 'svg',
});
const verified = (serial: string): JournalEvent => ({
  kind: 'unit-verified',
  serial,
  address: `bc1q${serial.toLowerCase()}`,
  coin: 'BTC',
});

function eventsOfCards(serials: readonly string[]): JournalEvent[] {
  const events: JournalEvent[] = [];
  const journal = { add: (event: JournalEvent) => void events.push(event) };
  openBatch(journal, 'B1', serials);
  serials.forEach((serial, i) => finishCard(journal, serial, i));
  return events;
}

const closing = (count: number, more: Partial<Extract<JournalEvent, { kind: 'batch-closed' }>> = {}): JournalEvent => ({
  ...{
    kind: 'batch-closed',
    batch: 'B1',
    count,
    finished: count,
    scrapped: 0,
    quarantined: 0,
    sampled: 0,
    withdrawn: 0,
  },
  ...{ printed: count, destroyed: 0, signatures: SIGNED },
  ...more,
});

describe('journals of many stations', () => {
  test('hold where nobody has touched them', async () => {
    manyStations(home, 4, 8_000);
    const report = await audited([home]);
    expect(refutedIn(report)).toEqual([]);
    expect(report.good).toBe(true);
    expect(report.stations.map(({ station }) => station).sort()).toEqual(['Bench 1', 'Bench 2', 'Press 1', 'Press 2']);
    for (const claim of ['chains', 'codes', 'etching', 'steps', 'destruction'] as const) {
      expect([claim, claimOf(report, claim).verdict]).toEqual([claim, 'holds']);
    }
    expect(claimOf(report, 'etching').looked).toBeGreaterThan(200);
  });

  test('a doctored one is named with its record', async () => {
    manyStations(home, 2, 4_000);
    const path = join(home, 'Bench-1', 'journal.jsonl');
    const lines = readFileSync(path, 'utf8').split('\n');
    const at = lines.findIndex((line) => line.includes('"kind":"unit-sealed"'));
    lines[at] = (lines[at] ?? '').replace(/"name":"[^"]*"/, '"name":"Mallory"');
    writeFileSync(path, lines.join('\n'));
    const report = await audited([home]);
    expect(report.good).toBe(false);
    expect(refutedIn(report)).toContainEqual(['record-bad', 'Bench 1', at]);
  });

  test('a record taken out of the middle is named by the one in its place', async () => {
    manyStations(home, 1, 2_000);
    const path = join(home, 'Bench-1', 'journal.jsonl');
    const lines = readFileSync(path, 'utf8').split('\n');
    lines.splice(700, 1);
    writeFileSync(path, lines.join('\n'));
    expect(refutedIn(await audited([home]))).toContainEqual(['record-bad', 'Bench 1', 700]);
  });

  test('what was read is kept, and known again by its bytes alone', async () => {
    manyStations(home, 2, 4_000);
    const kept = mkdtempSync(join(tmpdir(), 'twofold-kept-'));
    try {
      const first = await audited([home], { resume: kept });
      // Somebody moves the folder: it is the same journal still.
      cpSync(home, join(kept, 'moved'), { recursive: true });
      const again = await audited([join(kept, 'moved')], { resume: kept });
      expect(again.claims).toEqual(first.claims);
      appendFileSync(join(kept, 'moved', 'Bench-1', 'journal.jsonl'), 'x');
      const changed = await audited([join(kept, 'moved')], { resume: kept });
      expect(claimOf(changed, 'chains').remarks.map(({ kind }) => kind)).toEqual(['tail-torn']);
    } finally {
      rmSync(kept, { recursive: true, force: true });
    }
  });
});

describe('what no two stations may share', () => {
  test('one serial that two benches have etched is named at the second, with the first', async () => {
    benchOf([received('C-1'), opened(1), verified('C-1'), intended('C-1')], 'Bench 1');
    benchOf([received('C-2'), received('C-1'), opened(2), verified('C-1'), intended('C-1')], 'Bench 2');
    const report = await audited([home]);
    const [found] = claimOf(report, 'etching').refuted;
    expect(found).toMatchObject({
      kind: 'etched-twice',
      station: 'Bench 2',
      record: 5,
      facts: { serial: 'C-1', first: 'Bench 1', at: 4 },
    });
  });

  test('one code that two presses have made keys of', async () => {
    const ordered = (serial: string, point: string): JournalEvent => ({
      kind: 'unit-ordered',
      batch: 'B1',
      serial,
      owner: '00'.repeat(8),
      point,
    });
    const taken: JournalEvent = {
      kind: 'order-taken',
      batch: 'B1',
      count: 1,
      order: '11'.repeat(32),
      origin: 'Origin',
      coins: ['BTC'],
      deposit: 'BTC',
    };
    const keying: JournalEvent = { kind: 'keying-intended', batch: 'B1', from: 0, count: 1 };
    const keyed = (serial: string, publicKey: string): JournalEvent => ({
      kind: 'unit-keyed',
      batch: 'B1',
      serial,
      address: 'a',
      publicKey,
      confirmation: 'c',
    });
    benchOf([ordered('C-1', 'ab'.repeat(32)), taken, keying, keyed('C-1', '02aa')], 'Press 1');
    benchOf([ordered('C-9', 'ab'.repeat(32)), taken, keying, keyed('C-9', '02bb')], 'Press 2');
    const report = await audited([home]);
    expect(claimOf(report, 'codes').refuted).toMatchObject([
      { kind: 'code-twice', station: 'Press 2', record: 1, facts: { serial: 'C-9', first: 'Press 1' } },
    ]);
  });
});

describe('a batch that is divided over benches', () => {
  const given = (serials: readonly string[], to: string): JournalEvent => ({
    ...{ kind: 'units-handed-over', batch: 'B1', serials, to, part: 1, reason: 'behind', signatures: SIGNED },
  });
  const added: JournalEvent = {
    kind: 'units-added',
    batch: 'B1',
    count: 1,
    from: 'Bench 1',
    part: 1,
    handover: '00'.repeat(32),
  };

  test('what one has handed over the other etches, and both balance', async () => {
    const [, , , ...steps] = eventsOfCards(['C-1']);
    const closed = closing(2, { finished: 1, handed: 1, printed: 1 });
    benchOf([received('C-1'), received('C-2'), opened(2), given(['C-2'], 'Bench 2'), ...steps, closed], 'Bench 1');
    benchOf([received('C-2'), added, verified('C-2'), intended('C-2')], 'Bench 2');
    expect(refutedIn(await audited([home]))).toEqual([]);
  });

  test('what was handed over is etched by its first bench no more', async () => {
    benchOf([received('C-1'), opened(1), verified('C-1'), given(['C-1'], 'Bench 2'), intended('C-1')], 'Bench 1');
    benchOf([received('C-1'), added, verified('C-1'), intended('C-1')], 'Bench 2');
    const kinds = refutedIn(await audited([home])).map(([kind, station]) => [kind, station]);
    expect(kinds).toContainEqual(['step-forbidden', 'Bench 1']);
    expect(kinds).toContainEqual(['etched-twice', 'Bench 2']);
  });
});

describe('a batch that Press returns share by share', () => {
  const SERIALS = ['C-1', 'C-2', 'C-3', 'C-4'] as const;
  const shares = [
    { bench: 'Bench 1', first: 'C-1', last: 'C-2' },
    { bench: 'Bench 2', first: 'C-3', last: 'C-4' },
  ];
  const digestOf = (n: number): string => String(n).repeat(64);
  const returned = (share: string, to: string, n: number, count = 2): JournalEvent => ({
    ...{ kind: 'return-written', batch: 'B1', count, counted: count, to, sequence: 1, digest: digestOf(n), share },
  });
  const receipt = (from: string, n: number): JournalEvent => ({
    ...{ kind: 'receipt-taken', transfer: 'return', batch: 'B1', from, count: 2, digest: digestOf(n) },
  });
  const destroying: JournalEvent = { kind: 'destruction-begun', batch: 'B1', signatures: SIGNED, files: [] };

  /** Up to the stickers, which are all good. */
  const made: readonly JournalEvent[] = [
    ...SERIALS.map((serial, i): JournalEvent => {
      return { kind: 'unit-ordered', batch: 'B1', serial, owner: '00'.repeat(8), point: `0${i}`.repeat(32) };
    }),
    {
      ...{ kind: 'order-taken', batch: 'B1', count: 4, order: '11'.repeat(32), origin: 'Origin', coins: ['BTC'] },
      ...{ deposit: 'BTC', shares },
    },
    { kind: 'keying-intended', batch: 'B1', from: 0, count: 4 },
    ...SERIALS.map((serial, i): JournalEvent => {
      return { kind: 'unit-keyed', batch: 'B1', serial, address: 'a', publicKey: `02a${i}`, confirmation: 'c' };
    }),
    ...SERIALS.flatMap((serial, i): JournalEvent[] => {
      const of = { batch: 'B1', serial, sticker: `S-${i}` };
      return [
        { kind: 'sticker-intended', ...of },
        { kind: 'sticker-printed', ...of, evidence: 'asked' },
        { kind: 'unit-proven', ...of },
      ];
    }),
  ];
  const found = async (...events: readonly JournalEvent[]) => {
    benchOf([...made, ...events], 'Press');
    return refutedIn(await audited([home])).map(([kind]) => kind);
  };

  test('each return counts its own share, and one that is given a second time counts it again', async () => {
    const dead = returned('Bench 2', 'Bench 2', 2);
    const all = [returned('Bench 1', 'Bench 1', 1), dead, returned('Bench 2', 'Bench 3', 3)];
    expect(await found(...all, receipt('Bench 1', 1), receipt('Bench 3', 3), destroying)).toEqual([]);
  });

  test('a return that says more than its share has is named', async () => {
    expect(await found(returned('Bench 1', 'Bench 1', 1, 3))).toEqual(['counts-differ']);
  });

  test('what is destroyed before every share was returned, or before each bench has said that it has it', async () => {
    expect(await found(returned('Bench 1', 'Bench 1', 1), receipt('Bench 1', 1), destroying)).toContain(
      'before-return',
    );
    const both = [returned('Bench 1', 'Bench 1', 1), returned('Bench 2', 'Bench 2', 2)];
    expect(await found(...both, receipt('Bench 1', 1), destroying)).toEqual(['without-receipt']);
    expect(await found(...both, receipt('Bench 1', 1), receipt('Bench 2', 2), destroying)).toEqual([]);
  });
});

test('a bench with a bad record is named, and the batch it shares with others is not counted against them', async () => {
  const ordered = ['C-1', 'C-2'].map((serial, i): JournalEvent => {
    return { kind: 'unit-ordered', batch: 'B1', serial, owner: '00'.repeat(8), point: `0${i}`.repeat(32) };
  });
  const order: JournalEvent = {
    ...{ kind: 'order-taken', batch: 'B1', count: 2, order: '11'.repeat(32), origin: 'Origin', coins: ['BTC'] },
    deposit: 'BTC',
  };
  const withdrawn = ['C-1', 'C-2'].map((serial): JournalEvent => {
    return { kind: 'unit-withdrawn', batch: 'B1', serial, reason: 'spoilt', by: { name: 'Ada' } };
  });
  const none = { batch: 'B1', count: 0, counted: 0, to: 'Bench 1', sequence: 1, digest: '22'.repeat(32) };
  benchOf([...ordered, order, ...withdrawn, { kind: 'return-written', ...none }], 'Press');
  const given = { kind: 'units-handed-over', batch: 'B1', serials: ['C-2'], to: 'Bench 2' } as const;
  const path = benchOf(
    [received('C-1'), received('C-2'), opened(2), { ...given, part: 1, reason: 'behind', signatures: SIGNED }],
    'Bench 1',
  );
  benchOf(
    [
      received('C-2'),
      { kind: 'units-added', batch: 'B1', count: 1, from: 'Bench 1', part: 1, handover: '00'.repeat(32) },
    ],
    'Bench 2',
  );
  expect(refutedIn(await audited([home]))).toEqual([]);
  writeFileSync(path, readFileSync(path, 'utf8').replace('"behind"', '"before"'));
  const found = refutedIn(await audited([home]));
  expect(found.map(([kind, station]) => [kind, station])).toEqual([['record-bad', 'Bench 1']]);
});

describe('one journal against itself', () => {
  test.each<readonly [string, readonly JournalEvent[], string]>([
    [
      'a closing that counts what is not there',
      [...eventsOfCards(['C-1', 'C-2']), closing(2, { finished: 1, scrapped: 1 })],
      'counts-differ',
    ],
    ['ends that do not make the batch', [...eventsOfCards(['C-1', 'C-2']), closing(2, { finished: 1 })], 'sum-differs'],
    [
      'a label that nobody has destroyed',
      [
        ...eventsOfCards(['C-1']),
        { kind: 'label-printed', serial: 'C-1', outcome: 'PASS', evidence: 'asked' },
        closing(1, { printed: 2 }),
      ],
      'labels-differ',
    ],
    ['a card that is etched before it is verified', [received('C-1'), opened(1), intended('C-1')], 'step-forbidden'],
    ['a card of no batch', [{ kind: 'unit-covered', serial: 'C-7', by: { name: 'Ada' } }], 'step-of-nobody'],
    [
      'a batch closed over an incident',
      [
        ...eventsOfCards(['C-1']),
        { kind: 'incident', reason: 'secret-scanned', serial: 'C-1', detail: '' },
        closing(1),
      ],
      'closed-over',
    ],
    [
      'passphrases destroyed before the closing',
      [...eventsOfCards(['C-1']), { kind: 'passphrases-destroyed', batch: 'B1', how: 'fire' }],
      'before-closing',
    ],
    [
      'an answer for what is yet to happen',
      [{ kind: 'incident-acknowledged', incident: 900, by: { name: 'Ada' } }],
      'answered-nothing',
    ],
  ])('%s', async (_, events, kind) => {
    benchOf(events);
    const report = await audited([home]);
    expect(refutedIn(report).map(([found]) => found)).toContain(kind);
  });

  test('an incident that nobody has answered for is shown', async () => {
    benchOf([{ kind: 'incident', reason: 'secret-scanned', serial: null, detail: '' }]);
    const { remarks, verdict } = claimOf(await audited([home]), 'incidents');
    expect([verdict, remarks.map(({ record, facts }) => [record, facts['reason']])]).toEqual([
      'holds',
      [[1, 'secret-scanned']],
    ]);
  });

  test('a signature of another key is a bad record', async () => {
    const path = journalOf([]);
    const report = await audited([path]);
    expect(refutedIn(report)).toEqual([['record-bad', 'Bench 1', 1]]);
  });
});

describe('stations that have sent each other something', () => {
  let trio: Trio;
  let medium: string;
  let given: string;
  let files: { readonly order: string; readonly returned: string };

  beforeAll(async () => {
    trio = await newTrio();
    medium = await trio.medium();
    const { origin, press, bench } = trio;
    const order = must(
      await origin.courier.send('order', press.identity.name, { batch: 'B1', units: goodUnits(2).order }, medium),
    );
    await takeIn(press, 'order', order.file);
    const returned = must(
      await press.courier.send('return', bench.identity.name, { batch: 'B1', units: goodUnits(2).return }, medium),
    );
    await takeIn(bench, 'return', returned.file);
    files = { order: order.file, returned: returned.file };
    for (const station of [origin, press, bench]) await station.close();
  });
  afterAll(() => trio.close());

  /** All that an auditor is given, to be spoilt. */
  beforeEach(() => {
    given = join(home, 'given');
    for (const station of [trio.origin, trio.press, trio.bench]) {
      cpSync(join(station.directory, 'journal.jsonl'), join(given, station.identity.role, 'journal.jsonl'));
      writeFileSync(join(given, station.identity.role, 'identity.txt'), `${station.identity.text}\n`);
    }
    cpSync(medium, join(given, 'medium'), { recursive: true });
  });

  const linesOf = (role: string) =>
    readFileSync(join(given, role, 'journal.jsonl'), 'utf8')
      .split('\n')
      .slice(0, -1);

  test('all of it holds, and the page says so in both languages', async () => {
    const report = await audited([given]);
    expect(refutedIn(report)).toEqual([]);
    expect(
      report.claims
        .filter(({ claim }) => ['identities', 'transfers', 'heads'].includes(claim))
        .map(({ verdict }) => verdict),
    ).toEqual(['holds', 'holds', 'holds']);
    expect(report.files).toEqual({ journals: 3, transfers: 2, identities: 3, certificates: 0 });
    for (const code of LANGUAGE_CODES) {
      const words = wordsOf(code);
      const page = auditPage(words, report, { version: '1', at: '2026-03-02T10:00:00.000Z', cores: 2, seconds: 1 });
      expect(page).toContain(words.audit.good);
      for (const { station } of report.stations) expect(page).toContain(station);
    }
  });

  test('an end that was cut off shows by what another has heard', async () => {
    const lines = linesOf('press');
    const sent = lines.findIndex((line) => line.includes('"kind":"transfer-prepared"'));
    const path = join(given, 'press', 'journal.jsonl');
    truncateSync(path, Buffer.byteLength(`${lines.slice(0, sent - 2).join('\n')}\n`));
    const report = await audited([given]);
    expect(claimOf(report, 'heads').refuted).toMatchObject([
      { kind: 'end-missing', station: 'Press B', facts: { by: 'Bench A' } },
      { kind: 'end-missing', station: 'Press B' },
    ]);
    expect(refutedIn(report)).toContainEqual(['received-unsent', 'Bench A', expect.any(Number)]);
  });

  test('a history that was written anew behind its last checkpoint shows the same way', async () => {
    const lines = linesOf('press');
    const at = lines.findIndex((line) => line.includes('"kind":"transfer-received"'));
    const made = chain(testIdentity());
    for (const line of lines.slice(0, at)) made.raw(Buffer.from(line));
    for (let more = 0; more < 12; more++) made.add({ kind: 'station-started', version: '9', runtime: 'x' });
    writeFileSync(join(given, 'press', 'journal.jsonl'), made.bytes);
    expect(refutedIn(await audited([given])).map(([kind]) => kind)).toContain('head-differs');
  });

  test('a transfer that was changed, and one that nobody has on record', async () => {
    appendFileSync(files.order.replace(medium, join(given, 'medium')), 'x');
    const report = await audited([given]);
    expect(claimOf(report, 'transfers').refuted.map(({ kind }) => kind)).toEqual(['transfer-forged']);
  });

  test('without a journal it is said which one is wanted', async () => {
    rmSync(join(given, 'press'), { recursive: true });
    const report = await audited([given]);
    expect(report.good).toBe(true);
    const wanted = report.claims.flatMap(({ unchecked }) => unchecked.map(({ kind, facts }) => [kind, facts['name']]));
    expect(wanted).toContainEqual(['recipient-missing', 'Press B']);
    expect(wanted).toContainEqual(['sender-missing', 'Press B']);
  });

  test('a copy of a journal is the same history; one that went on otherwise is a fork', async () => {
    const lines = linesOf('bench');
    mkdirSync(join(given, 'backup'));
    writeFileSync(join(given, 'backup', 'journal.jsonl'), `${lines.slice(0, 5).join('\n')}\n`);
    expect(refutedIn(await audited([given]))).toEqual([]);
    const made = chain(testIdentity());
    for (const line of lines.slice(0, 3)) made.raw(Buffer.from(line));
    made.add({ kind: 'station-started', version: '9', runtime: 'x' });
    writeFileSync(join(given, 'backup', 'journal.jsonl'), made.bytes);
    expect(refutedIn(await audited([given]))).toEqual([['fork', 'Bench A', 3]]);
  });

  test('every finding has a sentence in both languages, without a hole in it', async () => {
    rmSync(join(given, 'origin'), { recursive: true });
    const report = await audited([given]);
    for (const code of LANGUAGE_CODES)
      for (const { refuted, unchecked, remarks } of report.claims)
        for (const finding of [...refuted, ...unchecked, ...remarks])
          expect(findingSentence(wordsOf(code), finding)).not.toContain('undefined');
    expect(files.returned).toContain('return');
  });
});
