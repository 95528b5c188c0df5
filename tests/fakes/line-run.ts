/**
 * What can happen on a line of benches, in any order: cards are etched, units handed over and taken, benches crash, die, are
 * put back from old copies and brought elsewhere, files are carried twice and to the wrong bench. Then whatever is left is
 * worked off, and all journals there ever were are looked at together.
 */
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../../core/base/result.ts';
import { isComplete, totalEnds } from '../../core/stations/origin/shares.ts';
import type { BenchStation } from '../../electron/roles/bench/station.ts';
import { besidesOf, oddIn, unitsOf } from './line-knowledge.ts';
import { boxCard, etchCard, eventsAt, LINE_BATCH, LINE_PEOPLE, type Line, type LineBench } from './line.ts';

export const LINE_ACTS = [
  'etch',
  'box',
  'hand',
  'lose',
  'take',
  'crash',
  'keep',
  'rollback',
  'elsewhere',
  'die',
] as const;

/** One thing that happens. Numbers choose, wrapping around, among what there is. */
export interface LineAct {
  readonly act: (typeof LINE_ACTS)[number];
  readonly at: number;
  readonly to: number;
  readonly n: number;
}

export interface LineRun {
  /** Serials with more than one intent, over all journals that ever were. */
  readonly twice: readonly string[];
  /** Units of the batch of which nobody says what became, and those of which two say it. */
  readonly unaccounted: number;
  readonly complete: boolean;
  /** Of each unit that two benches say they have, or none does, what every bench says of it: a bench and its last word. */
  readonly odd: Readonly<Record<string, readonly string[]>>;
  readonly ends: Readonly<Record<string, number>>;
  /** How often each act did something. */
  readonly done: Readonly<Record<string, number>>;
}

interface Play {
  readonly line: Line;
  readonly files: { readonly path: string; readonly serials: readonly string[]; to: string }[];
  readonly kept: Map<string, () => Promise<void>>;
  /** Job and bench of every intent of any journal, also of those that are gone, by serial. */
  readonly intents: Map<string, Set<string>>;
  readonly dead: Set<string>;
  /** Benches that never had anything, for shares that are reissued. */
  readonly spares: string[];
  /** Where each card lies: cards go with their handover. */
  readonly cards: Map<string, string>;
  readonly done: Record<string, number>;
}

const pick = <T>(list: readonly T[], n: number): T | undefined =>
  list.length === 0 ? undefined : list[n % list.length];

const alive = ({ line, dead }: Play): readonly LineBench[] =>
  line.benches.filter(({ name, station }) => station !== null && !dead.has(name));

/** Takes down what the journal of a bench says, before anything may become of it. */
function note({ intents }: Play, { name, station }: LineBench): void {
  if (station === null) return;
  for (const event of eventsAt(station)) {
    if (event.kind !== 'etch-intended') continue;
    for (const serial of event.serials) {
      const seen = intents.get(serial) ?? new Set();
      intents.set(serial, seen.add(`${name} ${event.job}`));
    }
  }
}

async function reopen({ line }: Play, bench: LineBench): Promise<BenchStation | null> {
  const opened = await line.open(bench);
  if (!opened.ok) return null;
  if (opened.value.parts.index.batches().length > 0) must(await opened.value.select(LINE_BATCH));
  return opened.value;
}

type Deed = (play: Play, bench: LineBench, station: BenchStation, act: LineAct) => Promise<boolean>;

const hand =
  (lost: boolean): Deed =>
  async ({ line, files, cards, dead, spares }, bench, station, { to, n }) => {
    const there = line.benches.filter((one) => one !== bench && !dead.has(one.name) && !spares.includes(one.name));
    const other = pick(there, to);
    const serials = station.shares.waiting(LINE_BATCH).slice(-1 - (n % 3));
    if (other === undefined || serials.length === 0 || station.parts.index.brokenOff(LINE_BATCH)) return false;
    const giving = { batch: LINE_BATCH, serials, to: other.name, people: LINE_PEOPLE, reason: 'it is behind' };
    // A medium that fails: the withdrawal is on record, and the file is not there.
    const directory = lost ? '/nowhere/at/all' : await line.medium();
    const sent = await station.shares.handOver({ ...giving, directory });
    if (!sent.ok && sent.error.kind !== 'not-delivered') return false;
    for (const serial of serials) cards.set(serial, other.name);
    if (sent.ok) files.push({ path: sent.value.file, serials, to: other.name });
    return sent.ok !== lost;
  };

const DEEDS: Readonly<Record<LineAct['act'], Deed>> = {
  async etch({ cards }, { name }, station, { n }) {
    const serial = pick(station.shares.waiting(LINE_BATCH), n);
    return serial !== undefined && cards.get(serial) === name && etchCard(station, serial);
  },
  async box(_, __, station, { n }) {
    const serial = pick(station.parts.index.serials(LINE_BATCH, 'sent'), n);
    if (serial === undefined) return false;
    await boxCard(station, serial);
    return true;
  },
  hand: hand(false),
  lose: hand(true),
  /** Whatever file there is, to whatever bench: the wrong one, and a second time. */
  async take({ files }, _, station, { n }) {
    const file = pick(files, n);
    return file !== undefined && (await station.shares.takeOver(file.path)).ok;
  },
  async crash(play, bench) {
    note(play, bench);
    await play.line.crash(bench);
    return (await reopen(play, bench)) !== null;
  },
  async keep(play, bench) {
    await play.line.close(bench);
    play.kept.set(bench.name, await play.line.keep(bench));
    return (await reopen(play, bench)) !== null;
  },
  async rollback(play, bench, station) {
    const back = play.kept.get(bench.name);
    if (back === undefined) return false;
    play.kept.delete(bench.name);
    note(play, bench);
    const known = station.parts.journal.head.hash.slice(0, 22);
    await play.line.close(bench);
    await back();
    if ((await reopen(play, bench)) !== null) return true;
    const signatures = [{ name: 'Ada' }, { name: 'Grace' }] as const;
    must(await play.line.open(bench, { known, reason: 'its disk was put back', signatures: [...signatures] }));
    if (bench.station !== null && bench.station.parts.index.batches().length > 0)
      must(await bench.station.select(LINE_BATCH));
    return true;
  },
  /** The directory, brought to a computer that has never heard of it. */
  async elsewhere({ line }, bench) {
    const copy = await mkdtemp(join(tmpdir(), 'twofold-copy-'));
    const away = `${bench.anchor}.away`;
    await cp(bench.directory, copy, { recursive: true, filter: (path) => !path.includes('journal.lock') });
    await rename(bench.anchor, away);
    const opened = await line.open({ ...bench, directory: copy, station: null });
    if (opened.ok) await opened.value.close();
    await rename(away, bench.anchor);
    await rm(copy, { recursive: true });
    if (opened.ok) throw new Error('a copy of a bench was opened where nobody knows it');
    return true;
  },
  async die(play, bench, gone) {
    const { line, spares, dead, cards } = play;
    const others = alive(play).flatMap(({ station }) => (station === null || station === gone ? [] : [station]));
    const spare = spares[0];
    const shares = line.origin.batches()[0]?.shares ?? [];
    if (spare === undefined || !shares.some((share) => share.bench === bench.name)) return false;
    spares.shift();
    note(play, bench);
    const own = shares.find((share) => share.bench === bench.name);
    const lying = [...cards].flatMap(([serial, name]) => (name === bench.name ? [serial] : []));
    const besides = besidesOf([...lying, ...unitsOf(gone).map(({ serial }) => serial)], own, others);
    dead.add(bench.name);
    await line.close(bench);
    await rm(bench.directory, { recursive: true });
    const held = [...cards].flatMap(([serial, name]) => (name === bench.name ? [serial] : []));
    const reissue = {
      batch: LINE_BATCH,
      bench: bench.name,
      to: spare,
      besides,
      people: LINE_PEOPLE,
      reason: 'its disk died',
    };
    must(await line.origin.reissue(reissue));
    for (const serial of held) cards.set(serial, spare);
    const next = line.bench(spare);
    const station = must(await line.open(next));
    const files = await line.filesFor(bench.name, spare, besides);
    must(await station.open(files));
    return true;
  },
};

/** Plays one after the other; what cannot be done then is passed over. */
export async function playLine(line: Line, acts: readonly LineAct[], spares: readonly string[]): Promise<LineRun> {
  const play: Play = {
    ...{ line, files: [], kept: new Map(), intents: new Map(), dead: new Set<string>(), done: {} },
    spares: [...spares],
    cards: new Map(),
  };
  for (const { name, station } of line.benches) {
    for (const serial of station?.shares.waiting(LINE_BATCH) ?? []) play.cards.set(serial, name);
  }
  for (const act of acts) {
    const bench = pick(
      alive(play).filter(({ name }) => !play.spares.includes(name)),
      act.at,
    );
    if (bench === undefined || bench.station === null) continue;
    if (await DEEDS[act.act](play, bench, bench.station, act)) play.done[act.act] = (play.done[act.act] ?? 0) + 1;
  }
  await workOff(play);
  return judge(play);
}

/**
 * Whatever a bench handed over is written again and brought, in the order of their numbers: a receiver takes none before
 * the one that was sent before it.
 */
async function arrive(play: Play, { name, station }: LineBench): Promise<void> {
  const { line } = play;
  if (station === null) return;
  const brought = [];
  for (const { to, part } of station.shares.handovers(LINE_BATCH)) {
    if (play.dead.has(to) || play.spares.includes(to)) continue;
    const sent = await station.shares.writeAgain(LINE_BATCH, to, part, await line.medium());
    if (!sent.ok) throw new Error(`${name} cannot write its handover again`);
    brought.push(sent.value);
  }
  for (const { to, file } of brought.sort((one, other) => one.sequence - other.sequence)) {
    await line.bench(to).station?.shares.takeOver(file);
  }
}

/** Handovers that are still on their way arrive, cards are finished or put aside, every bench closes and tells Origin. */
async function workOff(play: Play): Promise<void> {
  const { line } = play;
  const left = () => alive(play).filter(({ station }) => (station?.parts.index.batches().length ?? 0) > 0);
  for (const bench of left()) await arrive(play, bench);
  for (const bench of left()) if (bench.station !== null) await finishBench(play, bench, bench.station);
  for (const bench of left()) {
    const { station } = bench;
    if (station === null) continue;
    for (const { incident } of station.parts.index.incidents({ open: true })) {
      await station.parts.journal.append([{ kind: 'incident-acknowledged', incident, by: { name: 'Ada' } }]);
    }
    must(await station.ending.close(LINE_PEOPLE, 0));
    const sent = must(await station.shares.closing(LINE_BATCH, await line.medium()));
    must(await line.origin.takeClosing(sent.file));
    note(play, bench);
  }
}

/** As people do: what they have is etched or looked at, what they do not have is missing, what nobody can know is put aside. */
async function finishBench(play: Play, { name }: LineBench, station: BenchStation): Promise<void> {
  const { index } = station.parts;
  const aside = async (serial: string, as: string): Promise<void> => {
    const decision = { serial, as, reason: 'the line is worked off', people: ['Ada'] };
    must(await station.ending.offPath.decide('put-aside', decision));
  };
  for (const serial of [...index.serials(LINE_BATCH, 'in-doubt')]) {
    if (play.cards.get(serial) !== name) await aside(serial, 'never-arrived');
    else if ((play.intents.get(serial)?.size ?? 0) > 0)
      must(await station.etching.resolve(serial, 'marked', LINE_PEOPLE));
    else
      must(
        await station.ending.offPath.decide('blank', { serial, as: null, reason: 'blank', people: [...LINE_PEOPLE] }),
      );
  }
  for (const serial of station.shares.waiting(LINE_BATCH)) {
    if (play.cards.get(serial) !== name) await aside(serial, 'never-arrived');
    else if (!(await etchCard(station, serial))) await aside(serial, 'put-aside');
  }
  for (const state of ['sent', 'marked'] as const) {
    for (const serial of [...index.serials(LINE_BATCH, state)]) await boxCard(station, serial);
  }
}

function judge({ line, intents, done, dead }: Play): LineRun {
  const [batch] = line.origin.batches();
  if (batch === undefined) throw new Error('the batch is gone');
  const ends = totalEnds(batch);
  const accounted = Object.values(ends).reduce((sum, count) => sum + count, 0);
  const twice = [...intents].flatMap(([serial, jobs]) => (jobs.size > 1 ? [serial] : []));
  return {
    twice,
    unaccounted: batch.count - accounted,
    complete: isComplete(batch),
    odd: oddIn(line, dead),
    ends,
    done,
  };
}
