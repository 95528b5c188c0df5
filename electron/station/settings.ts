/** What a person has chosen at this station, kept in one small file: old or new after a power cut, never half. */
import { open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';

const DeviceChoice = v.object({ port: v.string(), baudRate: v.number(), feedback: v.string() });

const Schema = v.object({
  language: v.picklist(['en', 'zh']),
  theme: v.picklist(['system', 'light', 'dark']),
  sound: v.boolean(),
  scanner: DeviceChoice,
  printer: DeviceChoice,
});

export type Settings = v.InferOutput<typeof Schema>;

/** The port of a device that is only played. */
export const SIMULATED = 'simulated';

const DEFAULTS: Settings = {
  language: 'en',
  theme: 'system',
  sound: true,
  scanner: { port: SIMULATED, baudRate: 9600, feedback: 'none' },
  printer: { port: SIMULATED, baudRate: 9600, feedback: 'none' },
};

export interface SettingsStore {
  readonly value: Settings;
  change(part: Partial<Settings>): Promise<void>;
}

/** Opens the settings in `directory`. What is missing or not understood falls back to the defaults: nothing here is truth. */
export async function openSettings(directory: string): Promise<SettingsStore> {
  const path = join(directory, 'settings.json');
  const text = await readFile(path, 'utf8').catch(() => '{}');
  let value = parse(text);
  return {
    get value() {
      return value;
    },
    async change(part) {
      value = { ...value, ...part };
      const next = `${path}.next`;
      const file = await open(next, 'w', 0o600);
      await file.writeFile(JSON.stringify(value, null, 2));
      await file.sync();
      await file.close();
      await rename(next, path);
      const folder = await open(dirname(path), 'r');
      await folder.sync().finally(() => folder.close());
    },
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
