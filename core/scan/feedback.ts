/**
 * What the station answers a scanner, so that the scanner itself beeps good or bad where the operator looks.
 *
 * Only families whose bytes *and* whose reaction are documented are here. A scanner that answers back on the same line
 * (Zebra SSI, Newland, GM65) needs a protocol of its own and would be read as garbled scans.
 */
export type Judgement = 'good' | 'bad';

interface FeedbackProfile {
  readonly title: string;
  readonly good: readonly number[];
  readonly bad: readonly number[];
  /** Whether the scanner stands still until it is answered, so that every scan must be. */
  readonly waits: boolean;
}

export const FEEDBACK = {
  /** The scanner beeps by itself, or not at all. */
  none: { title: 'No answer to the scanner', good: [], bad: [], waits: false },
  /**
   * Honeywell Xenon, Granit, Voyager and their clones with *Host ACK on*: no sound at all until the host answers
   * `ESC 7 ,` (good decode beep) or `ESC 8 ,` (error razz), each closed by a comma; the scanner waits up to 10 s.
   * Xenon series user's guide, "Host Acknowledgment".
   */
  'honeywell-host-ack': {
    title: 'Honeywell, Host ACK on',
    good: [0x1b, 0x37, 0x2c],
    bad: [0x1b, 0x38, 0x2c],
    waits: true,
  },
  /**
   * Datalogic USB-COM host commands (Magellan 800i product reference guide): SOH is the forced good-read beep; `F` is
   * not-on-file, three beeps and the light out until `E` enables reading again, which therefore follows at once.
   */
  'datalogic-host': { title: 'Datalogic host commands', good: [0x01], bad: [0x46, 0x45], waits: false },
} as const satisfies Record<string, FeedbackProfile>;

export type FeedbackName = keyof typeof FEEDBACK;

export const isFeedbackName = (name: string): name is FeedbackName => Object.hasOwn(FEEDBACK, name);

/** The bytes to send; empty when nothing is to be sent. */
export const feedbackBytes = (profile: FeedbackName, judgement: Judgement): Uint8Array =>
  Uint8Array.from(FEEDBACK[profile][judgement]);
