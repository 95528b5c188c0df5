/** The page by which a scanner is set up, in English. */
import type { HeardPart } from '../../../../core/scan/habits.ts';
import type { MakerName } from '../../../../core/sticker/programming-codes.ts';

/** What stands on the page of one maker's scanners. */
export interface Maker {
  readonly maker: string;
  readonly how: string;
  /** The manual in which it stands. */
  readonly from: string;
}

const makers: Readonly<Record<MakerName, Maker>> = {
  honeywell: {
    maker: 'Honeywell Xenon, Granit, Voyager',
    how: 'COM mode is terminal ID 130 (“USB Serial”); for beeps after the check, scan “Host ACK On” in the booklet as well',
    from: 'Xenon/Granit User Guide, “Host Command Acknowledgment”',
  },
  zebra: {
    maker: 'Zebra / Symbol',
    how: '“Simple COM Port Emulation” or “USB CDC Host”, among the codes for “USB Device Type”',
    from: 'product reference guide of the scanner, chapter “USB Interface”',
  },
  datalogic: {
    maker: 'Datalogic QuickScan, Magellan',
    how: '“USB-COM”, among the codes for the interface; it then beeps as the station says, with no further code',
    from: 'product reference guide of the scanner, “Host commands”',
  },
  newland: {
    maker: 'Newland',
    how: '“USB COM Port Emulation”, between “Enter Setup” and “Exit Setup”',
    from: 'NLS-HR52 user manual, “Use of Programming Command”',
  },
  grow: {
    maker: 'GM65, GM67 and other modules of Hangzhou Grow',
    how: '“USB virtual serial port”, among the codes for the output; 9600 baud',
    from: 'GM65 user manual',
  },
};

export const enScannerSetup = {
  open: 'Set up the scanner',
  title: 'Set up the scanner',
  ports: 'The port of the scanner; the number block chooses',
  qr: 'Test code as a QR code',
  matrix: 'Test code as a Data Matrix',
  scan: 'Scan this code. Nothing else hears the scanner while this page is open.',
  listening: 'Listening …',
  heard: 'The test code came. This is how the scanner is set:',
  kept: 'Kept. The station goes by it from now on.',
  bytes: 'What came, byte by byte',
  parts: {
    start: 'start',
    prefix: 'prefix',
    'code-id': 'code id',
    aim: 'AIM id',
    eci: 'character set',
    code: 'the code',
    suffix: 'suffix',
    end: 'end',
  } satisfies Record<HeardPart, string>,
  nothing: 'nothing',
  now: 'Set now:',
  found: (end: 'terminator' | 'silence', prefix: string, suffix: string, ids: number) =>
    `${end === 'terminator' ? 'a code ends with CR, LF, TAB or ETX' : 'a code ends with silence'}; before it: ${prefix}; after it: ${suffix}${ids === 0 ? '' : '; one letter for the kind of code'}.`,
  sounds: 'Which of these makes it beep, good and then bad? Choose that one under “Answer to the scanner”.',
  keyboard: 'The scanner types like a keyboard, and nothing comes here',
  makersIntro:
    'Most scanners come set as a keyboard. Then a secret would go into whatever window is in front: set them to COM mode with the code of their maker.',
  makers,
  scanMaker: (maker: string) => `Sets a scanner of ${maker} to COM mode`,
  untried:
    'Scan this one. It is drawn from what is published and was not tried with a scanner here: if yours does not sound that it took it, scan the one in its booklet.',
  booklet: 'Its code is in its booklet only.',
  keep: 'Keep this',
  again: 'Listen again',
  reset: 'As most scanners are',
  simulate: 'Hold it before the simulated scanner',
};
