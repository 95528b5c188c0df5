/** An audit of everything in some folders: found, read once, compared, answered. Without a station, and without a secret. */
import { compareSet, auditedJournal, type AuditReport } from '../../core/audit/report.ts';
import type { AuditedJournal, AuditSet, CertificateFile } from '../../core/audit/set.ts';
import { createFindings } from '../../core/audit/findings.ts';
import { readIdentity, type PublicIdentity } from '../../core/peers/identity.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { verifySignature } from '../keys/ed25519.ts';
import { readCertificateFile, readIdentityFile, readTransferFile, sealedFile } from './documents.ts';
import { findFiles, type Found } from './find.ts';
import { createLookups } from './lookups.ts';
import { readAll } from './readers.ts';
import { openResume } from './resume.ts';

const fail = failIn('command');

export interface AuditOptions {
  readonly places: readonly string[];
  /** Where `audit.cjs` lies; `null` reads in this thread. */
  readonly dist: string | null;
  readonly threads: number;
  /** A folder in which what was read is kept, so that an audit that was stopped goes on. */
  readonly resume: string | null;
  /** A folder for the columns of every journal, as Parquet; `null` for none. */
  readonly parquet: string | null;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

export async function audit(options: AuditOptions): Promise<Result<AuditReport>> {
  const { places, signal, onProgress } = options;
  const { found, unreadable } = await findFiles(places);
  const of = (kind: Found['kind']): readonly Found[] => found.filter((one) => one.kind === kind);
  const also = createFindings(() => '');
  for (const path of unreadable) also.say('file-unreadable', null, { file: path });
  const total = of('journal').reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const onBytes = (bytes: number): void => onProgress((done += bytes), total);
  const journals = await readJournals(of('journal'), options, onBytes, (path) =>
    also.say('file-unreadable', null, { file: path }),
  );
  if (signal.aborted) return fail('stopped', 'The audit was stopped. With --resume it goes on where it was.');
  const identities = await Promise.all(of('identity').map(({ path }) => readIdentityFile(path)));
  const known = knownTo(
    journals,
    identities.flatMap(({ identity }) => identity ?? []),
  );
  const transfers = [];
  for (const { path } of of('transfer')) transfers.push(await readTransferFile(path, known));
  const certificates: CertificateFile[] = [];
  for (const { path } of of('certificate')) certificates.push(...listed(await readCertificateFile(path, known)));
  const sealed = of('sealed').map(({ path }) => sealedFile(path));
  const set: AuditSet = { journals, identities, transfers: [...transfers, ...sealed], certificates };
  return ok(await compareSet(set, createLookups(), verifySignature, also.result()));
}

const listed = <T>(one: T | null): readonly T[] => (one === null ? [] : [one]);

/** In the order of their paths, whichever was read first. */
async function readJournals(
  found: readonly Found[],
  { dist, threads, resume: folder, parquet, signal }: AuditOptions,
  onBytes: (bytes: number) => void,
  unreadable: (path: string) => void,
): Promise<readonly AuditedJournal[]> {
  const resume = folder === null ? null : await openResume(folder);
  const read = new Map<string, AuditedJournal>();
  const left: Found[] = [];
  for (const journal of found) {
    // Whose columns are wanted is read, whatever is kept of it.
    const kept = parquet === null ? ((await resume?.kept(journal.path)) ?? null) : null;
    if (kept === null) left.push(journal);
    else {
      read.set(journal.path, auditedJournal(journal.path, kept, verifySignature));
      onBytes(journal.size);
    }
  }
  const reading = left.map(({ path, size }) => ({ path, size, parquet }));
  await readAll(reading, { dist, threads, onBytes, signal }, async (path, one) => {
    if (one === null) return unreadable(path);
    read.set(path, auditedJournal(path, one.facts, verifySignature));
    await resume?.keep(one.digest, one.facts);
  });
  return found.flatMap(({ path }) => read.get(path) ?? []);
}

/** Whose signatures are looked for: all that anybody has vouched for. */
function knownTo(journals: readonly AuditedJournal[], files: readonly PublicIdentity[]): readonly PublicIdentity[] {
  const pinned = journals.flatMap(({ facts }) =>
    facts.courier.pinned.flatMap(({ identity }) => {
      const read = readIdentity(identity, verifySignature);
      return read.ok ? [read.value] : [];
    }),
  );
  const all = [...files, ...pinned, ...journals.flatMap(({ identity }) => identity ?? [])];
  return [...new Map(all.map((identity) => [identity.fingerprint, identity])).values()];
}
