/**
 * What an audit says: claims, and what was found for or against each of them. A finding is a row of {@link FINDINGS},
 * which says whose claim it is about and how heavy it is; its sentence stands in the words of each language.
 */

/** What is claimed of a set of stations, in the order of the page. */
export const CLAIMS = [
  'chains',
  'identities',
  'transfers',
  'heads',
  'codes',
  'etching',
  'steps',
  'balances',
  'destruction',
  'incidents',
  'documents',
  'people',
] as const;

export type Claim = (typeof CLAIMS)[number];

/** `refutes`: the claim does not hold; `unchecked`: it could not be looked into; `remark`: to be known, and no fault. */
export type Weight = 'refutes' | 'unchecked' | 'remark';

interface FindingRow {
  readonly claim: Claim;
  readonly weight: Weight;
}

const refutes = (claim: Claim): FindingRow => ({ claim, weight: 'refutes' });
const unchecked = (claim: Claim): FindingRow => ({ claim, weight: 'unchecked' });
const remark = (claim: Claim): FindingRow => ({ claim, weight: 'remark' });

export const FINDINGS = {
  'record-bad': refutes('chains'),
  'not-begun': refutes('chains'),
  fork: refutes('chains'),
  'tail-torn': remark('chains'),
  'end-unsigned': unchecked('chains'),
  'history-accepted': remark('chains'),
  'no-journal': unchecked('chains'),
  'file-unreadable': unchecked('chains'),

  'identity-bad': refutes('identities'),
  'identity-of-other-key': refutes('identities'),
  'identity-differs': refutes('identities'),
  'identity-unvouched': unchecked('identities'),
  'no-identity': unchecked('identities'),

  'received-unsent': refutes('transfers'),
  'received-otherwise': refutes('transfers'),
  'passed-over': refutes('transfers'),
  'on-its-way': remark('transfers'),
  'set-aside': remark('transfers'),
  'sender-missing': unchecked('transfers'),
  'recipient-missing': unchecked('transfers'),
  'transfer-forged': refutes('transfers'),
  'transfer-unrecorded': refutes('transfers'),
  'transfer-unsigned': unchecked('transfers'),
  'signer-unknown': unchecked('transfers'),
  'transfer-sealed': unchecked('transfers'),

  'end-missing': refutes('heads'),
  'head-differs': refutes('heads'),
  'head-lost': remark('heads'),
  'keeper-missing': unchecked('heads'),

  'code-twice': refutes('codes'),
  'key-twice': refutes('codes'),

  'etched-twice': refutes('etching'),

  'step-forbidden': refutes('steps'),
  'step-of-nobody': refutes('steps'),

  'counts-differ': refutes('balances'),
  'sum-differs': refutes('balances'),
  'labels-differ': refutes('balances'),
  'stickers-differ': refutes('balances'),
  'cards-lost': refutes('balances'),
  'cards-too-many': refutes('balances'),
  'cards-elsewhere': unchecked('balances'),
  'batch-open': remark('balances'),

  'before-return': refutes('destruction'),
  'before-closing': refutes('destruction'),
  'without-receipt': refutes('destruction'),
  unreceived: remark('destruction'),
  'steps-missing': refutes('destruction'),
  'still-kept': remark('destruction'),

  'closed-over': refutes('incidents'),
  'answered-nothing': refutes('incidents'),
  'incident-open': remark('incidents'),

  'certificate-forged': refutes('documents'),
  'certificate-differs': refutes('documents'),
  'certificate-missing': unchecked('documents'),
  'document-unsigned': unchecked('documents'),

  'people-unproven': unchecked('people'),
} as const satisfies Readonly<Record<string, FindingRow>>;

export type FindingKind = keyof typeof FINDINGS;

/** What a sentence is made of: numbers, and names that are on record. */
export type FindingFacts = Readonly<Record<string, string | number>>;

export interface AuditFinding {
  readonly kind: FindingKind;
  /** Whose journal or document it is, as it calls itself; the file's name where nobody knows. */
  readonly station: string;
  /** The record it is about, from 0; `null` where it is about no record of that station. */
  readonly record: number | null;
  readonly facts: FindingFacts;
}

/** What is kept of the findings of one kind at one station: the rest is counted. */
export const MOST_OF_A_KIND = 100;

export interface Findings {
  /** One more; `record` and facts as in {@link AuditFinding}. */
  say(kind: FindingKind, record: number | null, facts?: FindingFacts): void;
  /** Something of a claim was looked into. */
  looked(claim: Claim, times?: number): void;
  result(): AuditFacts;
}

/** What was said, in a form that travels between threads and is kept for going on. */
export interface AuditFacts {
  readonly findings: readonly AuditFinding[];
  /** How many there were of each kind that was said too often to be kept. */
  readonly more: Readonly<Partial<Record<FindingKind, number>>>;
  readonly looked: Readonly<Partial<Record<Claim, number>>>;
}

export function createFindings(station: () => string): Findings {
  const findings: AuditFinding[] = [];
  const times = new Map<FindingKind, number>();
  const looked: Partial<Record<Claim, number>> = {};
  return {
    say(kind, record, facts = {}) {
      const before = times.get(kind) ?? 0;
      times.set(kind, before + 1);
      if (before < MOST_OF_A_KIND) findings.push({ kind, station: station(), record, facts });
    },
    looked(claim, more = 1) {
      looked[claim] = (looked[claim] ?? 0) + more;
    },
    result() {
      const more = [...times].flatMap(([kind, n]) => (n > MOST_OF_A_KIND ? [[kind, n - MOST_OF_A_KIND] as const] : []));
      return { findings, more: Object.fromEntries(more), looked };
    },
  };
}
