import { describe, expect, test } from 'vitest';
import { arrived } from '../../../core/stations/bench/arrival.ts';
import { allInDoubt } from '../../../core/stations/bench/in-doubt.ts';
import type { ScannedFor } from '../../../electron/roles/bench/cli/scan-source.ts';
import { lookAround } from '../../../electron/station/surroundings.ts';
import { en } from '../../../resources/words/en/en.ts';
import { sayDetail, type DetailShape } from '../../../resources/words/incident-details.ts';
import { zh } from '../../../resources/words/zh/zh.ts';

const WRITTEN: Readonly<Record<DetailShape, string>> = {
  network: 'network interface eth0',
  radio: 'radio wlan0',
  swap: 'swap /dev/sda2',
  dumps: 'core dumps',
  jumped: 'the clock jumped by -3600 s',
  outdated: 'version 0.1.0 on records of version 9.0.0',
  dated: 'record 7 is dated 2026-11-27T10:00:00.000Z, and the one before it 2026-11-28T10:00:00.000Z',
  shut: 'the last record before this start is of 2024-01-01T00:00:00.000Z',
  locked: '李伟 was locked after 5 wrong PINs',
  atDoor:
    'what may be a private key, at the door while nobody was signed in: 2026-11-27T10:00:00.000Z, 58 characters; a note that cannot be read; 3 more',
  badgeAtDoor: 'a badge, typed at the door while nobody was signed in: 2026-11-27T10:00:00.000Z, 52 characters',
  typedBadge: 'badge No. 50123456',
  unread: 'a note that cannot be read',
  more: '3 more',
  length: 'a private key, 58 characters',
  byNobody: 'opened with the passphrase, by nobody',
  badge: 'a badge and a PIN of 李伟 have opened the file of the station, and may not',
  disagreed: 'the two implementations of scrypt gave different keys',
  page: "the process of the window's page: 137",
  history: 'the index had seen 9 records, the last 0123456789012345; the journal now has 4, and not that one',
  signedBy: '4711 signed by nobody we know',
  generator: 'the random generator failed its start-up tests: 1',
  generatorIn: 'the random generator failed while batch 7 was made: 1',
  codes: 'a file of codes, line 12',
  onPurpose: 'passphrase opened on purpose by 李伟 and 王芳: 客户要求',
  reissued: 'batch 7: the share of 甲 goes to 乙, by 李伟 and 王芳: 目录丢失',
  noMore: 'batch 7: the share of 甲, which is no more',
  tooEarly: 'batch 7: 甲 wrote its vault before it can have known that records were lost here',
  shipment: 'batch 7, shipment 2; 4711: 10 said, 9 found; 4712: none said, 3 found',
  counted: '4711: 10 said, none found',
  batch: 'batch 7',
  ofFile: '4711, batch 7',
  lost: 'a card that was given an etch job is missing',
  sample: 'opened as a sample, and its key did not come out',
  look: 'etched or not: look at the metal',
  lookAtAll: '12 cards of one tray, etched or not: look at the metal',
  tray: '12 cards of one tray',
  metal: 'its metal says 4711',
  job: '12 in the job',
  jobAs: '12 in the job, as 1',
  jobFor: '12 in the job: 1',
  noScanner: 'cards were verified without a scanner',
  stray: 'product 甲: no record of its coming',
  altered: '甲: 1; recorded: none',
  gone: '甲: gone',
};

describe('what the records say of an incident', () => {
  test.for(Object.entries(WRITTEN))('%s is said in Chinese, and nothing of it is left as it was written', ([, detail]) => {
    const said = sayDetail(zh.details, detail);
    expect(said).toMatch(/\p{Script=Han}/u);
    // A name of a device and a path are what they are, and so are times.
    expect(said.replace(/eth0|wlan0|\/dev\/sda2|\d{4}-\d\d-\d\dT[\d:.]+Z|PIN/g, '')).not.toMatch(/[A-Za-z]{2}/);
  });

  test('every number and name of it is still there', () => {
    expect(sayDetail(zh.details, WRITTEN.shipment)).toBe(
      '批次 7，第 2 次发货；封条 4711：申报 10，实收 9；封条 4712：申报 无，实收 3',
    );
    expect(sayDetail(zh.details, WRITTEN.reissued)).toBe('批次 7：甲 的份额转给 乙，由 李伟、王芳 决定：目录丢失');
  });

  test('what was done with scans out of a file is told apart', () => {
    const done = ['cards were verified', 'cards were finished', 'known cards were checked'] satisfies ScannedFor[];
    const said = done.map((one) => sayDetail(zh.details, `${one} without a scanner`));
    expect(said.filter((one) => /^[\p{Script=Han}]+$/u.test(one))).toHaveLength(3);
    expect(new Set(said).size).toBe(3);
  });

  test('in the language of the records, and where no shape fits, it stays as it stands', () => {
    for (const detail of Object.values(WRITTEN)) expect(sayDetail(en.details, detail)).toBe(detail);
    expect(sayDetail(zh.details, 'ENOSPC')).toBe('ENOSPC');
  });

  test('what stations write of the computer, of packages and of a tray has a shape', async () => {
    const files: Readonly<Record<string, string>> = {
      '/proc/net/dev': 'Inter-|\n face |\n    lo: 0\n  eth0: 0\n wlan0: 0\n',
      '/proc/swaps': 'Filename Type\n/dev/sda2 partition\n',
      '/proc/sys/kernel/core_pattern': '|/usr/share/apport\n',
    };
    const found = await lookAround({
      read: (path) => Promise.resolve(files[path] ?? ''),
      list: (path) => Promise.resolve(path.endsWith('wlan0') ? ['wireless'] : []),
    });
    const shipped = arrived(
      { batch: 'B-7', part: 1, digest: '00' },
      [{ seal: 'S-1', said: 10, found: null }],
      { name: '李伟' },
    );
    const doubts = allInDoubt(['A-1', 'A-2'], '00', 'is-in-doubt');
    const details = [...shipped, ...doubts].flatMap((event) => (event.kind === 'incident' ? [event.detail] : []));
    expect([...found, ...details].map((detail) => sayDetail(zh.details, detail))).toEqual([
      '内存转储',
      '网络接口 eth0',
      '无线设备 wlan0',
      '交换空间 /dev/sda2',
      '批次 B-7，第 1 次发货；封条 S-1：申报 10，实收 无',
      '同一托盘的 2 张卡，是否已打标不明：请查看金属面',
    ]);
  });
});
