/**
 * The port through which people prove who they are: a badge from the scanner and a PIN from a window of main's own, or
 * both from a descriptor of the command line. No page of a station is ever between.
 */
import type { Failure } from '../../core/base/result.ts';
import type { Secret } from '../../core/base/secret.ts';
import type { Badge } from '../../core/scan/badge.ts';
import type { Seat } from '../../core/people/acts.ts';

/** What somebody brings to prove who they are. Whoever was given it wipes it. */
export interface Credentials {
  readonly badge: Badge;
  /** ASCII digits; empty with the key file of a machine. */
  readonly pin: Secret;
}

/** What somebody is asked to sign. */
export interface SigningRequest {
  /** What the signature means, in words, before a badge is asked for. */
  readonly question: string;
  readonly detail: string;
  /** From 0. */
  readonly seat: number;
  /** How many sign. */
  readonly seats: number;
  /** Who may sit here. */
  readonly roles: Seat;
  /** Names of those who have signed before. */
  readonly signed: readonly string[];
  /** Why what was brought the last time was not taken; the same seat is asked again. */
  readonly refused: Failure | null;
  /** Milliseconds that are left for it; null for the first. */
  readonly left: number | null;
}

export interface PeopleDesk {
  /** Nobody can be asked again: why what was brought was not taken is then the answer. */
  readonly once?: true;
  /** Asks for a badge and a PIN; null: they changed their mind, or time is up. */
  credentials(request: SigningRequest): Promise<Credentials | null>;
  /**
   * A new PIN, typed twice and equal; null: they changed their mind.
   *
   * @param refused why the last one was not taken
   */
  newPin(name: string, refused: Failure | null): Promise<Secret | null>;
  /** Prints a new badge, or shows how; false: it did not come out, and nothing is enrolled. Reads the badge, keeps nothing. */
  giveBadge(name: string, badge: Badge): Promise<boolean>;
  /** Whatever is open is closed. */
  done(): void;
}
