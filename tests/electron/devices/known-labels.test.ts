/** The labels of known cards that the command line's check prints, over a real pseudo terminal. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { KNOWN_CARDS, knownLink } from '../../../core/stations/bench/known-cards.ts';
import { VirtualPrinter } from '../../../electron/devices/virtual-printer.ts';
import { openSettings } from '../../../electron/station/settings.ts';
import { attachVirtualDevice } from '../../fakes/pty.ts';
import { commandLine } from '../cli/run.ts';

const MINUTES = 300_000;
const cli = commandLine();
const [GOOD, BAD] = KNOWN_CARDS.map(knownLink) as [string, string];

let home: string;
let station: string;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'twofold-known-'));
  station = join(home, 'bench');
  const made = await cli.run(['station', 'create', '--training', '--role', 'bench', '--station', station, '--json']);
  expect(made.code).toBe(0);
}, MINUTES);
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** From now on the station's printer is behind this port. */
async function printOn(path: string): Promise<void> {
  const settings = await openSettings(station);
  must(await settings.change({ printer: { ...settings.value.printer, port: path } }));
}

const check = () =>
  cli.run(
    ['bench', 'shift-check', '--station', station, '--scans', '-', '--person', 'Ada', '--json'],
    [Buffer.from(`${GOOD}\n${BAD}\n`)],
  );
const recorded = (): string | undefined =>
  readFileSync(join(station, 'journal.jsonl'), 'utf8')
    .split('\n')
    .find((line) => line.includes('"shift-checked"'));

test(
  'both come out before it is signed, and its record counts them',
  async () => {
    const { labels } = (await openSettings(station)).value;
    const printed: string[] = [];
    const virtual = new VirtualPrinter((label) => printed.push(label), {
      language: labels.language,
      dpmm: labels.dpmm,
    });
    const cable = await attachVirtualDevice(virtual, 'printer');
    try {
      await printOn(cable.path);
      const ended = await check();
      expect([ended.code, ended.stderr]).toEqual([0, '']);
      expect(ended.said[0]).toMatchObject({ cards: [{ label: 'printed' }, { label: 'printed' }] });
      expect(recorded()).toContain('"labels":2');
      expect(printed).toHaveLength(2);
    } finally {
      await cable.close();
    }
  },
  MINUTES,
);

test(
  'a printer that is not there is said before anything is scanned, and nothing is signed',
  async () => {
    await printOn(join(home, 'no-such-port'));
    const ended = await check();
    expect(ended.code).toBe(4);
    expect(recorded()).toBeUndefined();
  },
  MINUTES,
);
