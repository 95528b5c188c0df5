/**
 * A tray that is being filled: each card that has passed lies in a pocket, with the very bytes that were verified, until
 * all of it is sent as one job with one intent. Nothing of it is on record before: a station that stops loses the
 * filling and no card, for each is verified again when it is scanned again.
 */
import {
  indexMark,
  checkTray,
  trayField,
  isTray,
  placeOf,
  pocketsOf,
  pocketCount,
  trayName,
  type TrayForm,
} from '../../etch/tray.ts';
import type { Size } from '../../etch/card.ts';
import { failIn, ok, type Result } from '../../base/result.ts';
import { Secret, SecretChanged } from '../../base/secret.ts';
import { notWhatWasVerified } from '../../etch/job.ts';
import { benchLife } from '../../life/bench-life.ts';
import { because } from './reasons.ts';
import type { CardToEtch, Etching } from './etching.ts';
import type { UnitLookup } from './verification.ts';
import type { PocketState, PocketView, TrayView } from './view.ts';

const fail = failIn('bench');

export interface FillingPorts {
  readonly units: UnitLookup;
  readonly etching: Pick<Etching, 'send'>;
  /** The tray as the station is set now. */
  readonly tray: () => TrayForm;
  /** How large the cards of the batch on the desk are. */
  readonly card: () => Size;
}

/** What a person does to a tray that is being filled. */
export const TRAY_DEEDS = ['skip', 'undo', 'take-out', 'send'] as const;
export type TrayDeed = (typeof TRAY_DEEDS)[number];

export interface Filling {
  /** Whether cards are gathered at all. */
  readonly on: boolean;
  /** How many cards lie in it. */
  readonly laid: number;
  /** Whether no pocket is left for another card. */
  readonly full: boolean;
  /** The pocket in which this card lies; null where it does not. */
  pocketOf(serial: string): number | null;
  /** Lays a card that was verified just now into the next pocket, and gives its number. `bytes` are copied. */
  lay(serial: string, bytes: Secret): Result<number>;
  /** The next pocket stays empty. */
  skip(): Result<null>;
  /** Takes back what was done last: a card laid, or a pocket left empty. */
  undo(): Result<null>;
  /** A card comes out, and its pocket is free. */
  takeOut(serial: string): Result<null>;
  /** Sends all that lies in it. What was refused before its intent lies there still. */
  send(): Promise<Result<null>>;
  /** @param serial the card that is spoken of */
  view(serial: string | null): TrayView;
  /** Wipes what was gathered. */
  forget(): void;
}

interface Laid {
  readonly serial: string;
  readonly bytes: Secret;
}

export function createFilling(ports: FillingPorts): Filling {
  const { units } = ports;
  /** What was done, in its order: a card in its pocket, or nothing in it. */
  const done = new Map<number, Laid | null>();
  /** The tray that is being filled: a change of the setting is for the next one. */
  let begun: TrayForm | null = null;

  const tray = (): TrayForm => begun ?? ports.tray();
  const next = (): number | null => pocketsOf(tray()).find((pocket) => !done.has(pocket)) ?? null;
  const laid = (): readonly (readonly [number, Laid])[] =>
    [...done].flatMap(([pocket, card]) => (card === null ? [] : [[pocket, card] as const]));
  const pocketOf = (serial: string): number | null => laid().find(([, card]) => card.serial === serial)?.[0] ?? null;

  /** A card may have been found bad in the meantime, or its batch closed. */
  function isGood(serial: string): boolean {
    const unit = units.unit(serial);
    return unit !== null && benchLife.may(unit, 'etch-intended');
  }

  function put(card: Laid | null): Result<number> {
    const pocket = next();
    if (pocket === null) return { ok: false, error: because('tray-full') };
    const checked = checkTray(tray(), ports.card());
    if (!checked.ok) return checked;
    begun ??= checked.value;
    done.set(pocket, card);
    return ok(pocket);
  }

  function free(pocket: number): Result<null> {
    done.get(pocket)?.bytes.wipe();
    done.delete(pocket);
    if (done.size === 0) begun = null;
    return ok(null);
  }

  function forget(): void {
    for (const [, { bytes }] of laid()) bytes.wipe();
    done.clear();
    begun = null;
  }

  return {
    get on() {
      return isTray(tray());
    },
    get laid() {
      return laid().length;
    },
    get full() {
      return next() === null;
    },
    pocketOf,
    lay(serial, bytes) {
      const copy = copyOf(bytes);
      if (!copy.ok) return copy;
      const pocket = put({ serial, bytes: copy.value });
      if (!pocket.ok) copy.value.wipe();
      return pocket;
    },
    skip() {
      const skipped = put(null);
      return skipped.ok ? ok(null) : skipped;
    },
    undo() {
      const last = [...done.keys()].at(-1);
      return last === undefined ? fail('tray-empty', NOTHING) : free(last);
    },
    takeOut(serial) {
      const pocket = pocketOf(serial);
      return pocket === null ? notInTray(serial) : free(pocket);
    },
    async send() {
      const cards = laid();
      if (cards.length === 0) return fail('tray-empty', NOTHING);
      const bad = cards.find(([, { serial }]) => !isGood(serial));
      if (bad !== undefined)
        return { ok: false, error: because('take-out', { serial: bad[1].serial, pocket: bad[0] }) };
      const form = tray();
      const sorted = [...cards].sort(([a], [b]) => a - b);
      const sent = await ports.etching.send(
        sorted.map(([pocket, { serial, bytes }]): CardToEtch => {
          return { serial, passphrase: bytes, at: placeOf(form, pocket), pocket };
        }),
        { ...trayField(form, ports.card()), tray: trayName(form), mark: indexMark(form) },
      );
      // Refused before anything was intended, the cards lie there as they did.
      if (sent.ok || !cards.every(([, { serial }]) => isGood(serial))) forget();
      return sent;
    },
    view: (serial) => viewOf(tray(), done, isGood, serial === null ? null : pocketOf(serial)),
    forget,
  };
}

/** @param here where the card lies that is spoken of */
function viewOf(
  tray: TrayForm,
  done: ReadonlyMap<number, Laid | null>,
  isGood: (serial: string) => boolean,
  here: number | null,
): TrayView {
  const { rows, columns } = tray;
  const takes = pocketsOf(tray);
  const stateOf = (pocket: number): PocketState => {
    const card = done.get(pocket);
    if (card === undefined) return takes.includes(pocket) ? 'empty' : 'left-out';
    if (card === null) return 'skipped';
    return isGood(card.serial) ? 'laid' : 'bad';
  };
  const pockets = Array.from({ length: pocketCount(tray) }, (_, i): PocketView => {
    return { pocket: i + 1, serial: done.get(i + 1)?.serial ?? null, state: stateOf(i + 1) };
  });
  const next = takes.find((pocket) => !done.has(pocket)) ?? null;
  return { rows, columns, job: null, pockets, next, here };
}

const NOTHING = 'No card lies in the tray. Scan the cards that go into it.';

const notInTray = (serial: string) => fail('not-in-tray', `${serial} does not lie in this tray.`, { serial });

/** Refused, as a job of them would be, where they are no longer what was verified. */
function copyOf(bytes: Secret): Result<Secret> {
  try {
    return ok(bytes.use((lent) => Secret.copyOf(lent)));
  } catch (cause) {
    if (cause instanceof SecretChanged) return notWhatWasVerified();
    throw cause;
  }
}
