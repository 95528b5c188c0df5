import type { Words } from '../../../resources/words/language.ts';
import { en } from '../../../resources/words/en/en.ts';
import { zh } from '../../../resources/words/zh/zh.ts';
import { expect, test } from 'vitest';
import { writeReport, type ReportFacts } from '../../../electron/papers/report.ts';

const HOSTILE = `<script>alert("1")</script>&<b class='x'>`;

const facts: ReportFacts = {
  station: 'Bench A',
  mode: 'production',
  version: '1.2.3',
  at: '2026-11-22T10:00:00.000Z',
  batch: {
    batch: 'BATCH-1',
    count: 3,
    states: {
      received: 0,
      checked: 1,
      verified: 0,
      intended: 0,
      sent: 0,
      marked: 0,
      'read-back': 1,
      covered: 0,
      sealed: 0,
      finished: 0,
      condemned: 0,
      quarantined: 1,
      'in-doubt': 0,
      scrapped: 0,
      sampled: 0,
      missing: 0,
      returned: 0,
      'handed-over': 0,
      withdrawn: 0,
    },
  },
  ending: {
    labels: { printed: 4, doubtful: 1, cards: 3 },
    picked: ['TF-0001'],
    closed: { at: 'then', people: ['Li Wei', 'Anna Roth'] },
    destroyed: true,
    proof: null,
  },
  units: [
    { serial: 'TF-0001', address: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT', state: 'read-back', reason: null },
    { serial: 'TF-0002', address: 'addr', state: 'quarantined', reason: 'secret-scanned' },
  ],
  incidents: [
    {
      incident: 7,
      at: 'then',
      reason: 'secret-scanned',
      serial: 'TF-0002',
      detail: 'an EPK',
      acknowledgedBy: null,
      answered: [],
    },
  ],
  typed: ['TF-0002'],
  signed: [],
  journal: { size: 42, hash: 'ab'.repeat(32) },
};

test('says what was done, and is anchored by the journal', () => {
  const page = writeReport(en, facts);
  expect(page).toContain('<tr><td>Read back</td><td class="number">1</td></tr>');
  expect(page).not.toContain('<td>Received</td>');
  expect(page).toContain('<tr><td>Serials typed by hand</td><td>TF-0002</td></tr>');
  expect(page).toContain('<tr><td>in all</td><td class="number">3</td></tr>');
  expect(page).toContain('<td>TF-0002</td><td>addr</td><td>Quarantined</td><td>Private key scanned</td>');
  expect(page).toContain('<td>Private key scanned: an EPK</td><td>TF-0002</td><td>open</td>');
  expect(page).toContain(`42 records. Head: <code>${'ab'.repeat(32)}</code>`);
  expect(page).not.toContain('TRAINING');
});

test('of a training station says that nothing on it is real', () => {
  expect(writeReport(en, { ...facts, mode: 'training', incidents: [] })).toMatch(/TRAINING[^]*<p>None\.<\/p>/);
});

test('escapes everything that came from outside', () => {
  const page = writeReport(en, {
    ...facts,
    station: HOSTILE,
    version: HOSTILE,
    at: HOSTILE,
    batch: { ...facts.batch, batch: HOSTILE },
    units: [{ serial: HOSTILE, address: HOSTILE, state: 'received', reason: HOSTILE }],
    incidents: [
      {
        incident: 1,
        at: HOSTILE,
        reason: HOSTILE,
        serial: HOSTILE,
        detail: HOSTILE,
        acknowledgedBy: HOSTILE,
        answered: [],
      },
    ],
    journal: { size: 1, hash: 'ab'.repeat(32) },
  });
  expect(page).not.toMatch(/<script|<b\b|"1"/);
  expect(page.split('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&lt;b class=').length - 1).toBe(13);
});

test('fault 54: speaks as the screen does, and lists the cards that went another way than the rest', () => {
  const done = { serial: 'TF-0003', address: 'third', state: 'finished', reason: null } as const;
  const page = writeReport(en, { ...facts, units: [...facts.units, done] });
  expect(page).not.toContain('TF-0003');
  expect(page).not.toMatch(/read-back|secret-scanned|\.000Z/);
  expect(writeReport(en, { ...facts, units: [done] })).toContain('Every card went the straight way.');
});

test('an incident says who answered for it with which roles, and a name alone where it was typed', () => {
  const one = {
    incident: 1,
    at: '2026-11-27T10:00:00.000Z',
    reason: 'page-died',
    serial: null,
    detail: 'swap /dev/sda2',
  };
  const answered = [{ name: 'Ada', roles: ['supervisor'] as const }];
  const page = (words: Words) =>
    writeReport(words, {
      ...facts,
      incidents: [
        { ...one, acknowledgedBy: 'Ada', answered },
        { ...one, incident: 2, acknowledgedBy: 'Grace', answered: [] },
      ],
    });
  expect(page(en)).toContain('Ada (supervisor)');
  expect(page(en)).toContain('>Grace<');
  expect(page(zh)).toContain('交换空间');
});

test('fault 51: in Chinese everything but what people and devices are called is Chinese', () => {
  const page = writeReport(zh, facts);
  expect(page).toContain('lang="zh-CN"');
  expect(page.replace(/<style>[^]*<\/style>/, '').replace(/<[^>]*>/g, '')).not.toMatch(
    /Balance|Cards|Incidents|Closed/,
  );
  expect(page).toContain(`<td>${zh.states.quarantined}</td>`);
});
