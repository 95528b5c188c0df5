/**
 * The label printer: connect, bring to a known state, look at it from time to time, print one label at a time.
 *
 * A label belongs to the card in somebody's hand. So nothing waits: a printer that is not ready refuses, a second label
 * while one is printed is refused, and a label that broke off is void and never sent again by itself.
 */
import { failIn, ok, type Failure, type Result } from '../../core/base/result.ts';
import type { Commands } from '../../core/sticker/languages/language.ts';
import type { PrinterLanguage } from '../../core/sticker/languages/languages.ts';
import type { PrinterIdentity } from '../../core/sticker/languages/zpl-status.ts';
import type { PrinterTrouble } from '../../core/sticker/trouble.ts';
import { keepConnected, type DeviceAddress } from './connection.ts';
import type { Look } from './printer-protocol.ts';
import { PRINTER_TIMING, PrinterSession, type PrintEvidence, type PrinterTiming } from './printer-session.ts';
import type { Connector, DeviceStatus, OpenFailure, WriteFailure } from './transport.ts';

const fail = failIn('printer');

export interface PrinterSettings {
  readonly address: DeviceAddress;
  readonly language: PrinterLanguage;
  /** The resolution that labels are drawn for; a printer of another one is refused. */
  readonly dpmm: number;
  readonly timing?: PrinterTiming;
}

export type PrinterFault = PrinterTrouble | WriteFailure | OpenFailure;

export type PrintFailure =
  /** Nothing was sent. */
  | 'printer-not-ready'
  | 'printer-busy'
  /** Something was sent, and nobody knows by software whether a label came out. */
  | 'label-void';

export interface PrinterEvents {
  readonly status: (status: DeviceStatus<PrinterFault>) => void;
}

export interface Printer {
  /** What it is spoken to in. */
  readonly language: PrinterLanguage;
  readonly dpmm: number;
  readonly status: DeviceStatus<PrinterFault>;
  /** Model and firmware of the printer that is connected, where it tells. */
  readonly identity: PrinterIdentity | null;
  print(label: Commands): Promise<Result<PrintEvidence, PrintFailure>>;
  /** Empties the printer's queue and memory, and asks it whether anything is left. */
  forget(): Promise<Result<null, 'printer-not-ready' | 'memory-not-empty'>>;
  close(): Promise<void>;
}

export function startPrinter(connector: Connector, settings: PrinterSettings, events: PrinterEvents): Printer {
  const line = watch(connector, settings, events);
  let printing = false;

  const print = (label: Commands): Promise<Result<PrintEvidence, PrintFailure>> =>
    line.alone(async (mine) => {
      if (mine === null) return notReady(line.status.trouble);
      const before = await mine.look();
      line.judge(mine, before);
      const [worst] = before.troubles;
      if (worst !== undefined) return notReady(worst);
      if (before.waiting > 0) return notReady(null);
      line.become('busy', null);
      const done = await mine.print(label);
      // Silence may have been a power cycle, after which nothing is as it was set.
      const lost = mine.silent && mine === line.session;
      line.judge(mine, lost ? await mine.prepare(settings.dpmm) : await mine.look());
      if (done.end === 'printed') return ok(done.evidence);
      return done.end === 'unsent' ? notReady(done.because) : labelVoid(done.because);
    });

  return {
    language: settings.language,
    dpmm: settings.dpmm,
    get status() {
      return line.status;
    },
    get identity() {
      return line.session?.identity ?? null;
    },
    async print(label) {
      if (printing) return fail('printer-busy', 'The printer is still printing the label before. Wait for it.');
      printing = true;
      const printed = await print(label).finally(() => {
        printing = false;
      });
      return printed;
    },
    forget: () =>
      line.alone(async (mine) => {
        if (mine === null) return notReady(line.status.trouble);
        const left = await mine.forget();
        if (left === 0) return ok(null);
        const says = left === null ? 'does not say what it holds' : `still holds ${left} stored files`;
        return fail('memory-not-empty', `The printer ${says}. Switch it off and on, and try again.`, { left });
      }),
    close: () => line.close(),
  };
}

/** The line to a printer, with what is known of whoever is at its other end. */
interface Watched {
  readonly status: DeviceStatus<PrinterFault>;
  /** From when it is connected until it is not, whether it answers or not. */
  readonly session: PrinterSession | null;
  /** Runs `work` when the conversation before it has ended; with a session only if it is in the state we set. */
  alone<T>(work: (mine: PrinterSession | null) => Promise<T>): Promise<T>;
  become(state: DeviceStatus['state'], trouble: Failure<PrinterFault> | null): void;
  /** Takes what the printer says of itself; words of a session that has ended count for nothing. */
  judge(from: PrinterSession, look: Look): void;
  close(): Promise<void>;
}

/** Keeps the line open, brings the printer to a known state, and looks at it from time to time. */
function watch(connector: Connector, settings: PrinterSettings, events: PrinterEvents): Watched {
  const timing = settings.timing ?? PRINTER_TIMING;
  let status: DeviceStatus<PrinterFault> = { state: 'opening', trouble: null };
  let session: PrinterSession | null = null;
  let prepared = false;
  let timer: NodeJS.Timeout | undefined;
  /** One conversation at a time: the next begins when the one before has ended. */
  let turn: Promise<unknown> = Promise.resolve();

  function become(state: DeviceStatus['state'], trouble: Failure<PrinterFault> | null): void {
    if (status.state === state && status.trouble?.kind === trouble?.kind) return;
    status = { state, trouble };
    events.status(status);
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  function judge(from: PrinterSession, { troubles }: Look): void {
    if (from !== session) return;
    const [worst = null] = troubles;
    if (from.silent) prepared = false;
    become(worst === null ? 'ready' : 'faulted', worst);
  }

  async function poll(mine: PrinterSession): Promise<void> {
    await inTurn(async () => {
      if (mine !== session) return;
      const look = prepared ? await mine.look() : await mine.prepare(settings.dpmm);
      if (!prepared && mine === session) prepared = look.troubles.length === 0;
      judge(mine, look);
    });
    if (mine === session) timer = setTimeout(() => void poll(mine), timing.poll);
  }

  function endSession(): PrinterSession | null {
    const ended = session;
    session = null;
    prepared = false;
    clearTimeout(timer);
    return ended;
  }

  const connection = keepConnected(connector, settings.address, {
    opening: () => {
      // While the station looks for it again, what is wrong stays on the screen.
      if (status.trouble === null) become('opening', null);
    },
    opened: (transport) => {
      session = new PrinterSession(transport, settings.language, timing);
      become('identifying', null);
      void poll(session);
    },
    data: (bytes) => session?.receive(bytes),
    lost: (reason) => {
      endSession()?.end(reason);
      become(reason.kind === 'unplugged' ? 'absent' : 'faulted', reason);
    },
    refused: (reason) => become(reason.kind === 'no-port' ? 'absent' : 'faulted', reason),
  });

  return {
    get status() {
      return status;
    },
    get session() {
      return session;
    },
    alone: (work) => inTurn(() => work(prepared ? session : null)),
    become,
    judge,
    async close() {
      endSession()?.end({ area: 'printer', kind: 'closed', message: 'The station has let the printer go.' });
      await connection.close();
    },
  };
}

function notReady(trouble: Failure | null) {
  const why = trouble?.message ?? 'The printer is not ready yet. Wait a moment and print again.';
  return fail('printer-not-ready', `No label was sent. ${why}`, { because: trouble?.kind ?? null });
}

function labelVoid(trouble: Failure) {
  return fail(
    'label-void',
    `The label may or may not have come out. Destroy it if it did, then print it again. ${trouble.message}`,
    { because: trouble.kind },
  );
}
