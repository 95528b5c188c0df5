/**
 * `twofold transfer inspect FILE` shows a manifest and whether the file verifies, and takes nothing in; `twofold
 * transfer abandon` gives up what was never delivered; `twofold transfer set-aside FILE` gives up what came and cannot be used.
 */
import { join } from 'node:path';
import type { PublicIdentity } from '../../core/peers/identity.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { isTurn, TRANSFER_KINDS } from '../../core/transfer/kinds.ts';
import type { Words } from '../../resources/words/language.ts';
import { readBook } from '../station/book.ts';
import { examineIdentity } from '../station/peers.ts';
import { kindByName } from '../station/transfer-handlers.ts';
import { createCourier } from '../courier/courier.ts';
import { SEALED } from '../courier/dispatch.ts';
import { inspectTransfer, type TransferReport } from '../courier/inspect.ts';
import { row } from './answer.ts';
import {
  called,
  choice,
  directory,
  file,
  flag,
  many,
  maybe,
  misuse,
  needed,
  notOneOf,
  pair,
  stationName,
  textValue,
} from './form.ts';
import { atStation } from './at-station.ts';
import { answer, STATION_OPTIONS, verb, type VerbAnswer, type Line } from './verb.ts';

const fail = failIn('command');

/** What a station takes from another, each in its turn. */
const IN_TURN = TRANSFER_KINDS.filter(isTurn);

export const transferVerbs = [
  verb({
    name: 'transfer inspect',
    args: { file: needed(file()) },
    options: {
      station: maybe(directory()),
      'passphrase-fd': STATION_OPTIONS['passphrase-fd'],
      identity: many(file()),
    },
    async run({ file: path, station, identity, 'passphrase-fd': fd }, line) {
      const known = await identities(identity, station ?? null);
      if (!known.ok) return known;
      const inspected = path.endsWith(SEALED)
        ? await inspectSealed(path, known.value, station, fd, line)
        : await inspectTransfer(path, known.value, null);
      return inspected.ok ? ok(reported(inspected.value)) : inspected;
    },
  }),
  verb({
    name: 'transfer abandon',
    options: {
      ...STATION_OPTIONS,
      to: called('to-peer', maybe(stationName('PEER'))),
      public: flag,
      person: pair(textValue('NAME')),
    },
    async run({ station, to, public: everybody, person, 'passphrase-fd': fd }, line) {
      if ((to !== undefined) === everybody) {
        return misuse('missing', 'transfer abandon wants --to PEER or --public.', {
          verb: 'transfer abandon',
          name: '--to PEER | --public',
        });
      }
      return atStation(station, fd, line, async (opened) => {
        const courier = createCourier({ ...opened, self: opened.identity });
        const abandoned = await courier.abandon(to ?? null, person);
        if (!abandoned.ok) return abandoned;
        const lines: VerbAnswer['lines'] = (words) => [words.line.abandoned(to ?? null, person.join(words.line.and))];
        return ok(answer({ abandoned: to ?? 'public', people: person }, { lines }));
      });
    },
  }),
  verb({
    name: 'transfer set-aside',
    args: { file: needed(file()) },
    options: {
      ...STATION_OPTIONS,
      reason: needed(textValue('TEXT')),
      person: pair(textValue('NAME')),
      kind: maybe(choice(IN_TURN)),
    },
    async run({ file: path, station, reason, person, kind: said, 'passphrase-fd': fd }, line) {
      const kind = said ?? kindByName(path);
      if (kind === null) return notOneOf('--kind', IN_TURN);
      return atStation(station, fd, line, async (opened) => {
        const courier = createCourier({ ...opened, self: opened.identity });
        const aside = await courier.setAside(kind, path, { reason, people: person });
        if (!aside.ok) return aside;
        const { sequence, from, batch } = aside.value;
        const lines: VerbAnswer['lines'] = ({ line: words }) => [
          words.setAside(sequence, from, kind, batch, person.join(words.and)),
          row('', words.lost(batch, kind !== 'order')),
        ];
        return ok(answer({ sequence, from, kind, batch, people: person }, { lines }));
      });
    },
  }),
];

/** From files, and from what a station has on record; neither needs a passphrase. */
export async function identities(
  files: readonly string[],
  station: string | null,
): Promise<Result<readonly PublicIdentity[]>> {
  const known: PublicIdentity[] = [];
  for (const path of files) {
    const examined = await examineIdentity(path);
    if (!examined.ok) return examined;
    known.push(examined.value);
  }
  if (station === null) return ok(known);
  const book = await readBook(join(station, 'journal.jsonl'));
  if (!book.ok) return book;
  const { self } = book.value;
  known.push(...book.value.peers().map(({ identity }) => identity), ...(self === null ? [] : [self]));
  return ok(known);
}

async function inspectSealed(
  path: string,
  known: readonly PublicIdentity[],
  station: string | undefined,
  fd: number | undefined,
  line: Line,
): Promise<Result<TransferReport>> {
  if (station === undefined) return fail('sealed', 'This file is sealed. Give --station DIR, the station it is for.');
  return atStation(station, fd, line, ({ sealing }) => inspectTransfer(path, known, sealing));
}

function reported({ manifest, signer, wrong }: TransferReport): VerbAnswer {
  const by = signer === null ? null : { name: signer.name, role: signer.role };
  const lines = ({ line: words }: Words): readonly string[] => [
    row(words.verifies, wrong === null ? words.yes : words.notVerified(wrong)),
    row(words.signedBy, by === null ? words.nobodyKnown : `${by.name} (${by.role})`),
    ...(manifest === null || wrong === null ? [] : [row('', words.saysOfItself)]),
    ...Object.entries(manifest ?? {}).map(([field, value]) => row(field, String(value))),
  ];
  return answer({ verifies: wrong === null, signer: by, wrong, manifest }, { good: wrong === null, lines });
}
