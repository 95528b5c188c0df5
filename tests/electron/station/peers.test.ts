import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signed } from '../../fakes/people.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identityFileName, type PublicIdentity } from '../../../core/peers/identity.ts';
import { newestLine, readNewest, type Newest } from '../../../core/peers/newest.ts';
import { must } from '../../../core/base/result.ts';
import { examineIdentity, pinPeer, revokePeer } from '../../../electron/station/peers.ts';
import { bytesToHex } from '@noble/hashes/utils.js';
import { asciiBytes } from '../../../core/base/digest.ts';
import { checkpointText } from '../../../core/journal/chain.ts';
import { verifySignature } from '../../../electron/keys/ed25519.ts';
import { createExaminer } from '../../../electron/station/examiner.ts';
import { createPeerHandlers } from '../../../electron/station/peers-handlers.ts';
import { goodUnits } from '../../fakes/transfers.ts';
import { eventsOf, newTrio, openStation, PEOPLE, type TestStation, type Trio } from '../../fakes/commissioned.ts';

let trio: Trio;
beforeAll(async () => {
  trio = await newTrio();
});
afterAll(() => trio.close());

const portsOf = ({ identity: self, book, journal }: TestStation) => ({ self, book, journal });
const refusal = async (
  station: TestStation,
  identity: PublicIdentity,
  newest: Newest | null = null,
): Promise<string> => {
  const pinned = await pinPeer(portsOf(station), { ...identity, newest }, PEOPLE);
  return pinned.ok ? 'pinned' : pinned.error.kind;
};

describe("another station's identity", () => {
  test('is read from its file, compared, pinned by two people, and still known after a restart', async () => {
    const [origin, bench] = [await trio.add('origin', 'Origin N'), await trio.add('bench', 'Bench N')];
    const path = join(await trio.medium(), identityFileName(bench.identity));
    await writeFile(path, `${bench.identity.text}\n`);
    const identity = must(await examineIdentity(path));
    expect(identity).toEqual({ ...bench.identity, newest: null });
    expect(await refusal(origin, identity)).toBe('pinned');
    expect(eventsOf(origin).at(-1)).toEqual({
      kind: 'peer-pinned',
      name: 'Bench N',
      identity: bench.identity.text,
      signatures: signed(PEOPLE),
    });
    await origin.close();
    const again = await openStation(origin.directory);
    expect(again.book.peers()).toMatchObject([{ identity: bench.identity, people: PEOPLE }]);
    await again.close();
  });

  test('is not read through a link, nor from a file that is too large, nor from another file', async () => {
    const medium = await trio.medium();
    const [good, linked, large, other] = ['good', 'linked', 'large', 'other'].map((name) => join(medium, name));
    await writeFile(good as string, trio.bench.identity.text);
    await symlink(good as string, linked as string);
    await writeFile(large as string, 'x'.repeat(5000));
    await writeFile(other as string, '{}\n');
    const answers = await Promise.all([linked, large, other].map((path) => examineIdentity(path as string)));
    expect(answers.map((answer) => (answer.ok ? 'good' : answer.error.kind))).toEqual([
      'not-a-file',
      'too-large',
      'not-an-identity',
    ]);
  });

  test('is not pinned without a reason: itself, the same role, a role it never meets, training', async () => {
    const { origin, press, bench } = trio;
    const others = {
      press: await trio.add('press', 'Press O'),
      check: await trio.add('check', 'Check O'),
      trainee: await trio.add('bench', 'Bench O', 'training'),
    };
    expect(await refusal(origin, origin.identity)).toBe('own-identity');
    expect(await refusal(press, others.press.identity)).toBe('no-business');
    expect(await refusal(origin, others.check.identity)).toBe('no-business');
    expect(await refusal(origin, others.trainee.identity)).toBe('other-mode');
    expect(await refusal(origin, bench.identity)).toBe('already-pinned');
  });

  test('does not get the name of another, in any case of letters', async () => {
    const { origin } = trio;
    const twin = await trio.add('bench', 'BENCH a');
    const own = await trio.add('bench', 'Origin a');
    expect(await refusal(origin, twin.identity)).toBe('name-taken');
    expect(await refusal(origin, own.identity)).toBe('name-taken');
    must(await revokePeer(portsOf(origin), 'Bench A', 'replaced', PEOPLE));
    expect(await refusal(origin, twin.identity)).toBe('pinned');
    expect(await revokePeer(portsOf(origin), 'Bench A', 'replaced', PEOPLE)).toMatchObject({
      error: { kind: 'unknown-peer' },
    });
  });

  test('H1: a public file brought anew says how far its station is, and the next transfer says that it was heard', async () => {
    const [origin, press] = [await trio.add('origin', 'Origin H'), await trio.add('press', 'Press H')];
    const directory = await trio.medium();
    const window = createPeerHandlers({
      station: press,
      examiner: createExaminer(press),
      ask: { file: async () => null, directory: async () => directory },
    });
    const file = async () => must(await examineIdentity(must(await window.saveIdentity(null))?.path ?? ''));
    const first = await file();
    expect(first.newest).toMatchObject(press.journal.head);
    expect(await refusal(origin, press.identity, first.newest)).toBe('pinned');
    expect(await refusal(press, origin.identity)).toBe('pinned');
    // The same file says nothing new, and an older one less.
    expect(await refusal(origin, press.identity, first.newest)).toBe('already-pinned');
    expect(await refusal(origin, press.identity, null)).toBe('already-pinned');
    const later = await file();
    expect(later.newest?.size).toBeGreaterThan(first.newest?.size ?? Infinity);
    expect(await refusal(origin, press.identity, later.newest)).toBe('pinned');
    expect(await refusal(origin, press.identity, first.newest)).toBe('already-pinned');
    expect(eventsOf(origin).filter(({ kind }) => kind === 'peer-pinned')).toHaveLength(1);
    expect(eventsOf(origin).at(-1)).toMatchObject({ kind: 'peer-heard', journal: later.newest?.hash });

    const units = goodUnits(1).order;
    const sent = must(await origin.courier.send('order', 'Press H', { batch: 'B-1', units }, directory));
    using taken = must(await press.courier.receive('order', sent.file));
    expect(taken.heard).toBe(later.newest?.size);
  });

  test('H1: what somebody else says of its newest record is not taken', async () => {
    const { press, bench } = trio;
    const newest: Newest = { ...press.journal.head, signature: 'ab'.repeat(64) };
    const text = `${press.identity.text}\n${newestLine(newest)}\n`;
    expect(readNewest(text, press.identity, verifySignature)).toBeNull();
    const path = join(await trio.medium(), 'press.identity.txt');
    await writeFile(path, text);
    expect(must(await examineIdentity(path)).newest).toBeNull();
    const own = bytesToHex(bench.signer.sign(asciiBytes(checkpointText(newest))));
    await writeFile(path, `${press.identity.text}\n${newestLine({ ...newest, signature: own })}\n`);
    expect(must(await examineIdentity(path)).newest).toBeNull();
  });
});
