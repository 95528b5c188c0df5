/** What is said in more than one room of people who are not taken. */
import { failIn } from '../base/result.ts';

const fail = failIn('people');

/** Names that are typed count no more. */
export const badgeNeeded = () =>
  fail(
    'badge-needed',
    'People are enrolled at this station: names that are typed do not count. Give badge and PIN with --person-fd N.',
  );

/** Of nobody who is enrolled here. */
export const unknownBadge = () =>
  fail('badge-unknown', 'This badge is of nobody at this station. Take your own, or call your supervisor.');
