/** What others see of a station from outside: by Debian's own programs, and with nothing of ours. */
import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

interface OutsideRecord {
  readonly seq: number;
  readonly prev: string;
  readonly event: Readonly<Record<string, unknown>> & { readonly kind: string };
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'latin1').digest('hex');

/** Follows a journal's chain line by line, and its checkpoints' signatures; gives its events. */
export function chainOf(path: string): readonly OutsideRecord['event'][] {
  const lines = readFileSync(path, 'latin1').split('\n');
  if (lines.pop() !== '') throw new Error(`${path} does not end with a line feed`);
  const records = lines.map((line) => JSON.parse(line) as OutsideRecord);
  const key = Buffer.from(String(records[0]?.event['publicKey']), 'hex');
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
  const publicKey = createPublicKey({ key: der, type: 'spki', format: 'der' });
  let before = '0'.repeat(64);
  for (const [i, { seq, prev, event }] of records.entries()) {
    if (seq !== i || prev !== before) throw new Error(`${path}: record ${i} does not follow the one before`);
    before = sha256(lines[i] as string);
    if (event.kind !== 'checkpoint') continue;
    const { size, head, signature } = event;
    if (size !== i || head !== prev) throw new Error(`${path}: checkpoint ${i} is of another place`);
    const signed = Buffer.from(`twofold-checkpoint-1 ${String(size)} ${String(head)}`);
    if (!verify(null, signed, publicKey, Buffer.from(String(signature), 'hex'))) throw new Error(`checkpoint ${i}`);
  }
  return records.map(({ event }) => event);
}

/** Debian's minisign on a file and the signature beside it; gives the trusted comment, and throws for a bad one. */
export function minisign(file: string, publicKey: string): string {
  const said = execFileSync('minisign', ['-Vm', file, '-P', publicKey], { stdio: 'pipe' }).toString();
  return /^Trusted comment: (.*)$/m.exec(said)?.[1] ?? said;
}

/** Debian's age. */
export const ageOpen = (sealed: string, keyFile: string, to: string): void =>
  void execFileSync('age', ['-d', '-i', keyFile, '-o', to, sealed]);
