import { copyFile, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { proofReader } from '../../../electron/roles/check/proof-reader.ts';
import { openProof } from '../../../electron/courier/proof.ts';
import { introduce, newTrio, type Trio } from '../../fakes/commissioned.ts';
import { goodUnits, textOf } from '../../fakes/transfers.ts';

let trio: Trio;
let folder: string;
let signed: string;
let training: string;

beforeAll(async () => {
  trio = await newTrio();
  folder = await mkdtemp(join(tmpdir(), 'twofold-proof-'));
  const { file } = must(
    await trio.bench.courier.send('proof', null, { batch: 'BATCH-7', units: goodUnits(3).proof }, folder),
  );
  signed = file;
  training = join(folder, 'training.proof.jsonl');
  await writeFile(training, textOf('proof', goodUnits(2).proof, { from: 'Training Bench', to: 'public' }));
});
afterAll(async () => {
  await trio.close();
  await rm(folder, { recursive: true, force: true });
});

const kindOf = async (...given: Parameters<typeof openProof>): Promise<string> => {
  const read = await openProof(...given);
  return read.ok ? `from ${read.value.signer?.name ?? 'nobody'}` : read.error.kind;
};

/** The signed file and its signature under another name. */
async function copy(name: string): Promise<string> {
  const to = join(folder, name);
  await copyFile(signed, to);
  await copyFile(`${signed}.minisig`, `${to}.minisig`);
  return to;
}

describe("the maker's proof file", () => {
  it('is read when the identity of the Bench that signed it is known', async () => {
    const { transfer, signer } = must(await openProof(signed, [trio.bench.identity], 'production'));
    expect(signer?.name).toBe('Bench A');
    expect(transfer.units.map(({ serial }) => serial)).toEqual(goodUnits(3).proof.map(({ serial }) => serial));
    expect(await kindOf(signed, [trio.press.identity, trio.bench.identity], null)).toBe('from Bench A');
  });

  it('is refused from anybody else', async () => {
    expect(await kindOf(signed, [], null)).toBe('unknown-signer');
    expect(await kindOf(signed, [trio.press.identity, trio.origin.identity], null)).toBe('unknown-signer');
    expect(await kindOf(signed, [trio.bench.identity], 'training')).toBe('wrong-mode');
  });

  it('is refused when it was changed, cut, or is no file of its own', async () => {
    const known = [trio.bench.identity];
    const changed = await copy('changed.jsonl');
    await writeFile(changed, (await readFile(signed, 'latin1')).replace('CARD-0001', 'CARD-0009'));
    expect(await kindOf(changed, known, null)).toBe('bad-signature');
    const cut = await copy('cut.jsonl');
    await truncate(cut, 400);
    expect(await kindOf(cut, known, null)).toBe('bad-signature');
    const link = join(folder, 'link.jsonl');
    await symlink(signed, link);
    expect(await kindOf(link, known, null)).toBe('not-a-file');
    expect(await kindOf(join(folder, 'none.jsonl'), known, null)).toBe('missing');
    const huge = join(folder, 'huge.jsonl');
    await writeFile(huge, '');
    await truncate(huge, (64 << 20) + 1);
    expect(await kindOf(huge, known, null)).toBe('too-large');
  });

  it('without a signature is training, and no station in production takes it', async () => {
    expect(await kindOf(training, [], null)).toBe('from nobody');
    expect(await kindOf(training, [], 'training')).toBe('from nobody');
    expect(await kindOf(training, [], 'production')).toBe('unsigned');
    const naked = join(folder, 'naked.jsonl');
    await copyFile(signed, naked);
    expect(await kindOf(naked, [trio.bench.identity], null)).toBe('unsigned');
  });
});

describe('how Check reads it', () => {
  it('asks for the identity of the maker where none is on record', async () => {
    const kind = async (maker: typeof trio.bench.identity | null): Promise<string> => {
      const read = await proofReader(null, () => maker)(signed);
      return read.ok ? 'read' : read.error.kind;
    };
    expect(await kind(null)).toBe('maker-unknown');
    expect(await kind(trio.press.identity)).toBe('unknown-signer');
    expect(await kind(trio.bench.identity)).toBe('read');
  });

  it('goes by its own peers once it is commissioned', async () => {
    const check = await trio.add('check', 'Check Z');
    const read = proofReader(check, () => null);
    expect(await read(signed)).toMatchObject({ ok: false, error: { kind: 'unknown-signer' } });
    await introduce(check, trio.bench);
    expect(must(await read(signed)).transfer.units.length).toBe(3);
    expect(await read(training)).toMatchObject({ ok: false, error: { kind: 'unsigned' } });
  });
});
