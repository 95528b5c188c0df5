/** Who did what at a station with people, as its journal proves it to somebody with `sh`, `sed` and `openssl`. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { namedIn } from '../../core/journal/signed.ts';
import { readJournal, root } from './app.ts';
import { STAFF } from './staff.ts';

export interface WhoDidIt {
  /** The records that people have signed, by kind, each held by the script for outsiders. */
  readonly signed: readonly string[];
  /** Records that name somebody whom neither a signature nor the sign-in proves. */
  readonly unsaid: readonly string[];
  /** Whether the verifier of the command line finds nothing wrong. */
  readonly verified: boolean;
}

/** The script ends with 1, and so this throws, where a signature is false. */
function signersOf(journal: string, seq: number): readonly string[] {
  const said = execFileSync('sh', [join(root, 'resources/journal/signed.sh'), journal, String(seq)]).toString();
  const lines = said.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line.split(' ').slice(2).join(' ')) as string);
}

/** @param journal of a station whose people are {@link STAFF} */
export function whoDidIt(journal: string): WhoDidIt {
  const records = readJournal(join(journal, '..'));
  const names = new Map<string, string>();
  const signed: string[] = [];
  const unsaid: string[] = [];
  let begun = false;
  for (const { event, seq, by, signed: signatures = [] } of records) {
    if (event.kind === 'people-begun') for (const { person, name } of event.people) names.set(person, name);
    if (event.kind === 'person-enrolled') names.set(event.person, event.name);
    begun ||= event.kind === 'people-begun';
    const signers = signatures.length === 0 ? [] : signersOf(journal, seq);
    if (signers.length > 0) signed.push(event.kind);
    const proven = signers.length > 0 ? signers : [names.get(by ?? '') ?? ''];
    const named = namedIn(event);
    const staff = [...named, ...signers].every((name) => STAFF.some((one) => one === name));
    if (begun && !(staff && named.every((name) => proven.includes(name)))) unsaid.push(`${String(seq)} ${event.kind}`);
  }
  const cli = join(root, 'dist/cli.cjs');
  const verify = JSON.parse(
    execFileSync(process.execPath, [cli, 'journal', 'verify', journal, '--json']).toString(),
  ) as {
    readonly ok: boolean;
  };
  return { signed, unsaid, verified: verify.ok };
}
