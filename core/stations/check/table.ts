/**
 * Check's table: what a person has put there, the answer, and for a short while the private key. It is in memory only:
 * nothing of it is written, logged or sent anywhere.
 */
import type { KeyDerivation } from '../../base/ports.ts';
import { must, ok, type Result } from '../../base/result.ts';
import { readAddress } from '../../coins/coins.ts';
import type { KeyText } from '../../coins/key-texts.ts';
import { readAttestation } from '../../attest/attestation.ts';
import type { FoundCard } from '../../finder/finder.ts';
import { readRecalls } from '../../finder/recalls.ts';
import type { PublicIdentity } from '../../peers/identity.ts';
import type { VerifySignature } from '../../peers/minisign.ts';
import type { LoadedProof } from '../../peers/signed-proof.ts';
import { createHolding, type Later } from './holding.ts';
import { describe, nameText } from './naming.ts';
import { takePassphrase } from './passphrase.ts';
import { createProofBook, type ProofBook } from './proof.ts';
import { NOTHING, tryPassphrase, type Laid } from './question.ts';
import { knownMakers, rightView, tableView } from './shown.ts';
import { repairText, type Repaired } from './text.ts';
import type { OutcomeView, Slot, TableView, TakenFile } from './view.ts';

export interface CheckTable {
  readonly view: TableView;
  /** Whose proof files are to be believed. */
  readonly maker: PublicIdentity | null;
  /** Names a text and puts it where it belongs; a secret that Check has no use for is only named. */
  put(text: string): TakenFile;
  putProof(proof: LoadedProof): void;
  setMaker(identity: PublicIdentity): void;
  /** A list of recalls, as its bytes came; believed if a maker who is known here has signed it. */
  readRecalls(text: string): Result<null>;
  /** The card as the maker's site has it; forgotten with the serial or address it was looked up by. */
  putFound(card: FoundCard): void;
  takeAway(place: Slot): void;
  /** Answers the question on the table. `typed` is UTF-8, and is wiped. */
  check(typed: Uint8Array): Promise<void>;
  /** The keys, as strings that cannot be wiped: only for a person who asked, and until that person puts them away. */
  reveal(): Result<readonly KeyText[], 'no-keys'>;
  hide(): void;
  clear(): void;
}

export interface TablePorts {
  readonly derivation: KeyDerivation;
  readonly later: Later;
  /** Makers on record, beside the one whose identity a person gives. */
  readonly makers: () => readonly PublicIdentity[];
  readonly verify: VerifySignature;
  /** The view has changed by itself: keys were put away. */
  readonly changed: (view: TableView) => void;
  /** The day, as `2026-11-27`: what is signed for a time runs out. */
  readonly today: () => string;
}

export function createCheckTable({ derivation, later, makers, verify, changed, today }: TablePorts): CheckTable {
  let laid: Laid = NOTHING;
  let book: ProofBook | null = null;
  let maker: PublicIdentity | null = null;
  let outcome: OutcomeView | null = null;
  /** Grows with every change: an answer to an older question is not shown. */
  let turn = 0;
  const holding = createHolding(later, () => {
    putAway();
    changed(view());
  });

  const view = (): TableView => tableView({ laid, book }, { maker, makers: makers(), verify, today: today() }, outcome);

  function putAway(): void {
    holding.putAway();
    if (outcome?.ok === true && outcome.keys === 'held') outcome = { ...outcome, keys: 'gone' };
  }

  function change(next: Partial<Laid>): void {
    putAway();
    turn++;
    outcome = null;
    laid = { ...laid, ...next };
  }

  async function check(typed: Uint8Array): Promise<void> {
    change({});
    const asked = turn;
    const taken = takePassphrase(typed);
    typed.fill(0);
    if (!taken.ok) {
      outcome = { ok: false, failure: taken.error, remarks: [], unwrapped: false };
      return;
    }
    const { unwrapped } = taken.value;
    const { result, remarks } = await tryPassphrase({ laid, book, derivation }, taken.value);
    if (asked !== turn) {
      if (result.ok) result.value[Symbol.dispose]();
      return;
    }
    if (!result.ok) {
      outcome = { ok: false, failure: result.error, remarks, unwrapped };
      return;
    }
    outcome = { ...rightView(result.value), remarks, unwrapped };
    holding.hold(result.value);
  }

  return {
    get view() {
      return view();
    },
    get maker() {
      return maker;
    },

    put(text) {
      const attestation = readAttestation(text.trim());
      if (attestation !== null) {
        change({ attestation });
        return { named: { ...nameText(''), kind: 'attestation', length: text.length }, place: 'attestation' };
      }
      const repaired = repairText(text);
      const named = describe(repaired);
      const { place, next } = placeOf(repaired, named.serial);
      if (place !== null) change(next);
      return { named, place };
    },
    putProof(proof) {
      change({ proof });
      book = createProofBook(proof.transfer.units);
    },
    setMaker(identity) {
      maker = identity;
    },
    readRecalls(text) {
      const recalls = readRecalls(text, knownMakers(maker, makers()), verify, today());
      if (!recalls.ok) return recalls;
      change({ recalls: recalls.value });
      return ok(null);
    },
    putFound(found) {
      change({ found });
    },
    takeAway(place) {
      if (place === 'proof') book = null;
      const asked = place === 'serial' || place === 'address';
      change({ [place]: null, ...(asked ? { found: null } : {}) });
    },
    check,
    reveal: holding.reveal,
    hide: putAway,
    clear() {
      change(NOTHING);
      book = null;
    },
  };
}

type Placed = { readonly place: Slot | null; readonly next: Partial<Laid> };

/** Where a text belongs, and what then lies there; another serial or address is another card than the one found. */
function placeOf({ found }: Repaired, serial: string | null): Placed {
  switch (found.kind) {
    case 'confirmation-code':
      return { place: 'confirmation', next: { confirmation: { text: found.code, code: found.code } } };
    case 'epk':
      return { place: 'key', next: { key: found.key } };
    case 'address':
      return { place: 'address', next: { address: must(readAddress(found.address)), found: null } };
    default:
      return serial === null ? { place: null, next: {} } : { place: 'serial', next: { serial, found: null } };
  }
}
