/** What a person has chosen at this station, kept in one small file: old or new after a power cut, never half. */
import { join } from 'node:path';
import * as v from 'valibot';
import { IDLE_MINUTES } from '../bridge/people.ts';
import { LANGUAGE_CODES } from '../../resources/words/languages.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { SERIAL_CARRIERS } from '../../core/sticker/layout.ts';
import { FixtureSchema } from '../../core/etch/fixture.ts';
import { PensSchema } from '../../core/etch/pens.ts';
import { formatNames } from '../../core/etch/formats/formats.ts';
import { LINK_PROTOCOLS } from '../../core/etch/link-protocols.ts';
import { ONE_CARD, TrayFields } from '../../core/etch/tray.ts';
import { CHECK_HOURS, type CheckHours } from '../../core/stations/bench/check-hours.ts';
import { READING_SHARES, type Reading } from '../../core/etch/readback.ts';
import { PRINTER_LANGUAGES } from '../../core/sticker/languages/languages.ts';
import { VERDICT_STOCK } from '../../core/sticker/verdict.ts';
import { FRAME_RULES } from '../../core/scan/frame-rules.ts';
import { DEFAULT_HABITS, type ScannerHabits } from '../../core/scan/habits.ts';
import { createQueue } from '../../core/work/queue.ts';
import { diskFaultOf, inWords } from '../files/fault.ts';
import { replaceWhole } from '../files/whole.ts';
import { readPlain } from '../files/plain.ts';

const fail = failIn('station');

const DeviceChoice = v.object({
  port: v.string(),
  baudRate: v.number(),
  feedback: v.string(),
  /** What is plugged in there, by which it is found again wherever it turns up; null for what is no USB device. */
  usb: v.nullable(v.object({ vendorId: v.string(), productId: v.string(), serialNumber: v.nullable(v.string()) })),
});

/** How the scanner was found to be set: what the framer goes by. */
const Habits = v.object({
  end: v.picklist(['terminator', 'silence']),
  idle: v.pipe(v.number(), v.minValue(FRAME_RULES.idle), v.maxValue(2000)),
  prefix: v.pipe(v.array(v.number()), v.readonly()),
  suffix: v.pipe(v.array(v.number()), v.readonly()),
  codeId: v.pipe(v.number(), v.minValue(0), v.maxValue(4)),
}) satisfies v.GenericSchema<ScannerHabits>;

/** Dots a millimetre: 203, 300 and 600 dpi. */
export const RESOLUTIONS = [8, 12, 24] as const;

/** What a label printer is spoken to in, and what is loaded; millimetres of a label, or of each layer of a sticker. */
const Loaded = v.object({
  language: v.picklist(PRINTER_LANGUAGES),
  dpmm: v.picklist(RESOLUTIONS),
  width: v.number(),
  height: v.number(),
});

const READING: Reading = { code: false, share: 10 };

/** Cards an hour that are wanted where nobody has said: 300 in a shift of eight hours. */
export const TARGET = 38;

/** Nobody has said otherwise: no check is waited for. */
const SHIFT: { readonly target: number; readonly check: CheckHours } = { target: TARGET, check: 0 };

const Schema = v.object({
  /** Of the window: at the door, and of whoever has chosen none. */
  language: v.picklist(LANGUAGE_CODES),
  /** Of people, by their id: whoever comes in is spoken to in their own. */
  languages: v.optional(v.record(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)), v.picklist(LANGUAGE_CODES)), {}),
  /** Minutes without a hand on it after which it locks itself, where people are enrolled. */
  idle: v.optional(v.picklist(IDLE_MINUTES), 5),
  theme: v.picklist(['system', 'light', 'dark']),
  textSize: v.picklist(['small', 'medium', 'large']),
  sound: v.boolean(),
  scanner: v.object({ ...DeviceChoice.entries, habits: v.optional(Habits, DEFAULT_HABITS) }),
  printer: v.object({
    ...DeviceChoice.entries,
    /** Labels left on the roll, as a person said and the station counted since; null where nobody said. */
    left: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null),
    /** Labels for which the ribbon is enough, likewise. */
    ribbon: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))), null),
  }),
  /** Of a Press. */
  stickers: v.object({
    ...Loaded.entries,
    serialIn: v.optional(v.picklist(SERIAL_CARRIERS), 'link'),
    /** The next sticker is printed by itself when the one before is proven. */
    follow: v.optional(v.boolean(), true),
  }),
  /** Of a Bench, for verdicts. */
  labels: Loaded,
  /** Of a Bench: whether the statement of a finished card is printed for its packing. */
  packing: v.optional(v.boolean(), false),
  /** Of a Bench: what the laser's software reads, and from where; null: the station's own folder. */
  laser: v.object({
    format: v.picklist(formatNames),
    directory: v.nullable(v.string()),
    /** The one name of every job; null: each has its own. */
    slot: v.optional(v.nullable(v.string()), null),
    /** How cards lie in its field; as the format counts where nobody has said. */
    fixture: v.exactOptional(FixtureSchema),
    /** How it marks, by material and layer. */
    pens: v.exactOptional(PensSchema),
    /** The laser on a serial line, how it is spoken to, and the template in it; null: jobs are files. */
    link: v.optional(
      v.nullable(
        v.object({ port: v.string(), protocol: v.optional(v.picklist(LINK_PROTOCOLS), 'lc'), template: v.string() }),
      ),
      null,
    ),
  }),
  /** Of a Bench: how cards lie at the laser; one by one where nobody has said otherwise. */
  tray: v.optional(TrayFields, ONE_CARD),
  /** Of a Bench: the reasons that people choose among when they decide about a card. */
  reasons: v.optional(v.pipe(v.array(v.string()), v.readonly()), []),
  /** Of a Bench: whether the serial is etched as a code, and of how many cards in a hundred the symbols are typed. */
  reading: v.optional(v.object({ code: v.boolean(), share: v.picklist(READING_SHARES) }), READING),
  /** Of a Bench: cards an hour that are wanted, and for how many hours a check of the shift counts; 0: none is waited for. */
  shift: v.optional(
    v.object({
      target: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
      check: v.picklist(CHECK_HOURS),
    }),
    SHIFT,
  ),
});

export type Settings = v.InferOutput<typeof Schema>;

/** The port of a device that is only played. */
export const SIMULATED = 'simulated';

export type LoadedLabels = Settings['labels'];

/** What holds where nobody has chosen otherwise. */
export const DEFAULTS: Settings = {
  language: 'en',
  languages: {},
  idle: 5,
  theme: 'system',
  textSize: 'medium',
  sound: true,
  scanner: { port: SIMULATED, baudRate: 9600, feedback: 'none', usb: null, habits: DEFAULT_HABITS },
  printer: { port: SIMULATED, baudRate: 9600, feedback: 'none', usb: null, left: null, ribbon: null },
  stickers: { language: 'zpl', dpmm: 12, width: 22, height: 22, serialIn: 'link', follow: true },
  labels: { language: 'zpl', ...VERDICT_STOCK },
  packing: false,
  laser: { format: 'svg', directory: null, slot: null, link: null },
  tray: ONE_CARD,
  reasons: [],
  reading: READING,
  shift: SHIFT,
};

export interface SettingsStore {
  /** With the language of who is there. */
  readonly value: Settings;
  /** Resolves when the change is on disk. Refused, everything is as before. A language is that of who is there. */
  change(part: Partial<Settings>): Promise<Result<null, 'settings-failed'>>;
  /** Reads the file again, which somebody else has written: a backup came in its place. */
  again(): Promise<void>;
  /** Who is there from now on, by their id; null: nobody in particular. */
  speakTo(person: string | null): void;
}

export const SETTINGS_FILE = 'settings.json';

/** Opens the settings in `directory`. What is missing or not understood falls back to the defaults: nothing here is truth. */
export async function openSettings(directory: string): Promise<SettingsStore> {
  const path = join(directory, SETTINGS_FILE);
  const read = (): Promise<Settings> =>
    readPlain(path).then(
      (bytes) => parse(bytes.toString('utf8')),
      () => DEFAULTS,
    );
  let person: string | null = null;
  let value = await read();
  // One after the other: two at once would write into one file.
  const queue = createQueue();

  async function save(next: Settings): Promise<Result<null, 'settings-failed'>> {
    try {
      await replaceWhole(directory, path, JSON.stringify(next, null, 2));
      value = next;
      return ok(null);
    } catch (cause) {
      const fault = diskFaultOf(cause);
      const sentence = `The settings were not saved in ${path}, and are as before: ${inWords(fault)}`;
      return fail('settings-failed', sentence, { path, code: fault.code });
    }
  }

  /** Whoever is there chooses for themselves; the window stays as it is for everybody else. */
  function changed(part: Partial<Settings>): Settings {
    const { language, ...rest } = part;
    if (language === undefined || person === null) return { ...value, ...part };
    return { ...value, ...rest, languages: { ...value.languages, [person]: language } };
  }

  return {
    get value() {
      const own = person === null ? undefined : value.languages[person];
      return own === undefined ? value : { ...value, language: own };
    },
    change: (part) => queue(() => save(changed(part))),
    again: () => queue(async () => void (value = await read())),
    speakTo: (next) => void (person = next),
  };
}

function parse(text: string): Settings {
  try {
    const parsed = v.safeParse(Schema, { ...DEFAULTS, ...(JSON.parse(text) as object) });
    return parsed.success ? parsed.output : DEFAULTS;
  } catch {
    return DEFAULTS;
  }
}
