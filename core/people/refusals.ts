/** What is said in more than one room of people who are not taken. */
import { failIn } from '../base/result.ts';
import { isSample } from './samples.ts';

const fail = failIn('people');

/** Names that are typed count no more. */
export const badgeNeeded = () =>
  fail(
    'badge-needed',
    'People are enrolled at this station: names that are typed do not count. Give badge and PIN with --person-fd N.',
  );

/** Of nobody who is enrolled here. A badge of the training tray is everybody's. */
export const strangeBadge = (id: string) => (isSample(id) ? trainingBadge() : unknownBadge());

const trainingBadge = () =>
  fail('sample-badge', 'This badge is of the training tray: it opens and signs nothing here. Take your own.');

export const unknownBadge = () =>
  fail('badge-unknown', 'This badge is of nobody at this station. Take your own, or call your supervisor.');

/** A scanner that is set as a keyboard types into whatever is in front. */
export const badgeTyped = (number: string) =>
  fail(
    'badge-typed',
    `Badge No. ${number} was typed where text belongs, as by a scanner that is set as a keyboard. It was refused and wiped. Set the scanner to a serial port, as the manual says, and tell your supervisor.`,
    { number },
  );
