/** Writes a maker's site: the owner's page, wired to signed files of the cards of its proofs, and what was called back. */
import { mkdir, readFile, rm, chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, failIn, type Result } from '../../../core/base/result.ts';
import { writeShards, type ProvenCard } from '../../../core/finder/finder.ts';
import { MOST_RECALLS, parseRecalls, writeRecalls } from '../../../core/finder/recalls.ts';
import type { Issue, Signing } from '../../../core/finder/signed-text.ts';
import { siteOn, sitePage } from '../../../core/finder/site.ts';
import type { PublicIdentity } from '../../../core/peers/identity.ts';
import type { LoadedProof } from '../../../core/peers/signed-proof.ts';
import { openProof } from '../../courier/proof.ts';
import { diskFault, orNothing } from '../../files/fault.ts';
import { readRegularText } from '../../files/regular.ts';
import { replaceWhole, syncDirectory, writeNew } from '../../files/whole.ts';

const fail = failIn('finder');

export interface SitePlan {
  /** Paths of proof files. */
  readonly proofs: readonly string[];
  /** Whose proofs are taken: the station's own, and those of identities that a person gave. */
  readonly known: readonly PublicIdentity[];
  /** Path of the maker's own list of recalls. */
  readonly recalls: string | null;
  /** The last day on which the site is good. */
  readonly expires: string;
  /** Path of the owner's page. */
  readonly page: string;
  /** A directory that is there; what lies in it of an older issue stays. */
  readonly out: string;
}

export interface WrittenSite extends Issue {
  readonly cards: number;
  readonly recalled: number;
  readonly files: number;
  readonly folder: string;
}

/** @param signer the Bench's own: the site is of its word. */
export async function writeSite(plan: SitePlan, maker: PublicIdentity, signer: Signing): Promise<Result<WrittenSite>> {
  const proofs = await readProofs(plan);
  if (!proofs.ok) return proofs;
  const cards = cardsOf(proofs.value);
  if (!cards.ok) return cards;
  const recalls = await readOwnRecalls(plan.recalls, proofs.value);
  if (!recalls.ok) return recalls;
  const front = join(plan.out, 'index.html');
  const sequence = (siteOn((await readFile(front, 'utf8').catch(orNothing)) ?? '')?.sequence ?? 0) + 1;
  const issue = { sequence, expires: plan.expires };
  const folder = `issue-${sequence}`;
  try {
    const { digits, files } = writeShards({ ...issue, ...signer, cards: cards.value, recalls: recalls.value });
    const count = await writeFolder(join(plan.out, folder), files);
    await place(plan.out, 'recalls.txt', writeRecalls(recalls.value, issue, signer));
    const page = await readFile(plan.page, 'utf8');
    await place(plan.out, 'index.html', sitePage(page, { digits, folder, maker: maker.text, sequence }));
    return ok({ ...issue, cards: cards.value.length, recalled: recalls.value.size, files: count, folder });
  } catch (cause) {
    return diskFault(plan.out, cause);
  }
}

async function readProofs({ proofs, known }: SitePlan): Promise<Result<readonly LoadedProof[]>> {
  const read: LoadedProof[] = [];
  for (const path of proofs) {
    const proof = await openProof(path, known, 'production');
    if (!proof.ok) return proof;
    read.push(proof.value);
  }
  return ok(read);
}

/** Each card once, however many of the proofs it is in. */
function cardsOf(proofs: readonly LoadedProof[]): Result<readonly ProvenCard[]> {
  const cards = new Map<string, ProvenCard>();
  for (const card of proofs.flatMap(({ transfer }) => transfer.units)) {
    const known = cards.get(card.serial);
    if (known !== undefined && (known.address !== card.address || known.confirmation !== card.confirmation)) {
      const { serial } = card;
      return fail('two-cards', `${serial} is in two proofs, and is two cards there. Find out which is right.`, {
        serial,
      });
    }
    cards.set(card.serial, card);
  }
  return ok([...cards.values()]);
}

async function readOwnRecalls(
  path: string | null,
  proofs: readonly LoadedProof[],
): Promise<Result<ReadonlyMap<string, string>>> {
  if (path === null) return ok(new Map());
  const text = await readRegularText(path, MOST_RECALLS);
  if (!text.ok) return text;
  const batches = new Map<string, string[]>();
  for (const { transfer } of proofs) {
    const { batch } = transfer.manifest;
    batches.set(batch, [...(batches.get(batch) ?? []), ...transfer.units.map(({ serial }) => serial)]);
  }
  // A person wrote it, in whatever language.
  return parseRecalls(Buffer.from(text.value, 'latin1').toString('utf8'), batches);
}

/** The page names no folder that is not whole: what lies there of a run that broke off is made again. */
async function writeFolder(
  folder: string,
  files: Iterable<{ readonly name: string; readonly text: string }>,
): Promise<number> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: PUBLIC_FOLDER });
  let count = 0;
  for (const { name, text } of files) {
    const path = join(folder, name);
    await writeNew(path, text);
    await chmod(path, PUBLIC_FILE);
    count++;
  }
  await syncDirectory(folder);
  return count;
}

async function place(out: string, name: string, text: string): Promise<void> {
  await replaceWhole(out, join(out, name), text);
  await chmod(join(out, name), PUBLIC_FILE);
}

/** For a web server under another user. */
const PUBLIC_FILE = 0o644;
const PUBLIC_FOLDER = 0o755;
