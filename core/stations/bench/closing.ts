/**
 * The end of a batch at Bench: it balances, two people sign, and from then on nothing happens to its units any more.
 * Then its sealed passphrases are destroyed; a power cut in between is gone on with at the next start.
 */
import { twoPeople, type People, type PeopleFailure } from '../../people/person.ts';
import type { Journal } from '../../journal/journal.ts';
import { failIn, ok, type Result } from '../../base/result.ts';
import { obstacles, type BatchFacts, type Obstacle } from './balance.ts';

const fail = failIn('bench');

/** Where a batch stands in its closing, from the records. */
export interface ClosingState {
  readonly closed: boolean;
  /** Its passphrases are destroyed, on record. */
  readonly destroyed: boolean;
}

export interface ClosingPorts {
  readonly journal: Journal;
  /** Steps that are asked for and not on disk yet. */
  readonly underWay: () => boolean;
  readonly state: (batch: string) => ClosingState;
  readonly facts: (batch: string) => BatchFacts;
  /** Overwrites and removes a batch's key, then its passphrases, and what a power cut has left of either. */
  readonly vault: { destroy(batch: string): Promise<Result<null>> };
}

export type ClosingFailure = Obstacle | 'busy' | 'already-closed' | PeopleFailure | 'passphrases-left';

/**
 * Closes a batch that balances.
 *
 * @param destroyedLabels spoilt and superseded verdict labels, counted as they were destroyed.
 */
export async function closeBatch(
  batch: string,
  people: People,
  destroyedLabels: number,
  ports: ClosingPorts,
): Promise<Result<null, ClosingFailure>> {
  const { closed, destroyed } = ports.state(batch);
  if (closed && destroyed) return fail('already-closed', `Batch ${batch} is closed already.`, { batch });
  if (closed) return destroyPassphrases(batch, ports);
  const signed = twoPeople(people);
  if (!signed.ok) return signed;
  if (ports.underWay()) return fail('busy', 'A card is being worked on. Wait for its verdict, then close the batch.');
  // From here to the append nothing waits, so that no step comes in between.
  const facts = ports.facts(batch);
  const [first, ...more] = obstacles(facts, destroyedLabels);
  if (first !== undefined) {
    const sentences = [first, ...more].map(({ message }) => message).join(' ');
    return fail(first.kind, `Batch ${batch} cannot be closed. ${sentences}`, { ...first.facts, obstacles: sentences });
  }
  const { finished, scrapped, quarantined, sampled, withdrawn, missing, 'handed-over': handed } = facts.states;
  const { printed } = facts.labels;
  const counts = {
    count: facts.count,
    finished,
    scrapped,
    quarantined,
    sampled,
    withdrawn,
    ...(missing > 0 ? { missing } : {}),
    ...(handed > 0 ? { handed } : {}),
  };
  const signatures = signed.value;
  await ports.journal.append([
    { kind: 'batch-closed', batch, ...counts, printed, destroyed: destroyedLabels, signatures },
  ]);
  return destroyPassphrases(batch, ports);
}

/** Destroys what is sealed of a closed batch, and records it. */
export async function destroyPassphrases(
  batch: string,
  { journal, vault }: Pick<ClosingPorts, 'journal' | 'vault'>,
): Promise<Result<null, 'passphrases-left'>> {
  const gone = await vault.destroy(batch);
  if (!gone.ok && gone.error.kind !== 'unknown-batch') {
    return fail(
      'passphrases-left',
      `Batch ${batch} is closed, but its sealed passphrases are still there: ${gone.error.message} Close it again.`,
      { batch },
    );
  }
  const how = gone.ok ? 'key and passphrases overwritten once with random bytes and removed' : 'found destroyed';
  await journal.append([{ kind: 'passphrases-destroyed', batch, how }]);
  return ok(null);
}
