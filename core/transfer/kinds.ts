/**
 * The kinds of transfer, a row each: who sends it and who takes it, how large it may be, what its lines say, what two
 * of its units must never share. Reader, writer, checks, courier and journal follow from the row.
 */
import { ROLE_NAMES, type Role } from '../base/role.ts';
import type { Secret } from '../base/secret.ts';
import { eitherLine, passphraseLine, publicLine, sealedLine, type LineForm } from './forms.ts';
import {
  closingCheck,
  codedCheck,
  handedCheck,
  personCheck,
  proofCheck,
  returnCheck,
  vaultCheck,
  type UnitCheck,
} from './unit-checks.ts';
import {
  CLOSING_LINE,
  CODED_LINE,
  HANDED_LINE,
  isWithdrawn,
  PACKAGE_LINE,
  PERSON_LINE,
  PRINTED_LINE,
  PROOF_LINE,
  RECEIPT_LINE,
  WITHDRAWN_LINE,
  type CheckedUnit,
  type PrintedUnit,
  type WithdrawnUnit,
} from './units.ts';

/** A public value that must be unique in a transfer: its name in sentences, and where it is. */
export interface Unique<U> {
  readonly what: string;
  /** `null` where a unit has none. */
  of(unit: U): string | null;
}

export interface TransferRow<U> {
  /** `any` is whichever station: of the site, as it must be trusted. */
  readonly from: Role | 'any';
  /** `public` is for anyone: it is addressed to nobody, has no turn, and can be read at any time. */
  readonly to: Role | 'any' | 'public';
  /** How long a unit's line may be, and the whole file; bytes. */
  readonly line: number;
  readonly file: number;
  /** Whether it travels in an envelope that only its recipient opens. */
  readonly sealed: boolean;
  readonly form: LineForm<U>;
  readonly unique: readonly Unique<U>[];
  /**
   * The secret of a unit, `null` for kinds without: it is wiped, no two units may share it, and the digest of the file
   * leaves its lines out. What has one is sealed.
   */
  readonly secret: ((unit: U) => Secret) | null;
  /** Of a receipt: what the sender took in, of which it says so to whoever sent that. */
  readonly receiptOf?: 'vault' | 'return';
  /** Several of them may go to one recipient for one batch, numbered from 1. */
  readonly parts?: true;
  /** Its manifest may say how the batch is divided over benches. */
  readonly divided?: true;
  /** Whether the parts of its units belong together. */
  readonly check: () => UnitCheck<U>;
}

/** What a unit is, the form of its line says alone; everything else in the row has to fit it. */
const row = <U extends object>(of: TransferRow<NoInfer<U>> & Pick<TransferRow<U>, 'form'>): TransferRow<U> => of;

const serial: Unique<{ readonly serial: string }> = { what: 'serial', of: (unit) => unit.serial };
const code: Unique<{ readonly code: string }> = { what: 'intermediate code', of: (unit) => unit.code };

/** Of a return; a withdrawn unit has none of these. */
const printed = (what: string, of: (unit: PrintedUnit) => string): Unique<PrintedUnit | WithdrawnUnit> => ({
  what,
  of: (unit) => (isWithdrawn(unit) ? null : of(unit)),
});

/** What Bench says it has taken in: the serials, and in the manifest the digest. */
const RECEIPT = {
  from: 'bench',
  line: 64,
  file: 32 << 20,
  sealed: false,
  form: publicLine(RECEIPT_LINE),
  unique: [serial],
  secret: null,
  check: () => () => null,
} as const;

const rows = {
  order: row({
    from: 'origin',
    to: 'press',
    line: 256,
    file: 32 << 20,
    sealed: false,
    form: publicLine(CODED_LINE),
    unique: [serial, code],
    secret: null,
    check: codedCheck,
    divided: true,
  }),

  vault: row({
    from: 'origin',
    to: 'bench',
    line: 256,
    file: 32 << 20,
    sealed: true,
    form: passphraseLine,
    unique: [serial],
    secret: (unit) => unit.passphrase,
    check: vaultCheck,
    divided: true,
  }),

  /** In the vault's place, where customers have made the codes and keep the passphrases. */
  supplied: row({
    from: 'origin',
    to: 'bench',
    line: 256,
    file: 32 << 20,
    sealed: false,
    form: publicLine(CODED_LINE),
    unique: [serial, code],
    secret: null,
    check: codedCheck,
    divided: true,
  }),

  return: row({
    from: 'press',
    to: 'bench',
    line: 8192,
    file: 512 << 20,
    sealed: false,
    form: eitherLine(PRINTED_LINE, 'withdrawn', WITHDRAWN_LINE),
    unique: [
      serial,
      printed('confirmation code', (unit) => unit.confirmation),
      // Without its sign byte: two keys that differ in it alone are one secret, and have one Taproot address. As every
      // address is derived from its unit's key, units with two keys have no address in common.
      printed('public key', (unit) => unit.publicKey.slice(2)),
      printed('sticker', (unit) => unit.sticker),
    ],
    secret: null,
    check: returnCheck,
  }),

  /** Of a vault, or of what was supplied in its place: Origin destroys nothing before it has this. */
  'vault-receipt': row({ ...RECEIPT, to: 'origin', receiptOf: 'vault' }),

  /** Of a return: Press destroys nothing before it has this. */
  'return-receipt': row({ ...RECEIPT, to: 'press', receiptOf: 'return' }),

  /** Units that one bench has given up, with all that another needs of them to go on. */
  handover: row({
    from: 'bench',
    to: 'bench',
    line: 1024,
    file: 64 << 20,
    sealed: true,
    form: sealedLine(HANDED_LINE),
    unique: [
      serial,
      { what: 'confirmation code', of: (unit) => unit.confirmation },
      { what: 'public key', of: (unit) => unit.publicKey.slice(2) },
      { what: 'sticker', of: (unit) => unit.sticker },
    ],
    secret: (unit) => unit.passphrase,
    check: handedCheck,
    parts: true,
  }),

  /** What became of every unit of a bench's share. */
  closing: row({
    from: 'bench',
    to: 'origin',
    line: 256,
    file: 64 << 20,
    sealed: false,
    form: publicLine(CLOSING_LINE),
    unique: [serial],
    secret: null,
    check: closingCheck,
  }),

  /** What is in which sealed package on its way: Bench counts it before it is told. */
  shipment: row({
    from: 'press',
    to: 'bench',
    line: 128,
    file: 1 << 20,
    sealed: false,
    form: publicLine(PACKAGE_LINE),
    unique: [{ what: 'seal', of: (unit) => unit.seal }],
    secret: null,
    check: () => () => null,
    parts: true,
  }),

  /** The people of a station as its journal has them, for the other stations of its site: never a slot, badge or PIN. */
  people: row({
    from: 'any',
    to: 'any',
    line: 1024,
    file: 1 << 20,
    sealed: false,
    form: publicLine(PERSON_LINE),
    unique: [
      { what: 'id', of: (unit) => unit.person },
      { what: 'key', of: (unit) => unit.key ?? null },
    ],
    secret: null,
    check: () => personCheck,
    parts: true,
  }),

  proof: row({
    from: 'bench',
    to: 'public',
    line: 512,
    file: 64 << 20,
    sealed: false,
    form: publicLine(PROOF_LINE),
    unique: [
      serial,
      { what: 'confirmation code', of: (unit) => unit.confirmation },
      { what: 'address', of: (unit) => unit.address },
    ],
    secret: null,
    check: proofCheck,
  }),
};

export type TransferKind = keyof typeof rows;

type UnitsOf<R> = { readonly [K in keyof R]: R[K] extends TransferRow<infer U extends object> ? U : never };

/** What a line says before anything is derived from it: of the right form, no more. */
export type UncheckedUnits = UnitsOf<typeof rows>;

/** A unit as its station may use it. */
export type TransferUnits = { readonly [K in TransferKind]: CheckedUnit<UncheckedUnits[K]> };

export const TRANSFERS: { readonly [K in TransferKind]: TransferRow<UncheckedUnits[K]> } = rows;

export const TRANSFER_KINDS = Object.keys(TRANSFERS) as readonly TransferKind[];

/** What a transfer begins or ends at, by name. */
export const endName = (end: Role | 'any'): string => (end === 'any' ? 'another station' : ROLE_NAMES[end]);

/** Whether this is a kind that a station takes from another, each in its turn. */
export const isTurn = (word: string): word is TransferKind =>
  TRANSFER_KINDS.some((kind) => kind === word && TRANSFERS[kind].to !== 'public');

/** Its sender, by name. */
export const senderOf = (kind: TransferKind): string => endName(TRANSFERS[kind].from);

/** What a unit is called in public: its serial, the seal of a package, or somebody's id. */
export function openName(unit: object): string {
  if ('serial' in unit) return String(unit.serial);
  if ('seal' in unit) return String(unit.seal);
  return 'person' in unit ? String(unit.person) : '';
}

/** Whether a station of this role may send, or take, it. */
export const maySend = (kind: TransferKind, role: Role): boolean => isOf(TRANSFERS[kind].from, role);
export const mayTakeIn = (kind: TransferKind, role: Role): boolean => isOf(TRANSFERS[kind].to, role);

const isOf = (end: Role | 'any' | 'public', role: Role): boolean => end === 'any' || end === role;

/** A transfer in a sentence. */
export const transferName = (kind: TransferKind): string =>
  `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind} file from ${senderOf(kind)}`;

/**
 * Whether any transfer goes between two stations of these roles, so that one has a reason to know the other: of cards,
 * as people alone are no reason.
 */
export function meets(a: Role, b: Role): boolean {
  return Object.values(TRANSFERS).some(({ from, to }) => (from === a && takes(to, b)) || (from === b && takes(to, a)));
}

const takes = (to: Role | 'any' | 'public', role: Role): boolean => (to === 'public' ? role === 'check' : to === role);
