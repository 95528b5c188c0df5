/** The answer of an audit: claim by claim, what holds, what does not and at which record, and what could not be looked into. */
import { readIdentity } from '../peers/identity.ts';
import type { VerifySignature } from '../peers/minisign.ts';
import { compareBatches, compareCards } from './compare-cards.ts';
import { compareCertificates, compareIdentities } from './compare-documents.ts';
import { compareHeads, stationsOf } from './compare-heads.ts';
import { compareTransfers } from './compare-transfers.ts';
import {
  CLAIMS,
  createFindings,
  FINDINGS,
  type Claim,
  type AuditFinding,
  type FindingKind,
  type AuditFacts,
  type Weight,
} from './findings.ts';
import type { JournalFacts } from './journal-audit.ts';
import type { AuditedJournal, AuditedStation, AuditSet, Comparing, Lookups } from './set.ts';

/** Rises when a field of the answer changes its meaning. */
export const AUDIT_VERSION = 1;

/** `nothing`: there was nothing of it to look into. `partly`: what could be looked into holds. */
export type AuditVerdict = 'holds' | 'refuted' | 'partly' | 'nothing';

export interface ClaimReport {
  readonly claim: Claim;
  readonly verdict: AuditVerdict;
  /** Records, transfers, heads, cards, batches: what was looked into. */
  readonly looked: number;
  readonly refuted: readonly AuditFinding[];
  readonly unchecked: readonly AuditFinding[];
  readonly remarks: readonly AuditFinding[];
  /** Findings of a kind beyond those that are named. */
  readonly more: Readonly<Partial<Record<FindingKind, number>>>;
}

export interface StationReport {
  readonly station: string;
  readonly role: string | null;
  readonly mode: string | null;
  readonly fingerprint: string | null;
  readonly path: string;
  readonly records: number;
  readonly head: string;
  readonly checkpoints: number;
  readonly from: string | null;
  readonly until: string | null;
}

export interface AuditReport {
  readonly format: 'twofold-audit';
  readonly version: typeof AUDIT_VERSION;
  /** Whether nothing was refuted. */
  readonly good: boolean;
  readonly records: number;
  readonly stations: readonly StationReport[];
  readonly files: Readonly<Record<'journals' | 'transfers' | 'identities' | 'certificates', number>>;
  readonly claims: readonly ClaimReport[];
}

/** A journal with what it says of itself, for comparing. */
export function auditedJournal(path: string, facts: JournalFacts, verify: VerifySignature): AuditedJournal {
  const read = facts.identity === null ? null : readIdentity(facts.identity, verify);
  return { path, facts, identity: read?.ok === true ? read.value : null };
}

/** Compares everything with everything, and says what came of it. `also`: what was found on the way. */
export async function compareSet(
  set: AuditSet,
  lookups: Lookups,
  verify: VerifySignature,
  also: AuditFacts,
): Promise<AuditReport> {
  const stations = stationsOf(set);
  const across = new Map<string, ReturnType<typeof createFindings>>();
  const findingsOf = (station: string): ReturnType<typeof createFindings> => {
    const found = across.get(station) ?? createFindings(() => station);
    across.set(station, found);
    return found;
  };
  const comparing: Comparing = {
    ...{ set, stations, lookups },
    say: (kind, station, record, facts) => findingsOf(station).say(kind, record, facts),
    looked: (claim, times) => findingsOf('').looked(claim, times),
    station: (fingerprint) =>
      fingerprint === null ? null : (stations.find(({ identity }) => identity?.fingerprint === fingerprint) ?? null),
  };
  if (set.journals.length === 0) comparing.say('no-journal', '', null);
  compareIdentities(comparing, verify);
  compareTransfers(comparing);
  await compareHeads(comparing);
  await compareCards(comparing);
  compareBatches(comparing);
  compareCertificates(comparing);
  const told = [
    also,
    ...set.journals.map(({ facts }) => facts.told),
    ...[...across.values()].map((one) => one.result()),
  ];
  return reportOf(set, stations, told);
}

function reportOf(set: AuditSet, stations: readonly AuditedStation[], told: readonly AuditFacts[]): AuditReport {
  const claims = CLAIMS.map((claim) => claimReport(claim, told));
  return {
    format: 'twofold-audit',
    version: AUDIT_VERSION,
    good: claims.every(({ verdict }) => verdict !== 'refuted'),
    records: set.journals.reduce((sum, { facts }) => sum + facts.head.size, 0),
    stations: stations.map(({ name, identity, facts, path }) => ({
      station: name,
      role: identity?.role ?? null,
      mode: facts.mode,
      fingerprint: identity?.fingerprint ?? null,
      path,
      records: facts.head.size,
      head: facts.head.hash,
      checkpoints: facts.checkpoints,
      from: facts.from,
      until: facts.until,
    })),
    files: {
      journals: set.journals.length,
      transfers: set.transfers.length,
      identities: set.identities.length,
      certificates: set.certificates.length,
    },
    claims,
  };
}

function claimReport(claim: Claim, told: readonly AuditFacts[]): ClaimReport {
  const findings = told.flatMap((one) => one.findings.filter(({ kind }) => FINDINGS[kind].claim === claim));
  const of = (weight: Weight): readonly AuditFinding[] =>
    findings.filter(({ kind }) => FINDINGS[kind].weight === weight);
  const looked = told.reduce((sum, one) => sum + (one.looked[claim] ?? 0), 0);
  const more: Partial<Record<FindingKind, number>> = {};
  for (const one of told) {
    for (const [kind, times] of Object.entries(one.more) as [FindingKind, number][]) {
      if (FINDINGS[kind].claim === claim) more[kind] = (more[kind] ?? 0) + times;
    }
  }
  const [refuted, unchecked, remarks] = [of('refutes'), of('unchecked'), of('remark')];
  return {
    claim,
    verdict: verdictOf(refuted.length, unchecked.length, looked),
    looked,
    refuted,
    unchecked,
    remarks,
    more,
  };
}

function verdictOf(refuted: number, unchecked: number, looked: number): AuditVerdict {
  if (refuted > 0) return 'refuted';
  if (unchecked > 0) return 'partly';
  return looked > 0 ? 'holds' : 'nothing';
}
