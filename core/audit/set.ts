/** Everything an auditor was given, as it is compared: journals with what was read of each, and documents. */
import type { JournalEvent } from '../journal/event.ts';
import type { PublicIdentity } from '../peers/identity.ts';
import type { Manifest } from '../transfer/manifest.ts';
import type { Findings, FindingKind, FindingFacts } from './findings.ts';
import type { JournalFacts } from './journal-audit.ts';

export interface AuditedJournal {
  readonly path: string;
  readonly facts: JournalFacts;
  /** As its own record has it, where that verifies. */
  readonly identity: PublicIdentity | null;
}

export interface IdentityFile {
  readonly path: string;
  readonly identity: PublicIdentity | null;
}

/** What became of a file with a signature beside it. */
export type Signed = 'good' | 'forged' | 'unsigned' | 'unknown' | 'sealed';

export interface TransferFile {
  readonly path: string;
  readonly name: string;
  readonly signed: Signed;
  /** Whose signature it bears, where it is good. */
  readonly signer: PublicIdentity | null;
  readonly manifest: Manifest | null;
  /** As journals have it; `null` where the file was not read whole. */
  readonly digest: string | null;
}

export interface CertificateFile {
  readonly path: string;
  readonly name: string;
  readonly signed: Signed;
  readonly station: string;
  readonly batch: string;
  /** SHA-256 of the text, hex. */
  readonly digest: string;
}

export interface AuditSet {
  readonly journals: readonly AuditedJournal[];
  readonly identities: readonly IdentityFile[];
  readonly transfers: readonly TransferFile[];
  readonly certificates: readonly CertificateFile[];
}

/** Journals are read again where a claim names a record of them. */
export interface Lookups {
  /** The head that the journal had at so many records; `null` where it cannot be read any more. */
  headAt(journal: AuditedJournal, records: number): Promise<string | null>;
  eventAt(journal: AuditedJournal, record: number): Promise<JournalEvent | null>;
}

/** A station among the journals: its longest journal stands for it, any other is a copy. */
export interface AuditedStation extends AuditedJournal {
  readonly name: string;
}

export type SayAt = (kind: FindingKind, station: string, record: number | null, facts?: FindingFacts) => void;

export interface Comparing {
  readonly set: AuditSet;
  readonly stations: readonly AuditedStation[];
  readonly lookups: Lookups;
  readonly say: SayAt;
  readonly looked: Findings['looked'];
  /** The station with this fingerprint. */
  station(fingerprint: string | null): AuditedStation | null;
}
