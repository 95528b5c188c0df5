/** The figures of a shift on the command line, of those that make no cards. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { playStickers } from '../../fakes/played-stickers.ts';
import { commandLine } from './run.ts';

const MINUTES = 300_000;
const cli = commandLine();
const BEGIN = Date.UTC(2026, 2, 2, 6);
const PERIOD = ['--from', '2026-03-02T06:00Z', '--until', '2026-03-02T14:00Z'] as const;

let home: string;
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'twofold-report-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

test(
  'Press answers with its stickers, as lines of CSV and as JSON, and writes its page',
  async () => {
    const station = join(home, 'press');
    await playStickers(station, { of: 60, proven: 40, begin: BEGIN });
    const csv = await cli.run(['report', 'shift', '--station', station, ...PERIOD, '--csv']);
    expect([csv.code, csv.stderr]).toEqual([0, '']);
    expect(csv.stdout.split('\n').map((line) => line.trim())).toEqual(
      expect.arrayContaining([
        'twofold-shift-1,station,press,,,,,,,',
        'twofold-shift-1,total,finished,,,40,,,,',
        'twofold-shift-1,reason,faint,,,1,,,,0.5',
        'twofold-shift-1,labels,printed,,,42,,,,',
      ]),
    );
    const page = await cli.run([
      'report',
      'batch',
      '--batch',
      'STICKERS',
      '--station',
      station,
      '--page',
      home,
      '--json',
    ]);
    expect(page.said[0]).toMatchObject({ role: 'press', batch: 'STICKERS', finished: 40, open: 20 });
    const [name = ''] = readdirSync(home).filter((one) => one.endsWith('.html'));
    expect(readFileSync(join(home, name), 'utf8')).toContain('Stickers proven, and their sum');
  },
  MINUTES,
);

test(
  'Origin answers with what it made, and Check that it makes nothing',
  async () => {
    const [origin, check] = [join(home, 'origin'), join(home, 'check')];
    for (const role of ['origin', 'check'] as const) {
      const made = await cli.run(['station', 'create', '--training', '--role', role, '--station', join(home, role)]);
      expect([role, made.code]).toEqual([role, 0]);
    }
    const report = await cli.run(['report', 'shift', '--station', origin, '--json']);
    expect([report.code, report.said[0]]).toEqual([
      0,
      expect.objectContaining({ role: 'origin', finished: 0, open: 0 }),
    ]);
    const refused = await cli.run(['report', 'shift', '--station', check, '--json']);
    expect(refused.code).toBe(3);
  },
  MINUTES,
);
