/** What `node build/sample.mjs` runs. */
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { generate } from '../core/bip38/generate.ts';
import { makeIntermediateCode } from '../core/bip38/intermediate.ts';
import { passphraseFromBytes } from '../core/bip38/passphrase.ts';
import { canonical } from '../core/base/canonical.ts';
import { addressesOf } from '../core/coins/coins.ts';
import type { KeyDerivation, Random } from '../core/base/ports.ts';
import { must } from '../core/base/result.ts';
import { depositAddress } from '../core/coins/deposit.ts';
import { makePassphrase } from '../core/card/passphrase.ts';
import { parseSerial } from '../core/card/serial.ts';
import { MOST_UNITS } from '../core/transfer/fields.ts';
import type { UncheckedUnits } from '../core/transfer/kinds.ts';
import { NO_PREVIOUS } from '../core/transfer/manifest.ts';
import type { PrintedUnit } from '../core/transfer/units.ts';
import { writeTransfer, type Heading } from '../core/transfer/writer.ts';
import { POSTER } from '../electron/devices/poster.ts';
import { createPool } from '../electron/workers/pool.ts';

const random: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };

/** Units made at once: enough to keep the workers of any desk machine busy. */
const WIDTH = 16;

interface Made {
  readonly vault: UncheckedUnits['vault'];
  readonly returned: PrintedUnit;
}

/** One line of `<name>.cards.jsonl`: what a card carries, and what a right station makes of it. */
interface Card {
  readonly serial: string;
  /** Of the sticker that it carries. */
  readonly address: string;
  /** Whose sticker that is. */
  readonly sticker: string;
  /** What can be learnt from it: a word of the training tray. */
  readonly lesson: string;
  readonly note: string;
  /** `PASS`, what a person says became of it after its PASS, or the reason it ends in quarantine (a kind of core/stations/bench/reasons.ts). */
  readonly expect: string;
}

/**
 * The lower sticker that lies open on the last card: the first test vector of BIP-0038, whose key the whole world
 * knows. The EPKs of the sample itself are never written anywhere.
 */
const EXPOSED_KEY = '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg';

interface Places {
  /** Where the sample lies. */
  readonly sample: string;
  /** The derivation worker, bundled. */
  readonly worker: string;
}

/** Answers the exit code. */
export async function main(args: string[], { sample, worker }: Places): Promise<number> {
  const { values } = parseArgs({ args, options: { count: { type: 'string' }, out: { type: 'string' } } });
  if (values.count === undefined) return writeSample(sample, worker);
  const count = Number(values.count);
  if (!Number.isInteger(count) || count < 1 || count > MOST_UNITS || values.out === undefined) {
    process.stderr.write(`usage: node build/sample.mjs [--count 1..${MOST_UNITS} --out DIR]\n`);
    return 2;
  }
  const units = await makeUnits(count, 'BENCH', worker);
  await writeBatch(values.out, 'bench', `BENCH-${count}`, units, units.map(goodCard));
  return 0;
}

/**
 * Eight good cards, one whose passphrase is not its own, two with each other's stickers, one with its EPK exposed; and
 * six to which something happens on a shift.
 */
async function writeSample(directory: string, worker: string): Promise<number> {
  const units = await makeUnits(18, 'TRAIN', worker);
  const [wrong, swapped, other, exposed, ...eventful] = units.slice(8) as [Made, Made, Made, Made, ...Made[]];
  const cards: Card[] = [
    ...units.slice(0, 8).map(goodCard),
    {
      ...goodCard(wrong),
      lesson: 'wrong-passphrase',
      note: 'The vault holds the passphrase of no card for it',
      expect: 'passphrase-mismatch',
    },
    {
      ...goodCard(swapped),
      address: depositAddress(other.returned),
      sticker: other.returned.serial,
      lesson: 'other-sticker',
      note: `Carries the sticker of ${other.returned.serial}`,
      expect: 'other-card-sticker',
    },
    {
      ...goodCard(other),
      address: depositAddress(swapped.returned),
      sticker: swapped.returned.serial,
      lesson: 'other-sticker',
      note: `Carries the sticker of ${swapped.returned.serial}`,
      expect: 'sticker-elsewhere',
    },
    {
      ...goodCard(exposed),
      lesson: 'exposed',
      note: 'Good, but its upper sticker has come off: scan the EPK underneath',
      expect: 'secret-scanned',
    },
    ...eventful.map((unit, at) => ({ ...goodCard(unit), ...EVENTS[at] })),
  ];
  const mistaken = [wrong, eventful[EVENTS.findIndex(({ lesson }) => lesson === 'condemned')]];
  const batch = units.map((unit) =>
    mistaken.includes(unit) ? { ...unit, vault: { ...unit.vault, passphrase: makePassphrase(random) } } : unit,
  );
  await writeBatch(directory, 'sample', 'SAMPLE-1', batch, cards);
  await writeOrder(directory, worker);
  return 0;
}

/** What a training Press prints: twelve codes whose passphrases nobody keeps. */
async function writeOrder(directory: string, worker: string): Promise<void> {
  const pool = createPool({ spawn: () => new Worker(worker), size: availableParallelism() });
  await pool.ready;
  try {
    const units = Array.from({ length: 12 }, async (_, at) => {
      using passphrase = must(makePassphrase(random).use(passphraseFromBytes));
      const code = await makeIntermediateCode(passphrase, null, random, pool);
      return { serial: must(parseSerial(`PRINT-${String(at + 1).padStart(4, '0')}`)), code };
    });
    const heading = { ...headingOf('PRINT-1'), from: 'Sample Origin', to: 'Training Press' };
    const order = writeTransfer('order', heading, await Promise.all(units));
    await writeFile(join(directory, 'sample.order.jsonl'), Buffer.concat([...order]));
  } finally {
    await pool.close();
  }
}

/** What happens to the last six. */
const EVENTS: readonly Pick<Card, 'lesson' | 'note' | 'expect'>[] = [
  { lesson: 'neighbour', note: 'Good, but the hand slips once to the sticker of the card beside it', expect: 'PASS' },
  { lesson: 'poster', note: 'Good, but a Wi-Fi code hangs on the wall behind it', expect: 'PASS' },
  { lesson: 'lost', note: 'Good, until it is lost on its way', expect: 'lost' },
  { lesson: 'burnt', note: 'Good, until the laser burns it', expect: 'burnt' },
  {
    lesson: 'condemned',
    note: 'Condemned by the pre-verification before it lies on the bench',
    expect: 'passphrase-mismatch',
  },
  { lesson: 'no-suffix', note: 'Good; scan it with the scanner set to send no suffix', expect: 'PASS' },
];

const goodCard = ({ returned }: Made): Card => ({
  serial: returned.serial,
  address: depositAddress(returned),
  sticker: returned.serial,
  lesson: 'good',
  note: 'Good',
  expect: 'PASS',
});

async function writeBatch(
  directory: string,
  name: string,
  batch: string,
  units: readonly Made[],
  cards: readonly Card[],
): Promise<void> {
  const heading = { ...headingOf(batch), to: 'Training Bench' };
  const vault = writeTransfer(
    'vault',
    { ...heading, from: 'Training Origin' },
    units.map((unit) => unit.vault),
  );
  const returned = writeTransfer(
    'return',
    { ...heading, from: 'Training Press' },
    units.map((unit) => unit.returned),
  );
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, `${name}.vault.jsonl`), Buffer.concat([...vault]));
  await writeFile(join(directory, `${name}.return.jsonl`), Buffer.concat([...returned]));
  const cardLines = cards.map((card) => `${canonical({ ...card })}\n`);
  await writeFile(join(directory, `${name}.cards.jsonl`), cardLines.join(''));
  await writeFile(join(directory, `${name}.scans.txt`), scansOf(batch, cards));
}

/** Of the first transfer between two stations. */
const headingOf = (batch: string): Omit<Heading, 'from' | 'to'> => ({
  batch,
  journal: NO_PREVIOUS,
  mode: 'training',
  previous: NO_PREVIOUS,
  sequence: 1,
});

/** A shift's scans for `twofold bench --scans`: one code a line, `#` begins a comment. */
function scansOf(batch: string, cards: readonly Card[]): string {
  // An exposed key stops the line until it is signed for: it comes last.
  const inOrder = [...cards].sort((a, b) => Number(a.lesson === 'exposed') - Number(b.lesson === 'exposed'));
  const scans = inOrder.map(({ serial, sticker, address, lesson, note, expect }) => {
    // A card with another's sticker says who it is by the verdict label of some other day.
    const first = sticker === serial ? serial : `TF1 ${serial} PASS 1 00000000`;
    const neighbour = cards[(cards.findIndex((card) => card.serial === serial) + 1) % cards.length]?.address ?? '';
    const second: Partial<Record<string, readonly string[]>> = {
      exposed: [EXPOSED_KEY],
      neighbour: [neighbour, address],
      poster: [POSTER, address],
      // A mismatch is read a second time before it condemns anybody.
      ...(expect === 'other-card-sticker' ? { 'other-sticker': [address, address] } : {}),
    };
    return [`# ${serial}: ${note}`, first, ...(second[lesson] ?? [address]), ''].join('\n');
  });
  return `# Every card of batch ${batch} once: its serial, then what its sticker says.\n${scans.join('')}`;
}

/** Each unit as its two sites would make it: a passphrase and a code here, a key from the code alone there. */
async function makeUnits(count: number, prefix: string, worker: string): Promise<readonly Made[]> {
  const pool = createPool({ spawn: () => new Worker(worker), size: availableParallelism() });
  await pool.ready;
  const digits = Math.max(4, String(count).length);
  const made: Made[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < count; i = next++) {
      made[i] = await makeUnit(String(i + 1).padStart(digits, '0'), prefix, pool);
      done++;
      if (done % 100 === 0 || done === count) process.stderr.write(`made ${done} of ${count} units\n`);
    }
  };
  try {
    await Promise.all(Array.from({ length: WIDTH }, work));
  } finally {
    await pool.close();
  }
  return made;
}

async function makeUnit(number: string, prefix: string, derivation: KeyDerivation): Promise<Made> {
  const serial = must(parseSerial(`${prefix}-${number}`));
  const passphrase = makePassphrase(random);
  using normal = must(passphrase.use(passphraseFromBytes));
  const code = await makeIntermediateCode(normal, null, random, derivation);
  // The EPK is let go of here: the sample needs what Press returns, never what it prints.
  const { confirmation, publicKey } = await generate(code, true, random, derivation);
  const addresses = must(addressesOf(publicKey));
  const returned = {
    addresses,
    confirmation,
    publicKey: Buffer.from(publicKey).toString('hex'),
    serial,
    sticker: `STK-${number}`,
  };
  return { vault: { serial, passphrase }, returned };
}
