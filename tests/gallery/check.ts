/** The Check's window in every state worth looking at. */
import { EMPTY_TABLE as EMPTY, checkView, fakeCheck, right } from '../fakes/check-window.ts';
import { bip38 } from '../fakes/check-facts.ts';
import type { KeyText } from '../../core/coins/key-texts.ts';
import { keyView } from '../../core/stations/check/view.ts';
import type { Named } from '../../core/stations/check/naming.ts';
import type { OutcomeView, TableView, TakenFile } from '../../core/stations/check/view.ts';
import type { GalleryScene } from './form.ts';

const WORDS = ['abandon', 'ability', 'able', 'about', 'above', 'absent', 'absorb', 'abstract'];
const maker = { name: 'Bench A', mode: 'production', words: WORDS } as const;

const GIVEN: TableView = {
  ...EMPTY,
  serial: 'TF-000123',
  address: { text: bip38.address, coins: ['BTC', 'BCD', 'BSV'] },
  confirmation: { text: bip38.code, facts: bip38.facts },
  key: { ...bip38.facts, kind: 'epk' },
  proof: { file: 'proof.jsonl', batch: 'SPRING-26', count: 12_000, mode: 'production', signer: maker },
  maker,
  unit: { serial: 'TF-000123', address: bip38.address, by: 'file' },
};

const wrong: OutcomeView = {
  ok: false,
  failure: {
    area: 'check',
    kind: 'wrong-passphrase',
    message: 'The passphrase does not belong to this confirmation code; compare it with the card.',
  },
  remarks: ['space-after', 'small-letters'],
  unwrapped: true,
};

const named = (name: Partial<Named>): Named => ({
  kind: 'none',
  repairs: [],
  facts: { ...bip38.nothing, kind: 'none' },
  address: null,
  coins: [],
  serial: null,
  resembles: null,
  length: 0,
  whole: null,
  hint: null,
  offers: [],
  ...name,
});

const CODES: readonly TakenFile[] = [
  {
    named: named({ kind: 'confirmation-code', facts: bip38.facts, repairs: ['space', 'line-break'] }),
    place: 'confirmation',
  },
  { named: named({ kind: 'address', coins: ['DOGE', 'DGB'] }), place: 'address' },
];
const SECRET: readonly TakenFile[] = [{ named: named({ kind: 'recovery-words' }), place: null }];
const DAMAGED: readonly TakenFile[] = [{ named: named({ resembles: 'epk', length: 57 }), place: null }];

/** Of the key 1: nobody's. */
const KEY_TEXTS: readonly KeyText[] = [
  {
    form: 'wif',
    coins: ['BTC', 'BTC-segwit', 'BCH', 'DGB'],
    text: 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn',
  },
  { form: 'wif', coins: ['LTC', 'LTC-segwit'], text: 'T33ydQRKp4FCW5LCLLUB7deioUMoveiwekdwUwyfRDeGZm76aUjV' },
  { form: 'hex', coins: ['ETH', 'TRX', 'XRP'], text: `${'0'.repeat(63)}1` },
];
const KEYS = KEY_TEXTS.map(keyView);

interface Look {
  readonly table?: TableView;
  readonly taken?: readonly TakenFile[];
  readonly press?: readonly string[];
}

const scene = ({ table = EMPTY, taken = [], press = [] }: Look): GalleryScene => ({
  open(preferences) {
    return { bridge: fakeCheck({ ...checkView, preferences, table }, { taken, keys: KEYS }), play: () => {} };
  },
  press,
});

const ADD = ['x', 'click:add'];

export const CHECK_SCENES: Readonly<Record<string, GalleryScene>> = {
  'check-empty': scene({}),
  'check-given': scene({ table: GIVEN, taken: CODES, press: ADD }),
  'check-secret': scene({ taken: SECRET, press: ADD }),
  'check-damaged': scene({ taken: DAMAGED, press: ADD }),
  'check-maker': scene({ table: { ...EMPTY, maker } }),
  'check-right': scene({ table: { ...GIVEN, outcome: right } }),
  'check-compare': scene({
    table: { ...EMPTY, outcome: { ...right, matched: null, keys: 'gone', lot: null, sequence: null } },
  }),
  'check-wrong': scene({ table: { ...GIVEN, outcome: wrong } }),
  'check-warning': scene({ table: { ...GIVEN, outcome: right }, press: ['click:reveal'] }),
  'check-keys': scene({ table: { ...GIVEN, outcome: right }, press: ['click:reveal', 'click:reveal-now'] }),
  'check-records': scene({ press: ['F2'] }),
};
