/** From a frame of the scanner to what Bench takes. The bytes are wiped here: a scan may hold a private key. */
import { addressInLink } from '../../coins/coins.ts';
import { never } from '../../base/result.ts';
import type { Scan } from './view.ts';
import { readCardLabel, readMetal } from '../../scan/card-label.ts';
import type { ScanFrame } from '../../scan/frame.ts';
import { looksFramed } from '../../scan/habits.ts';
import { recognise } from '../../scan/recognise.ts';
import { secretIn } from '../../scan/secret.ts';

export function readScan(frame: Exclude<ScanFrame, { readonly kind: 'repeat' }>): Scan {
  // Frames are ASCII, so this string is exactly what was scanned. It may be a secret and cannot be wiped; it lives
  // until this function returns and goes nowhere else.
  const text = String.fromCharCode(...frame.bytes);
  frame.bytes.fill(0);
  if (frame.kind === 'code') return nameScan(text);
  // What was cut off names nothing, but it may be a private key in two parts.
  const { reason, length } = frame;
  return secretIn(text) === 'key' ? maybeKey(length) : { what: 'damaged', reason, length };
}

/**
 * What a scanned text is to Bench. Our own sticker's link counts as serial and address, the code of a verdict label, of a
 * traveller or of a tray list as its serial, the code on the metal as what was etched, and any other payment link as its address: stickers of many makers carry one.
 */
export function nameScan(scanned: string): Scan {
  const metal = readMetal(scanned);
  if (metal !== null) return { what: 'metal', serial: metal };
  const label = readCardLabel(scanned);
  if (label !== null) {
    const { serial, address, print } = label;
    if (address !== null) return { what: 'card', serial, address };
    return print === null ? { what: 'serial', serial } : { what: 'serial', serial, print };
  }
  const text = addressInLink(scanned);
  const { length } = scanned;
  // Which serials there are, only the bench knows: it takes no passphrase for one.
  const found = recognise(text, () => true);
  switch (found.kind) {
    case 'serial':
      return { what: 'serial', serial: text };
    case 'address':
      // The rest of a link may hold anything.
      if (secretIn(scanned) !== null) return maybe(scanned);
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
    case 'badge':
      return { what: 'other', name: BADGE, length };
    case 'passphrase':
      return { what: 'other', name: 'a passphrase', length };
    case 'none':
      return isAddressTwice(text) ? { what: 'unreadable', length } : maybe(scanned);
    default:
      return never(found);
  }
}

/** Half of a code, or one misread: nothing of it is kept. */
function maybe(scanned: string): Scan {
  const { length } = scanned;
  const secret = secretIn(scanned);
  if (secret === null) {
    return looksFramed(scanned) ? { what: 'damaged', reason: 'framed-scan', length } : { what: 'unreadable', length };
  }
  if (secret === 'badge') return { what: 'other', name: BADGE, length };
  if (secret === 'passphrase') return { what: 'other', name: MAYBE_PASSPHRASE, length };
  return maybeKey(length);
}

const maybeKey = (length: number): Scan => ({ what: 'secret', name: 'what may be a private key', length });

const BADGE = 'a badge';
const MAYBE_PASSPHRASE = 'what may be a passphrase';

/** So many symbols and more may be a passphrase that lost a few on its way. */
const LEAST_SYMBOLS = 17;

/**
 * What a bench may say of a scan: a passphrase without its hyphens has the form of a serial, and is one only where a
 * card of that serial is on record.
 */
export function withoutPassphrase(scan: Scan, isOurs: (serial: string) => boolean): Scan {
  if (!('serial' in scan) || isOurs(scan.serial)) return scan;
  const symbols = scan.serial.replaceAll('-', '');
  if (symbols.length < LEAST_SYMBOLS || !/[A-Z]/.test(symbols)) return scan;
  return { what: 'other', name: MAYBE_PASSPHRASE, length: scan.serial.length };
}

/** A scanner that sends a sticker twice without anything between is a nuisance, not an exposed key. */
function isAddressTwice(text: string): boolean {
  const half = text.slice(0, text.length / 2);
  return half + half === text && recognise(half).kind === 'address';
}
