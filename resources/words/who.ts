/** Who did what is on record, as text: a name with the roles of then, and what became of the signatures. */
import type { Doer, WhoDid } from '../../core/journal/who.ts';
import type { Words } from './language.ts';

export function doerSaid(words: Words, { name, roles }: Doer): string {
  return words.who.doer(name, roles.map((role) => words.peopleScreen.roles[role]).join(words.comma));
}

export const doersSaid = (words: Words, doers: readonly Doer[]): string =>
  doers.map((doer) => doerSaid(words, doer)).join(words.comma);

/** Who has signed it, and whether that holds; empty of a record that nobody signs. */
export function signaturesSaid(words: Words, { signers, signatures }: WhoDid): string {
  if (signatures === null) return '';
  const verdict = words.who.signatures[signatures];
  return signers.length === 0 ? verdict : `${words.who.signedBy(doersSaid(words, signers))} · ${verdict}`;
}

/** All of it in one line; empty where nobody was signed in and nobody signs. */
export function whoSaid(words: Words, who: WhoDid): string {
  const parts = [who.by === null ? '' : doerSaid(words, who.by), signaturesSaid(words, who)];
  return parts.filter((part) => part !== '').join(' · ');
}

/** Who has answered for an incident; null where nobody has. */
export const answerSaid = (
  words: Words,
  { acknowledgedBy, answered }: { readonly acknowledgedBy: string | null; readonly answered: readonly Doer[] },
): string | null => (answered.length === 0 ? acknowledgedBy : doersSaid(words, answered));
