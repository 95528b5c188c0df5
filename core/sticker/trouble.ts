/** What can be wrong with a label printer, whatever it is spoken to in, each with its sentence. */
import type { Failure } from '../base/result.ts';

const SENTENCES = {
  'no-answer': 'The printer does not answer. Check that it is on, closed, and has labels and ribbon.',
  'paper-out': 'The printer is out of labels. Put in a new roll.',
  'head-open': 'The print head is open. Close the printer.',
  'ribbon-out': 'The printer is out of ribbon. Put in a new one.',
  paused: 'The printer is paused. Press its pause button.',
  'buffer-full': 'The printer takes no more data. Switch it off and on.',
  'partial-format': 'Half a label is stuck in the printer. Switch it off and on.',
  'over-temperature': 'The printer is too hot. Let it cool down.',
  'under-temperature': 'The printer is too cold. Let it warm up.',
  'memory-lost': 'The printer has lost its memory. Switch it off and on, and call your supervisor if this stays.',
  diagnostics: 'The printer is in its diagnostics mode, in which it prints all that it is sent. Switch it off and on.',
  cutter: 'The cutter is jammed. Clear it.',
  jammed: 'Labels or ribbon are jammed in the printer. Clear it.',
  'head-worn': 'The print head is damaged. Call your supervisor.',
  'wrong-resolution': 'The printer has another resolution than the one set here. Call your supervisor.',
  garbled: 'The printer answers in a way the station does not understand. Check the cable, the speed and the settings.',
  restarted:
    'The printer fell silent while it printed: it may have been switched off or reset. Look what has come out of it.',
  uncounted: 'The printer is ready again and has not counted this label. Look what has come out of it.',
  miscounted: 'The printer has counted more than one label since. Look for every one of them.',
  unfinished: 'The printer holds the label and does not print it. Look at its display.',
  unknown: 'The printer reports an error that the station does not know. Look at its display.',
} as const satisfies Record<string, string>;

export type PrinterTrouble = keyof typeof SENTENCES;

export const trouble = <K extends PrinterTrouble>(kind: K): Failure<K> => ({
  area: 'printer',
  kind,
  message: SENTENCES[kind],
});
