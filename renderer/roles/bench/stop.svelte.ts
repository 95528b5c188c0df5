/** The line stands because a private key was scanned, until somebody has signed for it: what is done about it, and heard. */
import type { IncidentView } from '../../../electron/bridge/common.ts';

/** Incidents that stop the line: core/stations/bench/stop.ts. */
const STOPPING: readonly string[] = ['secret-scanned'];

/** Milliseconds between two alarms of a line that stands. */
const ALARM_PAUSE = 5000;

export interface StopPorts {
  readonly incidents: () => Promise<readonly IncidentView[]>;
  readonly alarm: () => void;
  /** Called when the line has come to stand, or goes on. */
  readonly changed: () => void;
}

export class LineStop {
  readonly #ports: StopPorts;
  #nextAlarm: ReturnType<typeof setTimeout> | undefined;

  /** What stops it; null while it goes. */
  stop: IncidentView | null = $state.raw(null);
  /** How many of the things to do about it are done. */
  step: number = $state(0);
  signing: boolean = $state(false);

  constructor(ports: StopPorts) {
    this.#ports = ports;
  }

  /** Only the records know whether somebody has signed; they say it after a restart too. */
  async look(): Promise<void> {
    const before = this.stop?.incident ?? null;
    const open = (await this.#ports.incidents()).filter(({ acknowledgedBy }) => acknowledgedBy === null);
    this.stop = open.find(({ reason }) => STOPPING.includes(reason)) ?? null;
    if ((this.stop?.incident ?? null) === before) return;
    this.#alarm();
    this.step = 0;
    this.signing = false;
    this.#ports.changed();
  }

  /** One more of `steps` things is done; after the last, somebody signs. */
  next(steps: number): void {
    if (this.step >= steps) this.signing = true;
    else this.step++;
  }

  /** Signed, or left for now: whether the line goes on, the records say. */
  close(): void {
    this.signing = false;
    void this.look();
  }

  /** Heard again and again until somebody has signed. */
  #alarm(): void {
    clearTimeout(this.#nextAlarm);
    if (this.stop === null) return;
    this.#ports.alarm();
    this.#nextAlarm = setTimeout(() => this.#alarm(), ALARM_PAUSE);
  }
}
