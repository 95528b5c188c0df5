import { LANGUAGES } from '../../../resources/words/languages.ts';
import { describe, expect, it } from 'vitest';
import type { Area } from '../../../core/base/failures.ts';
import type { Facts } from '../../../core/base/result.ts';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { because, REASONS, type ReasonKind } from '../../../core/stations/bench/reasons.ts';
import { trouble } from '../../../core/sticker/trouble.ts';
import type { Say } from '../../../resources/words/failure.ts';
import { zhFailures } from '../../../resources/words/zh/failures/failures.ts';
import {
  clock,
  duration,
  eventSentence,
  pieces,
  rate,
  reasonName,
  sentence,
} from '../../../resources/words/text.ts';

const { en, zh } = LANGUAGES;
const kinds = Object.keys(REASONS) as ReasonKind[];
const facts = { serial: 'TF-1', other: 'TF-2', position: 3, what: 'a confirmation code', why: 'full', state: 'sent', pocket: 4, reason: 'Bench C', bench: 'Bench C' };
const CHINESE = /\p{Script=Han}/u;

describe('sentence', () => {
  it('is the English of the failure in English', () => {
    expect(sentence(en, because('unreadable'))).toBe(because('unreadable').message);
  });

  it('is Chinese for every reason, with the same serials and positions in it', () => {
    for (const kind of kinds) {
      const failure = because(kind, facts);
      const said = sentence(zh, failure);
      expect(said, kind).toMatch(CHINESE);
      expect(said, kind).not.toMatch(/undefined|？/);
      for (const name of ['TF-1', 'TF-2'])
        expect(said.includes(name), `${kind} names ${name}`).toBe(failure.message.includes(name));
    }
  });

  it('is Chinese for the troubles of a printer, and for a label that could not be sent because of one', () => {
    expect(sentence(zh, trouble('paper-out'))).toMatch(/标签纸用完/);
    const notReady = {
      area: 'printer',
      kind: 'printer-not-ready',
      message: 'No label was sent.',
      facts: { because: 'head-open' },
    } as const;
    expect(sentence(zh, notReady)).toMatch(/没有发送.*打印头打开/);
  });

  it('names file and line of a transfer that is not taken', () => {
    const facts = { file: 'vault.jsonl', line: 3 };
    const failure = {
      area: 'transfer',
      kind: 'bad-line',
      message: 'vault.jsonl, line 3: it is empty.',
      facts,
    } as const;
    expect(sentence(zh, failure)).toMatch(/vault\.jsonl 第 3 行.*没有收下任何内容/);
  });

  // A kind means something in its area only: the same word elsewhere is another failure.
  it('tells a wrong passphrase of a card from one of the station', () => {
    const message = 'The passphrase does not belong to this confirmation code; compare it with the card.';
    const card = sentence(zh, { area: 'bip38', kind: 'wrong-passphrase', message });
    const station = sentence(zh, { area: 'gate', kind: 'wrong-passphrase', message: 'No.', facts: { wait: 8 } });
    expect(card).toMatch(/与卡片逐字核对/);
    expect(card).not.toMatch(/工位|秒|？/);
    expect(station).toMatch(/工位的密码.*8 秒/);
  });

  it('gives Press, a failing stick and a station at work sentences of their own', () => {
    const say = (area: Area, kind: string, facts: Facts = {}) => sentence(zh, { area, kind, message: 'm', facts });
    expect(say('press', 'secret-refused')).toMatch(/密语/);
    expect(say('press', 'secret-refused')).not.toBe(say('bench', 'secret-refused'));
    expect(say('file', 'unreadable', { file: 'vault.age', code: 'EIO' })).toMatch(/vault\.age.*EIO.*介质/);
    expect(say('file', 'unreadable')).not.toBe(say('bench', 'unreadable'));
    expect(say('origin', 'busy')).not.toBe(say('bench', 'busy'));
    expect(say('press', 'no-batch')).not.toBe(say('bench', 'no-batch'));
  });

  it('has Chinese for every kind of every area, with no fact left out where there are none', () => {
    for (const [area, sentences] of Object.entries(zhFailures))
      for (const [kind, say] of Object.entries(sentences)) expect((say as Say)({}), `${area}.${kind}`).toMatch(CHINESE);
  });

  it('is not led astray by a kind that is a word of JavaScript', () => {
    expect(sentence(zh, { area: 'bench', kind: 'constructor', message: 'm' })).toBe('m');
    expect(reasonName(en, 'toString')).toBe('toString');
  });
});

describe('pieces', () => {
  it('cuts a sentence around its serials and loses nothing', () => {
    expect(pieces('TF-12, not TF-1.', { serial: 'TF-1', other: 'TF-12' })).toEqual([
      { text: 'TF-12', code: true },
      { text: ', not ', code: false },
      { text: 'TF-1', code: true },
      { text: '.', code: false },
    ]);
    expect(pieces('No serial.', { what: 'a code' })).toEqual([{ text: 'No serial.', code: false }]);
  });
});

describe('reasonName', () => {
  it('has a short name for every reason in both languages', () => {
    for (const kind of kinds) {
      expect(reasonName(en, kind)).not.toBe(kind);
      expect(reasonName(zh, kind)).toMatch(CHINESE);
    }
    expect(reasonName(zh, 'paper-out')).toBe('标签纸用完');
    expect(reasonName(en, 'from-the-future')).toBe('from-the-future');
  });
});

describe('eventSentence', () => {
  const event: JournalEvent = { kind: 'unit-quarantined', serial: 'TF-1', reason: 'unknown-sticker' };

  it('says a record in the words of the language', () => {
    expect(eventSentence(en, event)).toBe('TF-1 put into quarantine: Sticker of no card in this batch.');
    expect(eventSentence(zh, event)).toBe('TF-1 已隔离：标签不属于本批次。');
  });

  it('leaves the serial out where the record has none', () => {
    const incident: JournalEvent = { kind: 'incident', reason: 'secret-scanned', serial: null, detail: '' };
    expect(eventSentence(en, incident)).toBe('Incident: Private key scanned.');
    expect(eventSentence(zh, incident)).toBe('发生异常事件：扫到私钥。');
  });

  it('names the states and the evidence of devices', () => {
    const faulted: JournalEvent = { kind: 'device-changed', device: 'printer', state: 'faulted', reason: 'paper-out' };
    expect(eventSentence(zh, faulted)).toBe('标签打印机：故障（标签纸用完）。');
    const printed: JournalEvent = { kind: 'label-printed', serial: 'TF-1', outcome: 'PASS', evidence: 'buffer-empty' };
    expect(eventSentence(en, printed)).toBe('Label PASS of TF-1 printed (the printer has nothing left to print).');
    expect(eventSentence(en, { ...printed, evidence: 'counted' })).toContain('(the printer has counted it)');
    expect(eventSentence(en, { ...printed, evidence: 'sworn' })).toContain('(sworn)');
  });

  it('names a record of a newer version by its kind', () => {
    expect(eventSentence(en, { kind: 'card-painted' } as unknown as JournalEvent)).toContain('card-painted');
  });
});

describe('numbers', () => {
  it('gives a duration its two largest units', () => {
    expect([0, 59.6, 829, 7260].map((s) => duration(en, s))).toEqual(['0 s', '1 min 0 s', '13 min 49 s', '2 h 1 min']);
    expect(duration(zh, 829)).toBe('13 分 49 秒');
  });

  it('gives a rate a decimal only where it tells something', () => {
    expect([7.43, 0.25, 74.3].map((n) => rate(en, n))).toEqual(['7.4', '0.3', '74']);
  });

  it('shows a clock that cannot be read as it stands', () => {
    expect(clock('2026-11-22T10:04:09.000Z')).toMatch(/^\d\d:04:09$/);
    expect(clock('yesterday')).toBe('yesterday');
  });
});
