/** One line of a transfer: what it says, or what is wrong with it. No sentence repeats what the line holds. */
import * as v from 'valibot';
import { canonical, type Json } from '../base/canonical.ts';
import { never, ok } from '../base/result.ts';
import { Secret } from '../base/secret.ts';
import { findForbidden, findKey, findPassphrase, type Forbidden } from '../card/forbidden.ts';
import type { LineTrouble } from './byte-lines.ts';
import {
  LINES,
  ManifestSchema,
  NO_PREVIOUS,
  TRANSFER_FORMAT,
  TRANSFER_VERSION,
  TRANSFERS,
  WITHDRAWN_LINE,
  type Manifest,
  type TransferFailure,
  type TransferKind,
  type UncheckedUnits,
} from './transfer.ts';
import { parseVaultLine } from './vault-line.ts';

/** Half a sentence that says what is wrong, and a whole one that says what to do where the usual one does not fit. */
export interface Trouble {
  readonly kind: TransferFailure;
  readonly what: string;
  readonly todo?: string;
}

type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

const trouble = (kind: TransferFailure, what: string, todo?: string): Parsed<never> => ({
  ok: false,
  trouble: todo === undefined ? { kind, what } : { kind, what, todo },
});

/** The first line, for a reader that expects `wanted`. */
export function parseManifest(line: Uint8Array, wanted: TransferKind): Parsed<Manifest> {
  if (findPassphrase(line)) {
    return trouble('secret-in-transfer', 'the manifest holds what looks like a passphrase', CALL);
  }
  const text = String.fromCharCode(...line);
  const value = parseJson(text);
  const claim = v.safeParse(v.object({ format: v.literal(TRANSFER_FORMAT), version: v.unknown() }), value);
  if (!claim.success) return trouble('not-a-transfer', nameStranger(text), 'Choose another file.');
  if (claim.output.version !== TRANSFER_VERSION) {
    return trouble(
      'wrong-version',
      `it is of another version of the format than ${TRANSFER_VERSION}, the one this station reads`,
      'Bring both stations to the same release.',
    );
  }
  const manifest = v.safeParse(ManifestSchema, value);
  if (!manifest.success) return trouble('bad-line', `the manifest ${nameIssue(manifest.issues[0])}`);
  const { kind, sequence, previous } = manifest.output;
  if (kind !== wanted) {
    return trouble(
      'wrong-kind',
      `this is ${transferName(kind)}, and ${transferName(wanted)} is wanted here`,
      `Choose ${transferName(wanted)}.`,
    );
  }
  if (!isCanonical(manifest.output, text)) return trouble('bad-line', NOT_CANONICAL);
  if ((sequence === 1) !== (previous === NO_PREVIOUS)) {
    return trouble('bad-line', 'the manifest contradicts itself: only transfer number 1 has none before it');
  }
  return ok(manifest.output);
}

/** A unit's line. */
export function parseUnit<K extends TransferKind>(kind: K, line: Uint8Array): Parsed<UncheckedUnits[K]>;
export function parseUnit(kind: TransferKind, line: Uint8Array): Parsed<UncheckedUnits[TransferKind]> {
  if (kind === 'vault') return parseVaultUnit(line);
  const forbidden = findForbidden(line);
  if (forbidden !== null) return trouble('secret-in-transfer', forbiddenHere(forbidden, kind), CALL);
  const text = String.fromCharCode(...line);
  const value = parseJson(text);
  const unit = v.safeParse(kind === 'return' && saysWithdrawn(value) ? WITHDRAWN_LINE : LINES[kind], value);
  if (!unit.success) return trouble('bad-line', `this unit ${nameIssue(unit.issues[0])}`);
  return isCanonical(unit.output, text) ? ok(unit.output) : trouble('bad-line', NOT_CANONICAL);
}

const saysWithdrawn = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'withdrawn');

function parseVaultUnit(line: Uint8Array): Parsed<UncheckedUnits['vault']> {
  const parsed = parseVaultLine(line);
  if (parsed !== null) return ok({ serial: parsed.serial, passphrase: Secret.copyOf(parsed.passphrase) });
  const key = findKey(line);
  return key === null
    ? trouble('bad-line', 'this unit is not a passphrase of a card and a serial')
    : trouble('secret-in-transfer', forbiddenHere(key, 'vault'), CALL);
}

/** `null` for what is not JSON; no schema takes it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** One value, one text: this alone shuts out repeated keys, odd numbers, escapes and white space. */
const isCanonical = (value: Json, text: string): boolean => canonical(value) === text;

const NOT_CANONICAL = 'it is not written in the one form a transfer has (RFC 8785)';
const CALL = 'Nothing was taken from it and nothing of it is kept: do not pass the file on, call your supervisor.';

const forbiddenHere = (what: Forbidden, kind: TransferKind): string =>
  `it holds what looks like ${what}, which ${transferName(kind)} must never hold`;

const transferName = (kind: TransferKind): string =>
  `${kind === 'order' ? 'an' : 'a'} ${kind} file from ${TRANSFERS[kind].sender}`;

/** What a first line is that is no manifest. */
function nameStranger(text: string): string {
  if (text.startsWith('age-encryption.org/') || text.startsWith('-----BEGIN AGE')) {
    return 'this is a file sealed with age, which must be opened first';
  }
  if (text.startsWith('untrusted comment:')) return 'this is a minisign signature, not the file it signs';
  return 'this is not a transfer between stations';
}

/** Names the field only if it is one of ours: any other name is content. */
function nameIssue(issue: v.BaseIssue<unknown>): string {
  const field = issue.path?.[0]?.key;
  if (typeof field !== 'string' || !FIELDS.has(field)) return 'has not the fields it must have';
  return issue.received === 'undefined' ? `lacks its "${field}"` : `has a "${field}" that is not of its form`;
}

const FIELDS: ReadonlySet<string> = new Set([
  ...Object.keys(WITHDRAWN_LINE.entries),
  ...Object.keys(ManifestSchema.entries),
  ...Object.values(LINES).flatMap((line) => Object.keys(line.entries)),
]);

export function lineTrouble(why: LineTrouble, longest: number): Trouble {
  switch (why) {
    case 'byte-order-mark':
      return {
        kind: 'not-text',
        what: 'it begins with a byte order mark (BOM), which an editor has put there',
      };
    case 'utf-16':
      return { kind: 'not-text', what: 'it is binary, or text in UTF-16; a transfer is plain ASCII text' };
    case 'carriage-return':
      return {
        kind: 'not-text',
        what: 'it has Windows line ends (CR LF), so something has changed it on its way',
      };
    case 'not-ascii':
      return { kind: 'not-text', what: 'it holds a character outside ASCII' };
    case 'binary':
      return { kind: 'not-text', what: 'it holds control characters: this is not text' };
    case 'empty-line':
      return { kind: 'bad-line', what: 'it is empty' };
    case 'too-long':
      return { kind: 'bad-line', what: `it is longer than ${longest} characters` };
    default:
      return never(why);
  }
}

export const twinTrouble = (what: string, row: number): Trouble => ({
  kind: 'duplicate',
  what: `it has the same ${what} as line ${row}`,
});

/** Why a file that has ended is not whole. */
export function cutShort(size: number, manifest: Manifest | null, units: number, unfinished: boolean): Trouble {
  if (size === 0) return { kind: 'truncated', what: 'the file is empty' };
  if (unfinished) return { kind: 'truncated', what: 'the file ends in the middle of this line' };
  return {
    kind: 'truncated',
    what: `the file ends after ${units} of the ${manifest?.count ?? 0} units its first line announces`,
  };
}
