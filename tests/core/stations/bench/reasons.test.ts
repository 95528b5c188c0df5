import type { FrameRefusal } from '../../../../core/scan/frame.ts';
import { expect, test } from 'vitest';
import { CARD } from '../../../../core/etch/card.ts';
import { metalText, withCode } from '../../../../core/etch/code.ts';
import type { Serial } from '../../../../core/card/serial.ts';
import { FORMATS } from '../../../../core/etch/formats/formats.ts';
import type { Drawing } from '../../../../core/etch/formats/layer.ts';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import type { BenchView } from '../../../../core/stations/bench/view.ts';
import { BRIEFS } from '../../../../core/stations/bench/briefs.ts';
import { SERIAL_STANDS } from '../../../../core/stations/bench/card-scans.ts';
import { because, REASONS, type ReasonKind } from '../../../../core/stations/bench/reasons.ts';
import { must, type Failure, type Result } from '../../../../core/base/result.ts';
import { standBench, type TestBench } from '../../../fakes/bench.ts';
import { closedEvent, finishedEvents, makeCards, openingEvents, type TestCard } from '../../../fakes/cards.ts';
import { memoryJournal } from '../../../fakes/journal.ts';
import { TRAY } from '../../../fakes/tray.ts';

const cards = await makeCards(3);
const [one, two] = cards as readonly [TestCard, TestCard, TestCard];

/** What the bench says after `provoke`: the notice, or the reason of its verdict, or of its etch job. */
interface Provocation {
  readonly from?: () => TestBench;
  readonly provoke: (stand: TestBench) => Promise<unknown>;
  readonly said?: (stand: TestBench, answer: unknown) => Failure | null | undefined;
}

const notice = ({ view }: { readonly view: BenchView }): Failure | null => view.notice;
const reason = ({ view }: TestBench): Failure | null | undefined => view.verdict?.reason;
const jobReason = ({ view }: TestBench): Failure | null | undefined => view.verdict?.jobReason;
const refused = (_: TestBench, answer: unknown): Failure | null => {
  const result = answer as Result<unknown>;
  return result.ok ? null : result.error;
};

async function toLaser(stand: TestBench): Promise<void> {
  await stand.scan(one.serial, one.address, one.serial);
}

async function toReadBack(stand: TestBench): Promise<void> {
  await toLaser(stand);
  await stand.bench.marked(one.serial, true);
}

async function toDoubt(stand: TestBench): Promise<void> {
  stand.outbox.fault = 'after-intent';
  await stand.verify(one);
}

const breaking = (name: string) => (): TestBench =>
  standBench(cards, {
    derivation: {
      derive: async () => {
        const error = new Error('broken');
        error.name = name;
        throw error;
      },
    },
  });

/** A bench that goes on from a finished card and then these records. */
const at = (events: readonly JournalEvent[]): TestBench =>
  standBench(cards, { journal: memoryJournal([...openingEvents(cards), ...finishedEvents(one), ...events]) });

/** Four pockets, two rows. */
const withTray = (): TestBench => standBench(cards, { layout: withCode(CARD), share: 0, tray: TRAY });

async function trayToLaser(stand: TestBench): Promise<void> {
  await stand.verify(one);
  await stand.verify(two);
  must(await stand.bench.fill('send', null));
}

const metalOf = ({ serial }: TestCard): string => metalText(serial as Serial);

const PROVOKED: Readonly<Record<ReasonKind, Provocation>> = {
  'passphrase-mismatch': {
    provoke: async (stand) => {
      stand.vault.instead.set(one.serial, two.passphrase);
      await stand.verify(one);
    },
    said: reason,
  },
  'code-mismatch': {
    from: () => standBench(cards, { codes: new Map([[one.serial, two.code]]) }),
    provoke: (stand) => stand.verify(one),
    said: reason,
  },
  'other-card-sticker': { provoke: (stand) => stand.scan(one.serial, two.address, two.address), said: reason },
  'sticker-elsewhere': {
    from: () =>
      standBench(cards, {
        journal: memoryJournal([
          ...openingEvents(cards),
          { kind: 'unit-condemned', serial: one.serial, reason: 'sticker-elsewhere', other: two.serial },
        ]),
      }),
    provoke: (stand) => stand.scan(one.serial),
    said: reason,
  },
  'reads-as-own': {
    provoke: (stand) => stand.scan(one.serial, two.address, two.address, one.serial, one.address),
  },
  'unknown-sticker': {
    provoke: (stand) => stand.scan(one.serial, ...Array<string>(2).fill('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa')),
    said: reason,
  },
  'address-not-derived': {
    from: () => standBench(cards, { journal: memoryJournal(openingEvents([{ ...one, publicKey: two.publicKey }])) }),
    provoke: (stand) => stand.verify(one),
    said: reason,
  },
  'secret-scanned': { provoke: (stand) => stand.scan(one.serial, one.key), said: reason },
  'derivation-failed': { from: breaking('PoolFailure'), provoke: (stand) => stand.verify(one), said: reason },
  'derivation-disagreed': {
    from: breaking('DerivationDisagreement'),
    provoke: (stand) => stand.verify(one),
    said: reason,
  },
  'vault-unreadable': {
    provoke: async (stand) => {
      stand.vault.instead.set(one.serial, null);
      await stand.verify(one);
    },
    said: reason,
  },
  'journal-failed': {
    provoke: async (stand) => {
      stand.journal.failFrom(1);
      await expect(stand.scan('hello')).rejects.toThrow();
    },
  },
  'serial-again': {
    from: () => {
      let now = 0;
      return standBench(cards, { ticks: () => (now += SERIAL_STANDS) });
    },
    provoke: (stand) => stand.scan(one.serial, one.address),
  },
  'job-waits': {
    from: () => {
      let now = 0;
      return standBench(cards, { ticks: () => (now += SERIAL_STANDS / 10) });
    },
    async provoke(stand) {
      await stand.verify(one);
      const jobs = [String(stand.journal.unit(one.serial)?.job)];
      for (let looks = 0; looks < 999 && stand.view.step.at !== 'marking'; looks++) await stand.bench.overdue(jobs);
    },
  },
  'serial-first': { provoke: (stand) => stand.scan(one.address) },
  'address-next': { provoke: (stand) => stand.scan(one.serial, one.serial) },
  'other-serial': { provoke: (stand) => stand.scan(one.serial, two.serial) },
  'read-again': { provoke: (stand) => stand.scan(one.serial, two.address) },
  'repeated-address': { provoke: (stand) => stand.scan(one.serial, one.address, one.address) },
  'unknown-serial': { provoke: (stand) => stand.scan('TF-9999') },
  'already-verified': { provoke: (stand) => stand.scan(one.serial, one.address, one.serial, one.serial) },
  'already-finished': {
    provoke: async (stand) => {
      await stand.pack(one);
      await stand.scan(one.serial);
    },
  },
  'strip-failed': {
    provoke: async (stand) => {
      await stand.finish(one);
      await stand.inspect(one, false);
    },
    said: reason,
  },
  'seal-failed': {
    provoke: async (stand) => {
      await stand.finish(one);
      await stand.inspect(one, true);
      await stand.inspect(one, false);
    },
    said: reason,
  },
  'sample-failed': {
    from: () =>
      at([
        {
          kind: 'unit-sampled',
          serial: one.serial,
          good: false,
          signatures: [{ name: 'Li Wei' }, { name: 'Anna Roth' }],
        },
      ]),
    provoke: async () => undefined,
    said: ({ journal }) => because(journal.unit(one.serial)?.reason as ReasonKind, { serial: one.serial }),
  },
  'is-sampled': {
    from: () =>
      at([
        {
          kind: 'unit-sampled',
          serial: one.serial,
          good: true,
          signatures: [{ name: 'Li Wei' }, { name: 'Anna Roth' }],
        },
      ]),
    provoke: (stand) => stand.scan(one.serial),
  },
  'is-missing': {
    from: () =>
      standBench(cards, {
        journal: memoryJournal([
          ...openingEvents(cards),
          { kind: 'unit-put-aside', serial: one.serial, as: 'lost', reason: 'fell', by: { name: 'Li Wei' } },
        ]),
      }),
    provoke: (stand) => stand.scan(one.serial),
  },
  'is-withdrawn': {
    from: () =>
      standBench(cards, {
        journal: memoryJournal([{ kind: 'unit-withdrawn-at-press', batch: 'B', serial: one.serial }]),
      }),
    provoke: (stand) => stand.scan(one.serial),
  },
  'is-handed-over': {
    from: () =>
      standBench(cards, {
        journal: memoryJournal([
          ...openingEvents(cards),
          {
            kind: 'units-handed-over',
            ...{ batch: 'B', serials: [one.serial], to: 'Bench C', part: 1, reason: 'Bench A is behind' },
            signatures: [{ name: 'Li Wei' }, { name: 'Anna Roth' }],
          },
        ]),
      }),
    provoke: (stand) => stand.scan(one.serial),
  },
  'other-bench': {
    from: () => standBench(cards, { elsewhere: 'Bench C' }),
    provoke: (stand) => stand.scan('TF-9999'),
  },
  reissued: {
    provoke: async () => undefined,
    said: () => because('reissued', { serial: one.serial }),
  },
  'perhaps-etched': {
    provoke: async () => undefined,
    said: () => because('perhaps-etched', { serial: one.serial }),
  },
  'broken-off': {
    from: () => standBench(cards, { brokenOff: true }),
    provoke: (stand) => stand.scan(one.serial),
  },
  'laser-altered': {
    from: () => standBench(cards, { altered: () => true }),
    provoke: (stand) => stand.scan(one.serial),
  },
  'shift-not-checked': {
    from: () => standBench(cards, { unchecked: true }),
    provoke: (stand) => stand.scan(one.serial),
  },
  'batch-is-closed': {
    from: () => at([closedEvent]),
    provoke: (stand) => stand.scan(one.serial),
  },
  'metal-next': {
    from: () => {
      const { serial } = one;
      const asked = { kind: 'read-back-asked', serial, job: `etch-${serial}`, positions: [], why: 'spared' } as const;
      const marked = finishedEvents(one).slice(0, 4);
      return standBench(cards, { journal: memoryJournal([...openingEvents(cards), ...marked, asked]) });
    },
    provoke: (stand) => stand.scan(one.serial, one.serial),
  },
  'laser-failed': {
    provoke: async (stand) => {
      await stand.verify(one);
      await stand.bench.laserSaid(stand.journal.unit(one.serial)?.job ?? '', 'fail');
    },
  },
  'in-tray': { from: withTray, provoke: (stand) => stand.scan(one.serial, one.address, one.serial) },
  'tray-full': {
    from: withTray,
    provoke: async (stand) => {
      for (let pocket = 0; pocket < 4; pocket++) must(await stand.bench.fill('skip', null));
      await stand.scan(one.serial);
    },
  },
  'take-out': {
    from: withTray,
    provoke: async (stand) => {
      await stand.verify(one);
      await stand.scan(two.serial, one.address, one.address);
      return stand.bench.fill('send', null);
    },
    said: refused,
  },
  'sticker-first': {
    from: withTray,
    provoke: async (stand) => {
      await trayToLaser(stand);
      await stand.scan(metalOf(one));
    },
  },
  'metal-again': {
    from: withTray,
    provoke: async (stand) => {
      await trayToLaser(stand);
      await stand.scan(one.serial, metalOf(two));
    },
  },
  'other-metal': {
    from: withTray,
    provoke: async (stand) => {
      await trayToLaser(stand);
      await stand.scan(one.serial, ...Array<string>(2).fill(metalOf(two)));
    },
    said: reason,
  },
  'tray-turned': {
    from: withTray,
    provoke: async (stand) => {
      await stand.verify(one);
      must(await stand.bench.fill('skip', null));
      must(await stand.bench.fill('skip', null));
      await stand.verify(two);
      must(await stand.bench.fill('send', null));
      await stand.scan(one.serial, ...Array<string>(2).fill(metalOf(two)));
    },
    said: reason,
  },
  'in-series': {
    provoke: async (stand) => {
      await stand.finish(one);
      await stand.bench.series('strip', 'Li Wei');
      await stand.scan(one.serial, one.serial);
    },
  },
  'answer-first': {
    provoke: async (stand) => {
      await stand.finish(one);
      await stand.scan(one.serial, one.serial);
    },
  },
  'is-quarantined': { provoke: (stand) => stand.scan(one.serial, two.address, two.address, one.serial) },
  'is-in-doubt': {
    provoke: async (stand) => {
      await toDoubt(stand);
      await stand.scan(one.serial);
    },
  },
  'is-scrapped': {
    provoke: async (stand) => {
      await toDoubt(stand);
      must(await stand.etching.resolve(one.serial, 'scrapped', ['Li Wei', 'Anna Roth']));
      await stand.scan(one.serial);
    },
  },
  'secret-refused': { provoke: (stand) => stand.scan(one.key) },
  'not-a-card-code': { provoke: (stand) => stand.scan(one.confirmation) },
  unreadable: { provoke: (stand) => stand.scan('hello') },
  'incomplete-scan': { provoke: ({ bench }) => bench.scan(damaged('incomplete-scan')) },
  'overlong-scan': { provoke: ({ bench }) => bench.scan(damaged('overlong-scan')) },
  'garbled-scan': { provoke: ({ bench }) => bench.scan(damaged('garbled-scan')) },
  'framed-scan': { provoke: ({ bench }) => bench.scan(damaged('framed-scan')) },
  busy: {
    provoke: async ({ bench }) => {
      const scans = Array.from({ length: 9 }, () => bench.scan({ what: 'unreadable', length: 1 }));
      await scans.at(-1);
      return bench.view();
    },
    said: (stand) => stand.shown.find(({ notice }) => notice?.kind === 'busy')?.notice,
  },
  'no-batch': {
    provoke: async (stand) => {
      stand.bench.reset(false);
      await stand.scan(one.serial);
    },
  },
  'not-now': { provoke: ({ bench }) => bench.marked(one.serial, true), said: refused },
  'no-label': { provoke: async ({ bench }) => bench.reprint(one.serial), said: refused },
  'outbox-failed': { provoke: toDoubt, said: jobReason },
  'does-not-fit': {
    from: () => {
      const serial = { ...CARD.zones.serial, width: 5 };
      return standBench(cards, { layout: { ...CARD, zones: { ...CARD.zones, serial } } });
    },
    provoke: (stand) => stand.verify(one),
    said: jobReason,
  },
  'job-differs': {
    provoke: async (stand) => {
      const { write } = FORMATS.svg;
      try {
        // Every 1 of a coordinate becomes a 7, as a broken memory would do it.
        const spoil = (byte: number, at: number): number => (at > 2000 && byte === 0x31 ? 0x37 : byte);
        Object.assign(FORMATS.svg, { write: (drawing: Drawing) => write(drawing).map(spoil) });
        await stand.verify(one);
      } finally {
        Object.assign(FORMATS.svg, { write });
      }
      expect(stand.journal.of('etch-intended')).toEqual([]);
      expect(stand.journal.of('incident')).toMatchObject([{ reason: 'job-differs', serial: one.serial }]);
    },
    said: jobReason,
  },
  interrupted: {
    provoke: async (stand) => {
      await stand.verify(one);
      await stand.etching.recover(stand.journal.allUnits());
    },
    said: (stand) => {
      const { reason, serial } = stand.journal.unit(one.serial) ?? {};
      return reason === 'interrupted'
        ? { area: 'bench' as const, kind: reason, message: REASONS[reason].say({ serial: serial ?? '?' }) }
        : null;
    },
  },
  misread: {
    provoke: async (stand) => {
      await toReadBack(stand);
      await stand.bench.readBack(one.serial, '****');
    },
  },
  'misread-thrice': {
    provoke: async (stand) => {
      await toReadBack(stand);
      for (let i = 0; i < 3; i++) await stand.bench.readBack(one.serial, '****');
    },
    said: reason,
  },
};

const damaged = (why: FrameRefusal) => ({ what: 'damaged', reason: why, length: 7 }) as const;

const kinds = Object.keys(REASONS) as ReasonKind[];

test.each(kinds)('%s is said when it is provoked', async (kind) => {
  const { from, provoke, said = notice } = PROVOKED[kind];
  const stand = from?.() ?? standBench(cards);
  const answer = await provoke(stand);
  const failure = said(stand, answer);
  expect(failure?.kind).toBe(kind);
  expect(failure?.message).toMatch(/^[A-Z].{10,}\.$/);
  // A question mark stands for a fact that nobody gave.
  expect(failure?.message).not.toContain('?');
});

/** A sample is judged at Check: there is no verdict of the bench. */
const failing = kinds.filter((kind) => REASONS[kind].outcome === 'FAIL' && kind !== 'sample-failed');

test.each(failing)('%s puts the card aside', async (kind) => {
  const { from, provoke } = PROVOKED[kind];
  const stand = from?.() ?? standBench(cards);
  await provoke(stand);
  expect(stand.journal.unit(one.serial)).toMatchObject({
    state: ['misread-thrice', 'tray-turned', 'other-metal'].includes(kind) ? 'in-doubt' : 'quarantined',
    reason: kind,
  });
  expect(stand.journal.of('verdict-given').at(-1)).toMatchObject({ serial: one.serial, outcome: 'FAIL', reason: kind });
  expect(stand.view.verdict).toMatchObject({ outcome: 'FAIL', reason: { kind } });
});

test('every reason a label can show fits its line', () => {
  for (const brief of Object.values(BRIEFS)) expect(brief).toMatch(/^[A-Z ]{1,24}$/);
});

test('fault 6: every FAIL, and every card that a person puts aside, has words for its label', () => {
  expect(Object.keys(BRIEFS).sort()).toEqual([...failing, 'put-aside', 'damaged', 'burnt'].sort());
});
