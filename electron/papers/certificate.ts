/** The certificate of destruction as a page: what the signed text says, in the station's language, with room for hands. */
import type { CertificateFacts } from '../../core/stations/press/certificate.ts';
import { namesOf } from '../../core/people/person.ts';
import type { Words } from '../../resources/words/language.ts';
import { count, dateAndClock } from '../../resources/words/text.ts';
import { escapeHtml, page, table } from './page.ts';

/** @param digest SHA-256 of the signed text, hex: what ties the page to it, whatever its language. */
export function certificatePage(words: Words, facts: CertificateFacts, digest: string): string {
  const { batch, journal } = facts;
  const { destruction } = batch;
  const said = words.papers.certificate;
  const [first = '', second = ''] = destruction === null ? [] : namesOf(destruction.signatures);
  const hand = (name: string, what: string): string =>
    `<div>${escapeHtml(name)}<br>${what}${escapeHtml(provenBy(words, facts, name))}</div>`;
  const body = `
<h1>${said.title}</h1>
<p>${escapeHtml(words.papers.head(facts.station, dateAndClock(facts.at), facts.version))}</p>
<h2>${said.what}</h2>
${table(['', ''], batchRows(words, facts))}
<h2>${said.files}</h2>
${table(
  [said.file, said.bytes, 'SHA-256'],
  (destruction?.files ?? []).map(({ name, bytes, sha256 }) => [name, bytes, sha256]),
)}
<h2>${said.how}</h2>
${table(
  [said.part, said.method, said.found],
  batch.steps.map(({ step, how }) => [said.destroyed[step], said.methods[step], how]),
)}
<h2>${said.limitsTitle}</h2>
<ul>${said.limits.map((limit) => `<li>${escapeHtml(limit)}</li>`).join('')}</ul>
<h2>${said.byHand}</h2>
${table(
  ['', ''],
  said.blanks.map((label) => [label, '']),
)}
<h2>${said.signed}</h2>
<p>SHA-256 <code>${escapeHtml(digest)}</code></p>
<p>${escapeHtml(words.papers.journal(count(words, journal.size)))} <code>${escapeHtml(journal.hash)}</code></p>
<div class="sign">${hand(first, said.did)}${hand(second, said.saw)}</div>`;
  return page(words, said.of(batch.batch), facts.mode, body);
}

/** With which role somebody has signed for it on record, and whether that holds; nothing where names were typed. */
function provenBy(words: Words, { ordered }: CertificateFacts, name: string): string {
  const signer = ordered?.who.signers.find((one) => one.name === name);
  if (ordered == null || signer === undefined || ordered.who.signatures === null) return '';
  const roles = signer.roles.map((role) => words.peopleScreen.roles[role]).join(words.comma);
  const where = words.who.inRecord(`#${ordered.seq}`);
  return ` · ${roles} · ${where} · ${words.who.signatures[ordered.who.signatures]}`;
}

function batchRows(words: Words, facts: CertificateFacts): readonly (readonly [string, string])[] {
  const { batch, stickers, withdrawn } = facts;
  const said = words.papers.certificate;
  const number = (n: number): string => count(words, n);
  return [
    [said.lot, batch.batch],
    [said.serials, said.range(batch.serials[0] ?? '', batch.serials.at(-1) ?? '')],
    [said.units, said.unitsOf(number(batch.taken.count), number(batch.returned?.count ?? 0), number(withdrawn))],
    [said.stickers, said.stickersOf(number(stickers.printed), number(stickers.proven), number(stickers.destroyed))],
    [said.counted, number(batch.returned?.counted ?? 0)],
    [said.fingerprint, batch.fingerprint ?? said.noKey],
  ];
}
