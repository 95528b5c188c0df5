/** From a frame of the scanner to what Bench takes. The bytes are wiped here: a scan may hold a private key. */
import { addressInLink } from '../../coins/coins.ts';
import { never } from '../../base/result.ts';
import type { Scan } from './view.ts';
import type { Frame } from '../../scan/frame.ts';
import { looksSecret, recognise } from '../../scan/recognise.ts';

export function readScan(frame: Exclude<Frame, { readonly kind: 'repeat' }>): Scan {
  if (frame.kind === 'refused') return { what: 'damaged', reason: frame.reason, length: frame.length };
  // Frames are ASCII, so this string is exactly what was scanned. It may be a secret and cannot be wiped; it lives
  // until this function returns and goes nowhere else.
  const text = String.fromCharCode(...frame.bytes);
  frame.bytes.fill(0);
  return nameScan(text);
}

/** What a scanned text is to Bench. A payment link counts as its address: stickers of many makers carry one. */
export function nameScan(scanned: string): Scan {
  const text = addressInLink(scanned);
  const { length } = scanned;
  const found = recognise(text);
  switch (found.kind) {
    case 'serial':
      return { what: 'serial', serial: text };
    case 'address':
      return { what: 'address', address: found.address };
    case 'epk':
      return { what: 'secret', name: 'an encrypted private key', length };
    case 'wif':
    case 'private-key':
      return { what: 'secret', name: 'a private key', length };
    case 'confirmation-code':
      return { what: 'other', name: 'a confirmation code', length };
    case 'intermediate-code':
      return { what: 'other', name: 'an intermediate code', length };
    case 'passphrase':
      return { what: 'other', name: 'a passphrase', length };
    case 'none':
      // Half of a code, or one misread: nothing of it is kept either.
      if (!isAddressTwice(text) && looksSecret(scanned))
        return { what: 'secret', name: 'what may be a private key', length };
      return { what: 'unreadable', length };
    default:
      return never(found);
  }
}

/** A scanner that sends a sticker twice without anything between is a nuisance, not an exposed key. */
function isAddressTwice(text: string): boolean {
  const half = text.slice(0, text.length / 2);
  return half + half === text && recognise(half).kind === 'address';
}
