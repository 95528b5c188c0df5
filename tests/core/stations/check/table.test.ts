import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeyDerivation } from '../../../../core/base/ports.ts';
import { must } from '../../../../core/base/result.ts';
import type { TransferUnits } from '../../../../core/transfer/kinds.ts';
import type { Transfer } from '../../../../core/transfer/transfer.ts';
import { HELD } from '../../../../core/stations/check/holding.ts';
import { createCheckTable, type CheckTable } from '../../../../core/stations/check/table.ts';
import { codeHash, signStatement, type Statement } from '../../../../core/attest/attestation.ts';
import type { ProvenCard } from '../../../../core/finder/finder.ts';
import { writeRecalls } from '../../../../core/finder/recalls.ts';
import { Secret } from '../../../../core/base/secret.ts';
import { writeIdentity, writeRecipient } from '../../../../core/peers/identity.ts';
import { writePublicKey } from '../../../../core/peers/minisign.ts';
import { openSigner, verifySignature } from '../../../../electron/keys/ed25519.ts';
import { HEADING } from '../../../fakes/transfers.ts';
import { makeCard, type TestCard } from '../../../fakes/cards.ts';
import { cheapDerivation, heldDerivation } from '../../../fakes/derivation.ts';
import { later } from '../../../fakes/clock.ts';

const card = await makeCard(1);
const other = await makeCard(2);

const typed = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'));

const TODAY = '2026-11-27';
/** What the clock says. */
let today = TODAY;

function newTable(derivation: KeyDerivation = cheapDerivation()) {
  const changed = vi.fn();
  return {
    table: createCheckTable({
      derivation,
      later,
      makers: () => [],
      verify: verifySignature,
      changed,
      today: () => today,
    }),
    changed,
  };
}

const proofOf = (...cards: readonly TestCard[]): Transfer<'proof'> => ({
  kind: 'proof',
  file: 'BATCH-1.proof.jsonl',
  manifest: { ...HEADING, kind: 'proof', count: cards.length, format: 'twofold-transfer', version: 2 },
  units: cards.map(
    ({ serial, address, confirmation }) => ({ serial, address, confirmation }) as TransferUnits['proof'],
  ),
  digest: '',
});

const outcomeOf = (table: CheckTable): string => {
  const { outcome } = table.view;
  if (outcome === null) return 'none';
  return outcome.ok ? `${outcome.shownBy} ${outcome.matched?.includes('BTC') ?? 'unmatched'}` : outcome.failure.kind;
};

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

describe("Check's table", () => {
  it('sorts what is put on it, in any order and any wrapping', async () => {
    const { table } = newTable();
    const places = [` ${card.serial}`, `bitcoin:${card.address}?amount=1`, `\ufeff${card.key}\r\n`, card.confirmation]
      .map((text) => table.put(text))
      .map(({ place }) => place);
    expect(places).toEqual(['serial', 'address', 'key', 'confirmation']);
    expect(table.view).toMatchObject({ serial: card.serial, address: { text: card.address } });
    await table.check(typed(card.passphrase));
    expect(outcomeOf(table)).toBe('both true');
  });

  it.each([card.passphrase, 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn', 'nonsense', ''])(
    'names %j and keeps nothing of it',
    (text) => {
      const { table } = newTable();
      const empty = JSON.stringify(table.view);
      expect(table.put(text).place).toBeNull();
      expect(JSON.stringify(table.view)).toBe(empty);
    },
  );

  it('forgets an answer as soon as the question changes', async () => {
    const { table } = newTable();
    table.put(card.key);
    await table.check(typed(card.passphrase));
    expect(outcomeOf(table)).toBe('epk unmatched');
    table.put(other.address);
    expect(table.view.outcome).toBeNull();
    expect(table.reveal()).toMatchObject({ ok: false, error: { kind: 'no-keys' } });
    await table.check(typed(card.passphrase));
    expect(outcomeOf(table)).toBe('other-address');
    expect(table.reveal().ok).toBe(false);
  });

  it('shows no answer to a question that has changed meanwhile', async () => {
    const derivation = heldDerivation();
    const { table } = newTable(derivation);
    table.put(card.key);
    const asked = table.check(typed(card.passphrase));
    table.put(other.key);
    derivation.letGo();
    await asked;
    expect(table.view.outcome).toBeNull();
    expect(table.reveal().ok).toBe(false);
  });

  it('looks a card up by serial or address', async () => {
    const { table } = newTable();
    table.put(card.serial);
    await table.check(typed(card.passphrase));
    expect(outcomeOf(table)).toBe('nothing-to-check');
    table.putProof({ transfer: proofOf(card, other), signer: null });
    expect(table.view).toMatchObject({
      unit: { serial: card.serial, address: card.address },
      proof: { count: 2, mode: 'training', signer: null },
    });
    await table.check(typed(card.passphrase));
    expect(outcomeOf(table)).toBe('confirmation-code unmatched');
    table.put('TF-9999');
    await table.check(typed(card.passphrase));
    expect(outcomeOf(table)).toBe('not-in-proof');
    table.takeAway('serial');
    table.put(other.address);
    await table.check(typed(other.passphrase));
    expect(outcomeOf(table)).toBe('confirmation-code true');
    table.takeAway('proof');
    await table.check(typed(other.passphrase));
    expect(outcomeOf(table)).toBe('nothing-to-check');
  });

  it('fault 43: points out what is odd about a passphrase, tries the spelling of cards, and wipes what was typed', async () => {
    const { table } = newTable();
    table.put(card.confirmation);
    const bytes = typed(`${card.passphrase} `);
    await table.check(bytes);
    expect(table.view.outcome).toMatchObject({ ok: true, remarks: ['space-after', 'other-spelling'] });
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    await table.check(Uint8Array.of(0xff));
    expect(outcomeOf(table)).toBe('not-utf8');
  });

  it('fault 42: shows keys only when they are asked for, and until they are put away', async () => {
    const { table, changed } = newTable();
    table.put(card.key);
    await table.check(typed(card.passphrase));
    expect(table.view.outcome).toMatchObject({ keys: 'held' });
    const keys = must(table.reveal());
    expect(keys.find(({ coins }) => coins.includes('BTC'))?.text).toMatch(/^[KL]/);
    expect(JSON.stringify(table.view)).not.toContain(keys[0]?.text);
    vi.advanceTimersByTime(3_600_000);
    expect(changed).not.toHaveBeenCalled();
    expect(table.reveal().ok).toBe(true);
    table.hide();
    expect(table.view.outcome).toMatchObject({ keys: 'gone' });
    expect(table.reveal().ok).toBe(false);
  });

  it('holds keys nobody looks at no longer than a few minutes', async () => {
    const { table, changed } = newTable();
    table.put(card.key);
    await table.check(typed(card.passphrase));
    vi.advanceTimersByTime(HELD);
    expect(changed).toHaveBeenCalledOnce();
    expect(table.reveal().ok).toBe(false);
  });

  it('has no EPK, passphrase or key in its view', async () => {
    const { table } = newTable();
    table.put(card.key);
    await table.check(typed(card.passphrase));
    const keys = must(table.reveal()).map(({ text }) => text);
    table.hide();
    const view = JSON.stringify(table.view);
    for (const secret of [card.key, card.passphrase, ...keys]) expect(view).not.toContain(secret);
    table.clear();
    expect(table.view).toMatchObject({ key: null, outcome: null });
  });
});

describe('the statement on the packing', () => {
  const maker = makeIdentity('Bench A');
  const stranger = makeIdentity('Bench B');
  const statementOf = ({ identity, signer }: typeof maker, over: Partial<Statement> = {}): string => {
    const { serial, address, confirmation } = card;
    const statement = {
      ...{ maker: identity.name, product: 'real', batch: 'SPRING-26', serial, address },
      ...{ date: '2026-11-26', years: 5, code: codeHash(confirmation) },
      ...over,
    };
    return signStatement(statement, signer.publicKey, signer.sign).code;
  };

  it('is worth what its signer is to whoever reads it', () => {
    const { table } = newTable();
    expect(table.put(` ${statementOf(maker)}\n`)).toMatchObject({
      place: 'attestation',
      named: { kind: 'attestation' },
    });
    expect(table.view.attestation).toMatchObject({ standing: 'unknown-maker', differs: null, compared: false });
    table.setMaker(stranger.identity);
    expect(table.view.attestation?.standing).toBe('unknown-maker');
    table.setMaker(maker.identity);
    expect(table.view.attestation?.standing).toBe('good');
    // In another's name, and with its own key.
    table.put(statementOf(maker, { maker: 'Bench B' }));
    expect(table.view.attestation?.standing).toBe('forged');
    table.takeAway('attestation');
    expect(table.view.attestation).toBeNull();
  });

  it('runs out with its years', () => {
    const { table } = newTable();
    table.setMaker(maker.identity);
    table.put(statementOf(maker));
    expect(table.view.attestation).toMatchObject({ standing: 'good', until: '2031-11-26' });
    today = '2031-11-26';
    expect(table.view.attestation?.standing).toBe('good');
    today = '2031-11-27';
    expect(table.view.attestation?.standing).toBe('expired');
    today = TODAY;
  });

  it('says whether it speaks of the card on the table', () => {
    const { table } = newTable();
    table.setMaker(maker.identity);
    table.put(statementOf(maker));
    table.put(card.serial);
    table.put(card.address);
    table.put(card.confirmation);
    expect(table.view.attestation).toMatchObject({ standing: 'good', differs: null, compared: true });
    table.put(other.confirmation);
    expect(table.view.attestation?.differs).toBe('code');
    table.put(other.address);
    expect(table.view.attestation?.differs).toBe('address');
    table.put(other.serial);
    expect(table.view.attestation?.differs).toBe('serial');
  });
});

describe('what the maker has called back', () => {
  const maker = makeIdentity('Bench A');
  const stranger = makeIdentity('Bench B');
  const reasons = new Map([[card.serial, 'stolen']]);
  const issue = { sequence: 1, expires: '2026-12-31' };

  it('is said of a card by whatever names it, and of no other', () => {
    const { table } = newTable();
    const list = writeRecalls(reasons, issue, maker.signer);
    expect(table.readRecalls(list)).toMatchObject({ error: { kind: 'bad-recalls' } });
    table.setMaker(maker.identity);
    expect(table.readRecalls(writeRecalls(reasons, issue, stranger.signer)).ok).toBe(false);
    must(table.readRecalls(list));
    expect(table.view).toMatchObject({ recalled: null, recalls: { count: 1, expires: '2026-12-31' } });
    const recalled = { serial: card.serial, reason: 'stolen' };
    table.put(card.serial);
    expect(table.view.recalled).toEqual(recalled);
    table.put(other.serial);
    expect(table.view.recalled).toBeNull();
    table.takeAway('serial');
    table.putProof({ transfer: proofOf(card, other), signer: null });
    table.put(card.address);
    expect(table.view.recalled).toEqual(recalled);
    table.takeAway('proof');
    expect(table.view.recalled).toBeNull();
    table.clear();
    expect(table.view.recalls).toBeNull();
  });

  it('is said as the site has it, for as long as that serial or address lies there', async () => {
    const { table } = newTable();
    table.put(card.serial);
    const { serial, address, confirmation } = card as unknown as ProvenCard;
    table.putFound({ serial, address, confirmation, recalled: 'stolen' });
    expect(table.view).toMatchObject({ recalled: { reason: 'stolen' }, unit: { by: 'site', address } });
    await table.check(typed(card.passphrase));
    expect(outcomeOf(table)).toBe('confirmation-code unmatched');
    expect(table.view.recalled).not.toBeNull();
    table.put(other.serial);
    expect(table.view).toMatchObject({ recalled: null, unit: null });
  });
});

function makeIdentity(name: string) {
  const signer = openSigner(new Secret(new Uint8Array(32).fill(name.charCodeAt(6))));
  const claims = {
    name,
    role: 'bench',
    mode: 'production',
    created: '2026-11-22T10:00:00.000Z',
    signing: writePublicKey(signer.publicKey),
    sealing: writeRecipient(signer.publicKey),
  } as const;
  return { signer, identity: writeIdentity(claims, signer.sign) };
}
