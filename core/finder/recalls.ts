/**
 * What a maker has called back: a signed list of serials and reasons, for whoever checks a card without the maker's
 * site. On the site itself every card says so of itself.
 */
import * as v from 'valibot';
import { parseJson } from '../base/json.ts';
import { failIn, ok, type Result } from '../base/result.ts';
import type { PublicIdentity } from '../peers/identity.ts';
import type { VerifySignature } from '../peers/minisign.ts';
import { UnitSerial, whole } from '../transfer/fields.ts';
import { asciiLine, signedLines, signText, type Issue, type Signing } from './signed-text.ts';

const fail = failIn('finder');

/** Bytes of a list: some hundred thousand serials. */
export const MOST_RECALLS = 16 << 20;

/** A day as `2026-12-31`, so that days compare as texts. */
export const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/));
/** Why a card is called back, in the maker's words. */
export const Reason = v.pipe(v.string(), v.regex(/^\P{C}{1,200}$/u));

const Head = v.strictObject({
  expires: Day,
  format: v.literal('twofold-recalls'),
  sequence: whole(1, Number.MAX_SAFE_INTEGER),
  version: v.literal(1),
});
const Recall = v.strictObject({ reason: Reason, serial: UnitSerial });

export interface RecallList extends Issue {
  /** Serial to reason. */
  readonly reasons: ReadonlyMap<string, string>;
  readonly maker: PublicIdentity;
}

export function writeRecalls(reasons: ReadonlyMap<string, string>, { sequence, expires }: Issue, by: Signing): string {
  const head = asciiLine({ expires, format: 'twofold-recalls', sequence, version: 1 });
  const lines = [...reasons].map(([serial, reason]) => asciiLine({ reason, serial })).sort();
  return signText([head, ...lines, ''].join('\n'), `recalls ${sequence}`, by);
}

/**
 * @param makers whose word counts; the list is of the one whose signature it bears.
 * @param today `2026-11-27`; a list that has run out is refused.
 */
export function readRecalls(
  text: string,
  makers: readonly PublicIdentity[],
  verify: VerifySignature,
  today: string,
): Result<RecallList, 'bad-recalls' | 'expired-recalls'> {
  for (const maker of makers) {
    const [first = '', ...lines] = signedLines(text, MOST_RECALLS, maker, verify) ?? [];
    const head = v.safeParse(Head, parseJson(first));
    if (!head.success) continue;
    const { sequence, expires } = head.output;
    const read = lines.map((line) => v.safeParse(Recall, parseJson(line)));
    if (!read.every((one) => one.success)) return BAD;
    if (expires < today) {
      return fail('expired-recalls', `This list of recalls was good until ${expires}. Take a newer one.`, { expires });
    }
    return ok({ sequence, expires, maker, reasons: new Map(read.map(({ output }) => [output.serial, output.reason])) });
  }
  return BAD;
}

const BAD = fail(
  'bad-recalls',
  "This is no list of recalls signed by a maker that is known here. Open the maker's identity first, or take the list again.",
);

/**
 * A maker's own list: a line a recall, a serial or the name of a batch, and the reason behind it.
 *
 * @param batches name to serials, of the proofs at hand.
 */
export function parseRecalls(
  text: string,
  batches: ReadonlyMap<string, readonly string[]>,
): Result<ReadonlyMap<string, string>, 'bad-recall-line'> {
  const reasons = new Map<string, string>();
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, what = '', given = ''] = /^\s*(\S+)\s+(.*?)\s*$/.exec(line) ?? [];
    const reason = v.safeParse(Reason, given);
    const serials = batches.get(what) ?? (v.is(UnitSerial, what) ? [what] : []);
    if (!reason.success || serials.length === 0) return badLine(at + 1);
    for (const serial of serials) reasons.set(serial, reason.output);
  }
  return ok(reasons);
}

const badLine = (line: number) =>
  fail(
    'bad-recall-line',
    `Line ${line} of the recalls is not a serial, or a batch of these proofs, and a reason behind it.`,
    { line },
  );
