/** Press at its line: the real command, a printer and a scanner on pseudo terminals. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { JournalEvent, JournalRecord } from '../../../../../core/journal/event.ts';
import { PRINTER_LANGUAGES, type PrinterLanguage } from '../../../../../core/sticker/languages/languages.ts';
import type { PrintEvidence } from '../../../../../electron/devices/printer-session.ts';
import { readPrinted } from '../../../../../electron/devices/virtual-eye.ts';
import { VirtualPrinter } from '../../../../../electron/devices/virtual-printer.ts';
import type { PrinterTraits } from '../../../../../electron/devices/virtual-firmware.ts';
import { VirtualScanner } from '../../../../../electron/devices/virtual-scanner.ts';
import { newSite, orderFile, type Site } from '../../../../fakes/press-station.ts';
import { attachVirtualDevice } from '../../../../fakes/pty.ts';
import { envelopeOf, saidOf } from '../../../../fakes/envelopes.ts';
import { commandLine } from '../../../cli/run.ts';

const { run, start } = commandLine();

const endings: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(endings.splice(0).map((end) => end())));

const pages = ['press', 'pages', '--simulate', '--station', newSite().station];
const GOOD = [0x1b, 0x37, 0x2c];
const BAD = [0x1b, 0x38, 0x2c];

/** Two for each language, and one to be in doubt about. */
const UNITS = 2 * PRINTER_LANGUAGES.length + 1;
const site: Site = newSite();
const key = ['--key', site.medium, '--same-disk'];

beforeAll(async () => {
  const { path } = await orderFile(site, UNITS);
  rmSync(site.station, { recursive: true });
  await run(['station', 'create', '--training', '--role', 'press', '--station', site.station]);
  for (const args of [
    ['import', '--order', path],
    ['make', ...key, '--workers', '1'],
  ]) {
    expect(await run(['press', ...args, '--station', site.station])).toMatchObject({ code: 0 });
  }
}, 120_000);

/** The line: a printer and a scanner that are plugged in, and the command that prints. */
async function line(count: number, traits: Partial<PrinterTraits>) {
  const labels: string[] = [];
  const printer = new VirtualPrinter((label) => labels.push(label), { dpmm: 12, pace: 300, counts: true, ...traits });
  const scanner = new VirtualScanner();
  const [printerCable, scannerCable] = [
    await attachVirtualDevice(printer, 'printer'),
    await attachVirtualDevice(scanner, 'scanner'),
  ];
  endings.push(printerCable.close, scannerCable.close);
  const command = start([
    ...['press', 'print', '--station', site.station, ...key, '--count', String(count)],
    ...[
      '--printer',
      printerCable.path,
      '--printer-language',
      printer.traits.language,
      '--dpmm',
      String(printer.traits.dpmm),
    ],
    ...['--scanner', scannerCable.path, '--feedback', 'honeywell-host-ack', '--json'],
  ]);
  const said: Readonly<Record<string, unknown>>[] = [];
  createInterface({ input: command.stdout }).on('line', (text) => said.push(saidOf(envelopeOf(text))));
  const says = (part: object) => vi.waitFor(() => expect(said.at(-1)).toMatchObject(part), 20_000);
  return { labels, printer, scanner, said, says, command };
}

/** What has been put on record since `from`. */
const recorded = (from: number): readonly JournalEvent[] =>
  readFileSync(join(site.station, 'journal.jsonl'), 'utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => (JSON.parse(text) as JournalRecord).event)
    .slice(from);

/** What is to be had of a printer that counts, where its language can ask for it. */
const EVIDENCE = {
  zpl: 'counted',
  tspl: 'counted',
  sbpl: 'buffer-empty',
} as const satisfies Record<PrinterLanguage, PrintEvidence>;

describe.each(PRINTER_LANGUAGES)('in %s', (language) => {
  test('stickers are printed and scanned back in any order; another one’s layer is refused, beeped and recorded', async () => {
    const before = recorded(0).length;
    const { labels, scanner, says, said, command } = await line(2, { language });
    const layers = (at: number) => readPrinted(labels[at] ?? '', language, 12).map((text) => text ?? '');

    await vi.waitFor(() => expect(said.at(-1)).toHaveProperty('sticker'), 20_000);
    const first = String(said.at(-1)?.['printed']);
    const [lower = '', upper = ''] = layers(0);
    await scanner.scan(lower);
    await says({ seen: first, lower: true, upper: false });
    await vi.waitFor(() => expect(scanner.heard).toEqual(GOOD));
    await scanner.scan(upper);
    await vi.waitFor(() => expect(said.at(-2)).toEqual({ proven: first }), 20_000);
    const second = String(said.at(-1)?.['printed']);

    // A layer of the first sticker again, instead of one that has just come out.
    await scanner.scan(lower);
    await says({
      refused: 'other-unit-key',
      message: expect.stringContaining(`belongs to ${first}, not to ${second}`) as string,
    });
    await vi.waitFor(() => expect(scanner.heard).toEqual([...GOOD, ...GOOD, ...BAD]));
    const [otherLower = '', otherUpper = ''] = layers(1);
    await scanner.scan(otherUpper);
    await says({ seen: second, lower: false, upper: true });
    // The keyboard is a way in as well.
    command.stdin.write(`${otherLower}\n`);
    await says({ proven: second });
    const { code, stderr } = await command.end();
    // A scan of another sticker was refused on the way.
    expect([code, stderr.includes('scanner ready')]).toEqual([3, true]);

    const events = recorded(before);
    expect(events.filter(({ kind }) => kind === 'sticker-printed')).toMatchObject([
      { serial: first, evidence: EVIDENCE[language] },
      { serial: second, evidence: EVIDENCE[language] },
    ]);
    expect(events.filter(({ kind }) => kind === 'scan-refused')).toMatchObject([
      { serial: second, reason: 'other-unit-key', what: `key of ${first}` },
    ]);
    expect(labels).toHaveLength(2);
  }, 120_000);
});

test('a printer that starts anew in the middle of a sticker: in doubt, not printed again, and people decide', async () => {
  const { labels, printer, command, said } = await line(1, { language: 'tspl', boot: 1200 });
  printer.faults.set('reset-mid-label', true);
  const { code } = await command.end();
  expect(code).toBe(4);
  expect(String(said.at(-1)?.['message'])).toContain('may or may not have come out');
  expect(labels).toEqual([]);
  const [about] = recorded(0).flatMap((event) => (event.kind === 'sticker-in-doubt' ? [event] : []));
  expect(about).toMatchObject({ reason: 'restarted' });
  const again = await run([
    'press',
    'print',
    '--station',
    site.station,
    ...key,
    '--simulate',
    '--serial',
    about?.serial ?? '',
  ]);
  expect([again.code, again.stdout]).toEqual([3, '']);
  const absent = ['press', 'absent', '--station', site.station, '--serial', about?.serial ?? ''];
  expect(await run([...absent, '--person', 'Ann', '--person', 'Bob'])).toMatchObject({ code: 0 });
}, 120_000);

test('what no sticker fits on is refused before anything is opened, in a sentence that says what would do', async () => {
  const { code, stderr, stdout } = await run([...pages, '--dpmm', '8']);
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toContain('Use stickers of 26 x 26 mm or a printer of 300 dpi.');
});

test.each(PRINTER_LANGUAGES)(
  'pages in %s: one to set the printer by, and a sticker without a secret',
  async (language) => {
    expect(await run([...pages, '--printer-language', language, '--json'])).toMatchObject({
      code: 0,
      said: [
        { page: 'calibration', evidence: EVIDENCE[language] },
        { page: 'test', evidence: EVIDENCE[language] },
      ],
    });
  },
);
