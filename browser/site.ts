/**
 * The maker's site, where the page came from one: the only place at which it asks a network for anything, and only when
 * a person wants a card looked up. Its policy allows the page's own origin and nothing else.
 */
import { failIn, type Result } from '../core/base/result.ts';
import { findInShard, MOST_SHARD, shardName, type FoundCard } from '../core/finder/finder.ts';
import { readSite, SITE, type SiteFacts } from '../core/finder/site.ts';
import { readIdentity, type PublicIdentity } from '../core/peers/identity.ts';
import { verifyInBrowser } from './ed25519.ts';

const fail = failIn('finder');

export interface Site extends Omit<SiteFacts, 'maker'> {
  readonly maker: PublicIdentity;
}

/** What the page says of the site it lies on; `null` on a page that lies on none. */
export function siteOf(page: Pick<Document, 'querySelector'>): Site | null {
  const said = page.querySelector<HTMLMetaElement>(`meta[name="${SITE}"]`)?.content ?? '';
  const facts = readSite(said);
  const maker = facts === null ? null : readIdentity(facts.maker, verifyInBrowser);
  return facts !== null && maker?.ok === true ? { ...facts, maker: maker.value } : null;
}

/** Milliseconds for one small file. */
const DEADLINE = 30_000;

/** Fetches the one file that answers for a serial or an address, and looks there. */
export async function lookUp(
  { digits, folder, maker, sequence }: Site,
  text: string,
  today: string,
): Promise<Result<FoundCard>> {
  const name = shardName(text, digits);
  const file = await fetchText(`${folder}/${name}`);
  if (file === null) return NO_ANSWER;
  return findInShard({ name, text: file }, text, { maker, verify: verifyInBrowser, sequence, today });
}

/** Nothing of the page goes with it, and it goes nowhere else than it was sent. */
async function fetchText(path: string): Promise<string | null> {
  try {
    const answer = await fetch(path, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE),
    });
    return answer.ok && answer.body !== null ? await read(answer.body) : null;
  } catch {
    return null;
  }
}

/** A server may send without end; a file is small. */
async function read(body: ReadableStream<Uint8Array>): Promise<string | null> {
  const reader = body.getReader();
  const decoder = new TextDecoder('latin1');
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
    if (text.length <= MOST_SHARD) continue;
    await reader.cancel();
    return null;
  }
}

const NO_ANSWER = fail('no-answer', "The maker's site does not answer. Try again later, or ask for its proof file.");
