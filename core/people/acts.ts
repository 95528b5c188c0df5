/**
 * Who may do what, and how many sign for it: the only table of it. Windows, command line and the journal's verifier ask
 * here.
 *
 * An act is named as the call of the window that does it, or as the deed of Bench; the command line has the same names.
 * What is not in the table is work ({@link WORK}); what only looks is for everybody who is signed in.
 */
import type { PersonRole } from './roles.ts';

/** The roles of which one sits here. */
export type Seat = readonly PersonRole[];

export interface ActRow {
  /** Who may begin it. */
  readonly who: Seat;
  /** Who signs, each with badge and PIN at that moment; none where being signed in is enough. Two seats are two people. */
  readonly seats: readonly [] | readonly [Seat] | readonly [Seat, Seat];
}

const BOTH: Seat = ['operator', 'supervisor'];
const SUPERVISOR: Seat = ['supervisor'];
const EVERYBODY: Seat = ['operator', 'supervisor', 'auditor'];

/** Nobody signs; it is on record who was signed in. */
const supervisors = { who: SUPERVISOR, seats: [] } as const satisfies ActRow;
const bySupervisor = { who: BOTH, seats: [SUPERVISOR] } as const satisfies ActRow;
const byAnyone = { who: BOTH, seats: [BOTH] } as const satisfies ActRow;
/** A supervisor, and another person who works here. */
const byTwo = { who: BOTH, seats: [SUPERVISOR, BOTH] } as const satisfies ActRow;
/** Any two who work here. */
const byTwoAtWork = { who: BOTH, seats: [BOTH, BOTH] } as const satisfies ActRow;
const byTwoSupervisors = { who: SUPERVISOR, seats: [SUPERVISOR, SUPERVISOR] } as const satisfies ActRow;

/** Scan, verify, etch, read back, inspect, and what goes with them. */
export const WORK = { who: BOTH, seats: [] } as const satisfies ActRow;
/** Looking, exporting, the manual, the person's own language. */
export const LOOK = { who: EVERYBODY, seats: [] } as const satisfies ActRow;

export const ACTS = {
  // Every station.
  acknowledge: bySupervisor,
  /** A way out of the computer was found, and work goes on all the same. */
  liftPause: byTwo,
  pinPeer: byTwoSupervisors,
  revokePeer: byTwo,
  backUp: bySupervisor,
  moveAnchor: byTwoSupervisors,
  /** A history that lost its end is gone on with. Two supervisors may not be left where it happens. */
  accept: byTwo,
  /** A good transfer of no use. */
  setAside: byTwo,
  abandonTransfer: byTwo,
  configureDevice: supervisors,
  keepHabits: supervisors,
  changePassphrase: byTwoSupervisors,
  saveProduct: supervisors,
  importProduct: supervisors,

  // Its people.
  enrol: byTwoSupervisors,
  changeRoles: byTwoSupervisors,
  changeBadge: byTwoSupervisors,
  unlockPerson: byTwoSupervisors,
  revokePerson: { who: SUPERVISOR, seats: [SUPERVISOR] },
  /** By the person whose PIN it is. */
  changePin: { who: EVERYBODY, seats: [EVERYBODY] },
  setIdle: supervisors,
  exportPeople: supervisors,
  importPeople: byTwoSupervisors,

  // Origin.
  plan: supervisors,
  importCodes: supervisors,
  /** Whoever carries the medium signs for it. */
  sendTransfer: byAnyone,
  openUnit: byTwo,
  abandonBatch: byTwo,
  destroyBatch: byTwo,
  divide: supervisors,
  reissueShare: byTwoSupervisors,
  takeClosing: supervisors,

  // Press; its destroyBatch is the same act.
  takeOrder: supervisors,
  chooseMedium: supervisors,
  spoil: bySupervisor,
  withdraw: bySupervisor,
  absent: byTwo,
  configureStickers: supervisors,
  giveReturn: supervisors,

  // Bench.
  openBatch: supervisors,
  /** The pre-verification that runs goes on while the station is locked. */
  checkLocked: bySupervisor,
  pickSample: supervisors,
  /** A serial without a check character is typed: both have read it off the card. */
  vouchSerial: byTwoAtWork,
  resolveDoubt: byTwo,
  closeBatch: byTwo,
  writeReceipt: supervisors,
  setLaserFormat: supervisors,
  setReading: supervisors,
  changeReasons: supervisors,
  setSlot: supervisors,
  setLink: supervisors,
  setTray: supervisors,
  setFixture: supervisors,
  measureRulers: supervisors,
  setPen: supervisors,
  setShiftCheck: supervisors,
  setTarget: supervisors,
  chooseJobFolder: supervisors,
  ownJobFolder: supervisors,
  rework: bySupervisor,
  release: byTwo,
  'put-aside': WORK,
  found: byTwo,
  blank: byTwo,
  handOver: byTwo,
  takeOver: supervisors,
  writeClosing: supervisors,
  scrap: byTwo,
  sample: byTwo,
  end: byTwo,
} as const satisfies Readonly<Record<string, ActRow>>;

/**
 * What the passphrase lets people do where badges are known and none can be read: whoever has lost the scanner sets
 * another one up, and then signs in.
 */
export const TO_READ_BADGES: readonly string[] = ['configureDevice', 'keepHabits', 'hearScanner', 'trySound'];

export type Act = keyof typeof ACTS;

/** Those that somebody signs. */
export type SignedAct = { [A in Act]: (typeof ACTS)[A]['seats'] extends readonly [] ? never : A }[Act];

export const isSigned = (act: Act): act is SignedAct => ACTS[act].seats.length > 0;

/** Its row; of a name that the table does not have, what {@link WORK} says. */
export const actRow = (name: string): ActRow => (isAct(name) ? ACTS[name] : WORK);

export const isAct = (name: string): name is Act => Object.hasOwn(ACTS, name);

/** Whether somebody of these roles may sit in this seat, or begin this. */
export const mayTake = (roles: readonly PersonRole[], seat: Seat): boolean => roles.some((role) => seat.includes(role));

/**
 * Whether these people, by their roles and in whatever order they have signed, fill all seats of an act.
 *
 * @param signers as many as there are seats, or the answer is no
 */
export function seated({ seats }: ActRow, signers: readonly (readonly PersonRole[])[]): boolean {
  if (signers.length !== seats.length) return false;
  const [first, second] = seats;
  const [a, b] = signers;
  if (first === undefined || a === undefined) return true;
  if (second === undefined || b === undefined) return mayTake(a, first);
  return (mayTake(a, first) && mayTake(b, second)) || (mayTake(b, first) && mayTake(a, second));
}

/** Whether somebody of these roles may sign next, after those who have: the seats that are left can still be filled. */
export function maySignNext(
  row: ActRow,
  signed: readonly (readonly PersonRole[])[],
  next: readonly PersonRole[],
): boolean {
  const [first, second] = row.seats;
  if (first === undefined || signed.length >= row.seats.length) return false;
  if (second === undefined) return mayTake(next, first);
  if (signed.length === 0) return mayTake(next, first) || mayTake(next, second);
  return seated(row, [...signed, next]);
}

/** Seconds from the first signature in which the second must come. */
export const SIGN_WITHIN = 120;
