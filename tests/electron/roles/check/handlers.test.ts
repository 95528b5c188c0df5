import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failIn, must, ok } from '../../../../core/base/result.ts';
import { createCheckHandlers, type CheckParts } from '../../../../electron/roles/check/handlers.ts';
import { MOST_RECALLS } from '../../../../core/finder/recalls.ts';
import { readRegularText } from '../../../../electron/files/regular.ts';
import { createCheckTable } from '../../../../core/stations/check/table.ts';
import type { Grey } from '../../../../core/scan/grey.ts';
import { examineIdentity } from '../../../../electron/station/peers.ts';
import { verifySignature } from '../../../../electron/keys/ed25519.ts';
import { makeCard } from '../../../fakes/cards.ts';
import { newTrio, type Trio } from '../../../fakes/commissioned.ts';
import { later } from '../../../fakes/clock.ts';
import { cheapDerivation } from '../../../fakes/derivation.ts';

const card = await makeCard(1);

function open(over: Partial<CheckParts<string>> = {}) {
  const table = createCheckTable({
    derivation: cheapDerivation(),
    later,
    makers: () => [],
    verify: verifySignature,
    changed: () => {},
    today: () => '2026-11-27',
  });
  const handlers = createCheckHandlers({
    table,
    readPicture: async () => ok([card.address, 'nothing we know']),
    readProof: async () => failIn('file')('missing', 'It is not there.'),
    readMaker: examineIdentity,
    readRecalls: (path) => readRegularText(path, MOST_RECALLS),
    ask: async () => null,
    ...over,
  });
  return { table, handlers };
}

describe("the calls of Check's window", () => {
  it('take the lines of a text one by one', async () => {
    const { handlers } = open();
    const { taken, table } = await handlers.put({ text: `${card.serial}\n${card.confirmation}` });
    expect(taken.map(({ place }) => place)).toEqual(['serial', 'confirmation']);
    expect(table.serial).toBe(card.serial);
  });

  it('give the reader exactly the picture that was sent, wherever it lies in its buffer', async () => {
    const seen: Grey[] = [];
    const { handlers } = open({
      readPicture: async (picture) => {
        seen.push(picture);
        return ok([card.address, 'nothing we know']);
      },
    });
    const values = Uint8Array.of(9, 9, 1, 2, 3, 4).subarray(2);
    const { taken } = must(await handlers.putPicture({ width: 2, height: 2, values }));
    expect([...(seen[0]?.values ?? [])]).toEqual([1, 2, 3, 4]);
    expect(taken.map(({ place }) => place)).toEqual(['address', null]);
    const { handlers: blind } = open({ readPicture: async () => failIn('check')('no-code', 'None.') });
    expect(await blind.putPicture({ width: 2, height: 2, values })).toMatchObject({ error: { kind: 'no-code' } });
  });

  it('do nothing when a person chooses no file, and say what is wrong with one', async () => {
    const { handlers, table } = open();
    expect(await handlers.openProof(null)).toEqual(ok(null));
    expect(await handlers.openMaker(null)).toEqual(ok(null));
    expect(table.view.proof).toBeNull();
    const { handlers: chosen } = open({ ask: async () => '/nowhere' });
    expect(await chosen.openProof(null)).toMatchObject({ error: { kind: 'missing' } });
    expect(await chosen.openMaker(null)).toMatchObject({ error: { kind: 'missing' } });
  });

  it('answer a passphrase and leave nothing of it', async () => {
    const { handlers } = open();
    await handlers.put({ text: card.key });
    const passphrase = new Uint8Array(Buffer.from(card.passphrase));
    const view = await handlers.check({ passphrase });
    expect(view.outcome).toMatchObject({ ok: true, keys: 'held' });
    expect(passphrase.every((byte) => byte === 0)).toBe(true);
    expect(must(await handlers.revealKeys(null)).length).toBeGreaterThan(1);
    expect((await handlers.hideKeys(null)).outcome).toMatchObject({ keys: 'gone' });
    expect((await handlers.clearTable(null)).outcome).toBeNull();
    expect((await handlers.takeAway({ place: 'key' })).key).toBeNull();
  });

  describe("with a maker's identity", () => {
    let trio: Trio;
    let folder: string;
    beforeAll(async () => {
      trio = await newTrio();
      folder = await mkdtemp(join(tmpdir(), 'twofold-maker-'));
    });
    afterAll(async () => {
      await trio.close();
      await rm(folder, { recursive: true, force: true });
    });

    it('show its words, and believe a Bench alone', async () => {
      const path = join(folder, 'identity.txt');
      const { handlers, table } = open({ ask: async () => path });
      await writeFile(path, trio.press.identity.text);
      expect(await handlers.openMaker(null)).toMatchObject({ error: { kind: 'wrong-role' } });
      await writeFile(path, trio.bench.identity.text);
      expect(must(await handlers.openMaker(null))?.maker?.words.length).toBe(8);
      expect(table.maker?.name).toBe('Bench A');
    });
  });
});
