/** What a scanned text is to Press: an address, an EPK, or something that has no business here. */
import type { EncryptedKey } from '../../bip38/layout.ts';
import { addressInLink } from '../../coins/coins.ts';
import { never } from '../../base/result.ts';
import { readCardLabel } from '../../scan/card-label.ts';
import type { FrameRefusal, ScanFrame } from '../../scan/frame.ts';
import { looksFramed } from '../../scan/habits.ts';
import { recognise } from '../../scan/recognise.ts';
import { looksSecret, secretIn } from '../../scan/secret.ts';

export type PressScan =
  /** `serial`: whose the code says the address is; `null` where it does not say. */
  | { readonly what: 'address'; readonly address: string; readonly serial: string | null }
  | { readonly what: 'serial'; readonly serial: string }
  | { readonly what: 'key'; readonly key: EncryptedKey }
  /** A passphrase or a bare private key. `name` says which; nothing of it is kept. */
  | { readonly what: 'secret'; readonly name: string; readonly length: number }
  | { readonly what: 'other'; readonly name: string; readonly length: number }
  | { readonly what: 'unreadable'; readonly length: number }
  /** No whole code came out of the scanner. */
  | { readonly what: 'damaged'; readonly reason: FrameRefusal; readonly length: number };

/** From a frame of the scanner to what Press takes. The bytes are wiped here: most scans are an encrypted key. */
export function readPressScan(frame: Exclude<ScanFrame, { readonly kind: 'repeat' }>): PressScan {
  // Frames are ASCII. This string cannot be wiped; it lives until this function returns.
  const text = String.fromCharCode(...frame.bytes);
  frame.bytes.fill(0);
  if (frame.kind === 'code') return namePressScan(text);
  const piece = nameless(text);
  if (piece.what !== 'unreadable') return piece;
  return { what: 'damaged', reason: frame.reason, length: piece.length };
}

export function namePressScan(scanned: string): PressScan {
  const { length } = scanned;
  const label = readCardLabel(scanned);
  if (label !== null && label.address !== null)
    return { what: 'address', serial: label.serial, address: label.address };
  // Which serials there are, only the book knows: a passphrase may have the form of one.
  const found = recognise(addressInLink(scanned), () => true);
  switch (found.kind) {
    case 'address':
      if (looksSecret(scanned)) return { what: 'secret', name: 'what may be a secret', length };
      return { what: 'address', address: found.address, serial: null };
    case 'epk':
      return { what: 'key', key: found.key };
    case 'passphrase':
      return { what: 'secret', name: 'a passphrase', length };
    case 'wif':
    case 'private-key':
      return { what: 'secret', name: 'a private key', length };
    case 'serial':
      return { what: 'serial', serial: scanned };
    case 'badge':
      return { what: 'other', name: 'a badge', length };
    case 'confirmation-code':
      return { what: 'other', name: 'a confirmation code', length };
    case 'intermediate-code':
      return { what: 'other', name: 'an intermediate code', length };
    case 'none':
      return looksFramed(scanned) ? { what: 'damaged', reason: 'framed-scan', length } : nameless(scanned);
    default:
      return never(found);
  }
}

/** An EPK with a wrong character, or cut off, is a damaged sticker here; whatever else may be a secret is an incident. */
function nameless(scanned: string): PressScan {
  const { length } = scanned;
  const secret = secretIn(scanned);
  if (secret === 'badge') return { what: 'other', name: 'a badge', length };
  if (secret === null || /^6P[0-9A-Za-z]{20,90}$/.test(scanned)) return { what: 'unreadable', length };
  return { what: 'secret', name: 'what may be a secret', length };
}
