/**
 * Between whatever is behind the window and the window in which people prove who they are: badges come in from the
 * scanner of the station, or where it has none open, from one of its own; new badges go out by its printer or on paper.
 */
import { badgeIn, type Badge } from '../../core/scan/badge.ts';
import type { FrameRules } from '../../core/scan/frame-rules.ts';
import { withHabits } from '../../core/scan/habits.ts';
import { startScanner, type Scanner, type ScannerEvent } from '../devices/scanner.ts';
import type { Connector } from '../devices/transport.ts';
import { SIMULATED, type SettingsStore } from '../station/settings.ts';
import type { BadgePrinting, WindowDesk } from './pane.ts';

export interface Reception {
  readonly desk: WindowDesk;
  /**
   * Takes a badge out of a frame, for whoever has asked for one or {@link Reception.heed}s them. False: it is no badge, or
   * nobody here knows any, and the frame is as it was.
   */
  takes(frame: ScannerEvent): boolean;
  /**
   * What is done with a badge that nobody had asked for; the desk keeps it for the question that follows. Null: nothing.
   *
   * @param wants whether badges mean anything at the moment
   */
  heed(met: ((badge: string) => unknown) | null, wants?: () => boolean): void;
  /** What whatever is behind the window has, which says so when it opens; null when it closes. */
  serve(equipment: Equipment | null): void;
}

export interface Equipment {
  /** Whether its scanner works. */
  readonly scanner: () => boolean;
  readonly printing: BadgePrinting | null;
}

/** @param make of the desk, which asks what there is at the moment */
export function createReception(
  make: (now: { readonly scanner: () => boolean; readonly printing: () => BadgePrinting | null }) => WindowDesk,
): Reception {
  let equipment: Equipment | null = null;
  let met: ((badge: string) => unknown) | null = null;
  let wanted = (): boolean => true;
  const desk = make({
    scanner: () => equipment?.scanner() ?? false,
    printing: () => equipment?.printing ?? null,
  });
  return {
    desk,
    takes(frame) {
      if (!desk.asking && (met === null || !wanted())) return false;
      const badge: Badge | null = badgeIn(frame);
      if (badge === null) return false;
      const { id } = badge;
      if (!desk.scanned(badge)) met?.(id);
      return true;
    },
    heed(next, wants = () => true) {
      [met, wanted] = [next, wants];
    },
    serve: (next) => void (equipment = next),
  };
}

export interface BadgeScannerParts {
  readonly serial: Connector;
  readonly settings: SettingsStore;
  readonly frames: FrameRules;
  readonly reception: Pick<Reception, 'takes' | 'serve'>;
  readonly printing: BadgePrinting | null;
  /** What came that was no badge; its bytes are wiped afterwards. */
  readonly other?: (frame: ScannerEvent) => void;
}

/** A scanner for badges alone, where nothing else reads one: at the door. */
export function startBadgeScanner(parts: BadgeScannerParts): Pick<Scanner, 'close'> {
  const { serial, settings, frames, reception, printing, other } = parts;
  const { port, baudRate, usb, habits } = settings.value.scanner;
  if (port === SIMULATED) {
    reception.serve({ scanner: () => false, printing });
    return { close: async () => reception.serve(null) };
  }
  const scanner = startScanner(
    serial,
    {
      address: { port: { path: port, baudRate, flow: 'none' }, usb },
      rules: withHabits(frames, habits),
      feedback: 'none',
    },
    {
      scan(frame) {
        if (!reception.takes(frame)) other?.(frame);
        frame.bytes.fill(0);
      },
      status: () => undefined,
    },
  );
  reception.serve({ scanner: () => scanner.status.state === 'ready', printing });
  return {
    async close() {
      reception.serve(null);
      await scanner.close();
    },
  };
}
