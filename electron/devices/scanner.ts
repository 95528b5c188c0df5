/** The serial scanner: a connection, the framer, and the answer that makes the scanner beep. */
import type { Failure, Result } from '../../core/base/result.ts';
import { failIn, ok } from '../../core/base/result.ts';
import { FEEDBACK, feedbackBytes, type FeedbackName, type Judgement } from '../../core/scan/feedback.ts';
import type { FrameRules } from '../../core/scan/frame-rules.ts';
import { createFramer, type ScanFrame } from '../../core/scan/frame.ts';
import { keepConnected, type DeviceAddress } from './connection.ts';
import type { Connector, DeviceStatus, LossReason, OpenFailure, Transport, WriteFailure } from './transport.ts';

const fail = failIn('port');

export interface ScannerSettings {
  readonly address: DeviceAddress;
  readonly rules: FrameRules;
  readonly feedback: FeedbackName;
}

export type ScannerTrouble = LossReason | OpenFailure;

/** A code, whose bytes the receiver wipes, or the refusal of something that was none. */
export type ScannerEvent = Exclude<ScanFrame, { readonly kind: 'repeat' }>;

export interface ScannerEvents {
  readonly scan: (scan: ScannerEvent) => void;
  readonly status: (status: DeviceStatus<ScannerTrouble>) => void;
}

export interface Scanner {
  readonly status: DeviceStatus<ScannerTrouble>;
  /**
   * Answers the last scan, taken or refused. With a scanner that waits for its answer every scan must be answered; a
   * code still held under it is answered again, here, as it was the first time.
   */
  feedback(judgement: Judgement): Promise<Result<null, WriteFailure>>;
  /** Until it is called with null, what comes is nobody's scan: `take` hears it byte by byte. The bytes are lent. */
  listen(take: ((bytes: Uint8Array, at: number) => void) | null): void;
  /** Sends what a family of scanners beeps good or bad at, whatever is set. */
  sound(family: FeedbackName, judgement: Judgement): Promise<Result<null, WriteFailure>>;
  /** A person has answered in between: the same code again is a new scan. */
  forget(): void;
  close(): Promise<void>;
}

export function startScanner(connector: Connector, settings: ScannerSettings, events: ScannerEvents): Scanner {
  const framer = createFramer(settings.rules);
  let status: DeviceStatus<ScannerTrouble> = { state: 'opening', trouble: null };
  let transport: Transport | null = null;
  let judged: Judgement = 'bad';
  let timer: NodeJS.Timeout | undefined;
  let listener: ((bytes: Uint8Array, at: number) => void) | null = null;

  function become(state: DeviceStatus['state'], trouble: Failure<ScannerTrouble> | null): void {
    if (status.state === state && status.trouble?.kind === trouble?.kind) return;
    status = { state, trouble };
    events.status(status);
  }

  function handle(frames: readonly ScanFrame[]): void {
    for (const frame of frames) {
      if (frame.kind !== 'repeat') events.scan(frame);
      else if (FEEDBACK[settings.feedback].waits) void answer(judged);
    }
    clearTimeout(timer);
    const deadline = framer.deadline();
    if (deadline === null) return;
    timer = setTimeout(() => handle(framer.tick(performance.now())), Math.max(1, deadline - performance.now()));
  }

  const answer = (judgement: Judgement): Promise<Result<null, WriteFailure>> => sound(settings.feedback, judgement);

  async function sound(family: FeedbackName, judgement: Judgement): Promise<Result<null, WriteFailure>> {
    const bytes = feedbackBytes(family, judgement);
    if (bytes.length === 0) return ok(null);
    if (transport === null) return fail('closed', 'The scanner is not connected. It was not told the outcome.');
    return transport.write(bytes);
  }

  const connection = keepConnected(connector, settings.address, {
    opening: () => {
      // While the station looks for it again, what is wrong stays on the screen.
      if (status.trouble === null) become('opening', null);
    },
    opened: (opened) => {
      transport = opened;
      become('ready', null);
    },
    data(bytes) {
      if (listener === null) handle(framer.push(bytes, performance.now()));
      else listener(bytes, performance.now());
    },
    lost: (reason) => {
      transport = null;
      handle(framer.end());
      become(reason.kind === 'unplugged' ? 'absent' : 'faulted', reason);
    },
    refused: (reason) => become(reason.kind === 'no-port' ? 'absent' : 'faulted', reason),
  });

  return {
    get status() {
      return status;
    },
    feedback(judgement) {
      judged = judgement;
      return answer(judgement);
    },
    listen(take) {
      listener = take;
      handle(framer.end());
    },
    sound,
    forget: () => framer.forget(),
    async close() {
      await connection.close();
      transport = null;
      clearTimeout(timer);
      framer.end();
    },
  };
}
