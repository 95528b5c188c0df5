/**
 * Check's table: what a person has put there, the answer, and for a short while the private key. It is in memory only:
 * nothing of it is written, logged or sent anywhere.
 */
import { inspect } from '../../../core/scan/inspect.ts';
import type { ConfirmationCode, EncryptedKey } from '../../../core/bip38/layout.ts';
import type { Passphrase } from '../../../core/bip38/passphrase.ts';
import { must, failIn, ok, type Result } from '../../../core/base/result.ts';
import type { ReadAddress, Coin } from '../../../core/coins/coins.ts';
import { readAddress } from '../../../core/coins/coins.ts';
import { keyTexts, type KeyText } from '../../../core/coins/key-texts.ts';
import { fingerprintWords, type PublicIdentity } from '../../../core/peers/identity.ts';
import type { KeyDerivation } from '../../../core/base/ports.ts';
import { describe } from '../../../core/stations/check/naming.ts';
import { takePassphrase, type Remark, type TypedPassphrase } from '../../../core/stations/check/passphrase.ts';
import { createProofBook, type ProofBook } from '../../../core/stations/check/proof.ts';
import { repairText } from '../../../core/stations/check/text.ts';
import type { MakerView, OutcomeView, Slot, TableView, Taken } from '../../../core/stations/check/view.ts';
import { checkCard, type Checked } from '../../../core/stations/check/check.ts';
import type { LoadedProof } from '../../courier/proof.ts';

const fail = failIn('check');

export interface CheckTable {
  readonly view: TableView;
  /** Whose proof files are to be believed. */
  readonly maker: PublicIdentity | null;
  /** Names a text and puts it where it belongs; a secret that Check has no use for is only named. */
  put(text: string): Taken;
  putProof(proof: LoadedProof): void;
  setMaker(identity: PublicIdentity): void;
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
  /** The view has changed by itself: keys were put away. */
  readonly changed: (view: TableView) => void;
}

/** Milliseconds a private key is held after the check when nobody looks at it. */
export const HELD = 300_000;

interface Lying {
  confirmation: { readonly text: string; readonly code: ConfirmationCode } | null;
  key: EncryptedKey | null;
  address: ReadAddress | null;
  serial: string | null;
  proof: LoadedProof | null;
}

const EMPTY: Lying = { confirmation: null, key: null, address: null, serial: null, proof: null };

export function createCheckTable({ derivation, changed }: TablePorts): CheckTable {
  let lying: Lying = EMPTY;
  let book: ProofBook | null = null;
  let maker: PublicIdentity | null = null;
  let outcome: OutcomeView | null = null;
  let checked: Checked | null = null;
  let timer: NodeJS.Timeout | null = null;
  /** Grows with every change: an answer to an older question is not shown. */
  let turn = 0;

  function stopWaiting(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function putAway(): void {
    stopWaiting();
    checked?.[Symbol.dispose]();
    checked = null;
    if (outcome?.ok === true && outcome.keys === 'held') outcome = { ...outcome, keys: 'gone' };
  }

  function putAwayIn(milliseconds: number): void {
    stopWaiting();
    timer = setTimeout(() => {
      putAway();
      changed(view());
    }, milliseconds);
    // A window that is closing does not wait for it.
    timer.unref();
  }

  function change(next: Partial<Lying>): void {
    putAway();
    turn++;
    outcome = null;
    lying = { ...lying, ...next };
  }

  const unit = () => {
    const text = lying.serial ?? lying.address?.address ?? null;
    const found = text === null ? undefined : book?.find(text);
    return found?.ok === true ? found.value : null;
  };

  function view(): TableView {
    const { confirmation, key, address, serial, proof } = lying;
    const found = unit();
    return {
      confirmation: confirmation === null ? null : { text: confirmation.text, facts: inspect(confirmation.text) },
      key: key === null ? null : inspect(key),
      address: address === null ? null : { text: address.address, coins: address.coins },
      serial,
      proof: proof === null ? null : proofView(proof),
      maker: maker === null ? null : makerView(maker),
      unit: found === null ? null : { serial: found.serial, address: found.address },
      outcome,
    };
  }

  async function answer(passphrase: Passphrase): Promise<Result<Checked>> {
    const proof = unit();
    const { confirmation, key, address, serial } = lying;
    if (serial !== null && proof === null) {
      if (book !== null) return notInFile(serial);
      if (confirmation === null && key === null) return NO_FILE;
    }
    if (book !== null && address !== null && proof === null && confirmation === null && key === null) {
      return notInFile(address.address);
    }
    return checkCard({ confirmation: confirmation?.code ?? null, key, address, proof }, passphrase, derivation);
  }

  /** As typed, and where that is wrong, as a card would spell it. */
  async function tried({ passphrase, respelled, remarks }: TypedPassphrase): Promise<Tried> {
    try {
      const result = await answer(passphrase);
      if (result.ok || result.error.kind !== 'wrong-passphrase' || respelled === null) return { result, remarks };
      const again = await answer(respelled);
      return again.ok ? { result: again, remarks: [...remarks, 'other-spelling'] } : { result, remarks };
    } finally {
      passphrase.wipe();
      respelled?.wipe();
    }
  }

  return {
    get view() {
      return view();
    },
    get maker() {
      return maker;
    },

    put(text) {
      const repaired = repairText(text);
      const named = describe(repaired);
      const { found } = repaired;
      switch (found.kind) {
        case 'confirmation-code':
          change({ confirmation: { text: found.code, code: found.code } });
          return { named, place: 'confirmation' };
        case 'epk':
          change({ key: found.key });
          return { named, place: 'key' };
        case 'address':
          change({ address: must(readAddress(found.address)) });
          return { named, place: 'address' };
        default:
          if (named.serial === null) return { named, place: null };
          change({ serial: named.serial });
          return { named, place: 'serial' };
      }
    },

    putProof(proof) {
      change({ proof });
      book = createProofBook(proof.transfer.units);
    },

    setMaker(identity) {
      maker = identity;
    },

    takeAway(place) {
      if (place === 'proof') book = null;
      change({ [place]: null });
    },

    async check(typed) {
      change({});
      const asked = turn;
      const taken = takePassphrase(typed);
      typed.fill(0);
      if (!taken.ok) {
        outcome = { ok: false, failure: taken.error, remarks: [], unwrapped: false };
        return;
      }
      const { unwrapped } = taken.value;
      const { result, remarks } = await tried(taken.value);
      if (asked !== turn) {
        if (result.ok) result.value[Symbol.dispose]();
        return;
      }
      if (!result.ok) {
        outcome = { ok: false, failure: result.error, remarks, unwrapped };
        return;
      }
      checked = result.value;
      outcome = { ...shown(checked), remarks, unwrapped };
      if (checked.privateKey !== null) putAwayIn(HELD);
    },

    reveal() {
      const key = checked?.privateKey ?? null;
      if (checked === null || key === null) return NO_KEYS;
      const { compressed, addresses } = checked;
      stopWaiting();
      return ok(key.use((bytes) => keyTexts(bytes, compressed, Object.keys(addresses) as Coin[])));
    },

    hide: putAway,

    clear() {
      change(EMPTY);
      book = null;
    },
  };
}

interface Tried {
  readonly result: Result<Checked>;
  readonly remarks: readonly Remark[];
}

function shown(checked: Checked): Extract<OutcomeView, { ok: true }> {
  const { address, addresses, matched, lot, sequence, compressed, shownBy, privateKey, hashedOther } = checked;
  const rows = Object.entries(addresses).map(([coin, text]) => ({ coin: coin as Coin, address: text }));
  const keys = privateKey === null ? 'none' : 'held';
  return {
    ok: true,
    address,
    hashedOther,
    addresses: rows,
    matched,
    lot,
    sequence,
    compressed,
    shownBy,
    keys,
    remarks: [],
    unwrapped: false,
  };
}

const proofView = ({ transfer: { file, manifest }, signer }: LoadedProof) => ({
  file,
  batch: manifest.batch,
  count: manifest.count,
  mode: manifest.mode,
  signer: signer === null ? null : makerView(signer),
});

export const makerView = ({ name, mode, fingerprint }: PublicIdentity): MakerView => ({
  name,
  mode,
  words: fingerprintWords(fingerprint),
});

const notInFile = (serial: string) =>
  fail('not-in-proof', `${serial} is not in the maker's file. Check the serial, and that the file is of its batch.`, {
    serial,
  });
const NO_FILE = fail(
  'nothing-to-check',
  "A serial alone says nothing: open the maker's file, or give the confirmation code of the card.",
);
const NO_KEYS = fail('no-keys', 'There are no keys to show any more. Type the passphrase again.');
