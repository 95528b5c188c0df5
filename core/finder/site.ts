/**
 * A maker's site: the owner's page, which there may ask its own origin, and says so; beside it the files of the newest
 * issue. The page is put in place last, so that whoever comes finds one issue whole, the old one or the new.
 */
import * as v from 'valibot';
import { parseJson } from '../base/json.ts';
import { canonical } from '../base/canonical.ts';
import { whole } from '../transfer/fields.ts';
import { MOST_DIGITS } from './finder.ts';

/** The name under which the page says what it needs to know of its site. */
export const SITE = 'twofold-site';

const Schema = v.strictObject({
  digits: whole(0, MOST_DIGITS),
  /** Where the files of this issue lie, beside the page. */
  folder: v.pipe(v.string(), v.regex(/^issue-[1-9]\d{0,9}$/)),
  /** The maker's identity, as in its file. It is to be compared, like any: a site can be anybody's. */
  maker: v.string(),
  sequence: whole(1, 9_999_999_999),
});
export type SiteFacts = v.InferOutput<typeof Schema>;

/** What the element of that name holds; `null` for anything else. */
export function readSite(text: string): SiteFacts | null {
  const facts = v.safeParse(Schema, parseJson(text));
  return facts.success ? facts.output : null;
}

const CLOSED = "connect-src 'none'";
const OPEN = "connect-src 'self'";
const META = new RegExp(`<meta name="${SITE}" content="([^"]*)">\n`);

/** The owner's page as the front of a site; script and style are the same to the byte, and so are their hashes. */
export function sitePage(page: string, site: SiteFacts): string {
  const plain = page.replace(META, '').replace(OPEN, CLOSED);
  const [before = '', after, ...more] = plain.split(CLOSED);
  if (after === undefined || more.length > 0) throw new Error("the owner's page has another policy than it had");
  const meta = `<meta name="${SITE}" content="${escaped(canonical(site))}">\n`;
  return `${before}${OPEN}${after}`.replace('<title>', () => `${meta}<title>`);
}

/** What a page of ours says of its site; `null` for any other. */
export function siteOn(page: string): SiteFacts | null {
  const [, said = ''] = META.exec(page) ?? [];
  return readSite(unescaped(said));
}

const ENTITIES = [
  ['&', '&amp;'],
  ['"', '&quot;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
] as const;
const escaped = (text: string): string => ENTITIES.reduce((now, [one, entity]) => now.replaceAll(one, entity), text);
const unescaped = (text: string): string =>
  ENTITIES.reduceRight((now, [one, entity]) => now.replaceAll(entity, one), text);
