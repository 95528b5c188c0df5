/** The life of the station itself, and what somebody must look at. */
import * as v from 'valibot';
import { count, hex, list, person, signatures, text, textOrNull, type EventsOf } from './fields.ts';

/** Training plays on simulated devices with keys of its own; nothing from it can ship. */
export type Mode = v.InferOutput<typeof mode>;
const mode = v.picklist(['training', 'production']);

/**
 * Rises whenever a record of today would be read otherwise by yesterday's program: 2 has signatures for names, 3 a MAC
 * in every line, 4 what two people know of a history they go on with, 5 who was signed in, and what people have signed.
 */
export const JOURNAL_FORMAT = 5;

/** Of what older programs have begun and this one reads and goes on with. */
const OLDER_FORMATS = [4] as const;

export const STATION = {
  'journal-begun': {
    format: v.picklist([...OLDER_FORMATS, JOURNAL_FORMAT]),
    station: text,
    mode,
    publicKey: hex(32),
  },
  'station-started': { version: text, runtime: text },
  'station-stopped': {},
  /** The last record was incomplete (power cut): cut off, and its bytes' SHA-256 kept here. */
  'tail-cut': { bytes: count, sha256: hex(32) },
  /**
   * Two people have looked at a journal that did not reach its anchors, and go on from where it ends. `noted`: how many
   * records it once had, `null` where no note of the station's was found; `known`: the first 88 bits of the newest record
   * that they know from elsewhere; `lost`: records were here that are not.
   */
  'history-accepted': {
    noted: v.nullable(count),
    size: count,
    head: hex(32),
    known: hex(11),
    lost: v.boolean(),
    reason: text,
    signatures,
  },
  /** The anchor outside the directory now lies in this folder of a medium; `null`: in the computer's own. */
  'anchor-moved': { to: textOrNull, signatures },
  /** The records before this one, and the sealed keys, were copied into this folder and read back. */
  'backup-made': { to: text, by: person },
  'index-rebuilt': { because: v.picklist(['missing', 'unsealed', 'stale', 'damaged']), records: count },
  /** An Ed25519 signature (hex) by the key of `journal-begun` over the ASCII line `twofold-checkpoint-1 <size> <head>`. */
  checkpoint: { size: count, head: hex(32), signature: hex(64) },
  'device-changed': { device: v.picklist(['scanner', 'printer']), state: text, reason: textOrNull },
  'settings-changed': { what: text, to: text },
  'key-derivation-disagreed': { job: text },
  /** What came through the scanner and was not taken. `what` is the recognised kind, never the content of a secret. */
  'scan-refused': { serial: textOrNull, reason: text, what: text, length: count },
  /** Something a supervisor must look at and acknowledge. `notes`: of the door, that it was made of, each once. */
  incident: { reason: text, serial: textOrNull, detail: text, notes: v.exactOptional(list(hex(8))) },
  'incident-acknowledged': { incident: count, by: person },
  /** Two people go on although the station was paused by this incident. */
  'pause-lifted': { incident: count, reason: text, signatures },
};

export type StationEvent = EventsOf<typeof STATION>;
