import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeHash, signStatement } from '../../../../../core/attest/attestation.ts';
import { Secret } from '../../../../../core/base/secret.ts';
import { writeRecalls } from '../../../../../core/finder/recalls.ts';
import { writeIdentity, writeRecipient } from '../../../../../core/peers/identity.ts';
import { writePublicKey } from '../../../../../core/peers/minisign.ts';
import { openSigner } from '../../../../../electron/keys/ed25519.ts';
import { bundle, THE_LINE } from '../../../../fakes/cli-bundle.ts';
import { multipliedVectors } from '../../../../core/bip38/vectors.ts';

const card = multipliedVectors.find(({ lot }) => lot !== undefined) as (typeof multipliedVectors)[number];
const confirmation = card.confirmation ?? '';
const SERIAL = 'TF-000001';

const signer = openSigner(new Secret(new Uint8Array(32).fill(7)));
const maker = writeIdentity(
  {
    name: 'Bench A',
    role: 'bench',
    mode: 'production',
    created: '2026-11-22T10:00:00.000Z',
    signing: writePublicKey(signer.publicKey),
    sealing: writeRecipient(signer.publicKey),
  },
  signer.sign,
);
const statementOf = (date: string, years: number): string =>
  signStatement(
    {
      ...{ maker: 'Bench A', product: 'real', batch: 'B1', serial: SERIAL, address: card.address },
      ...{ date, years, code: codeHash(confirmation) },
    },
    signer.publicKey,
    signer.sign,
  ).code;
const CODE = statementOf('2026-11-26', 99);

let dist: string;
let folder: string;
beforeAll(async () => {
  dist = await bundle(THE_LINE);
  folder = mkdtempSync(join(tmpdir(), 'twofold-attest-'));
  writeFileSync(join(folder, 'maker.txt'), maker.text);
  const recalls = new Map([[SERIAL, 'stolen']]);
  writeFileSync(join(folder, 'recalls.txt'), writeRecalls(recalls, { sequence: 1, expires: '2999-12-31' }, signer));
});
afterAll(() => {
  rmSync(dist, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

function attest(...args: readonly string[]) {
  const run = [join(dist, 'cli.cjs'), 'check', 'attest', ...args, '--json'];
  const { status, stdout } = spawnSync(process.execPath, run, { input: '', encoding: 'utf8' });
  return { code: status, answer: JSON.parse(stdout) as Record<string, unknown> };
}
const KNOWN = () => ['--identity', join(folder, 'maker.txt')];

it('says whose a statement is, and whether it speaks of this card', () => {
  expect(attest(CODE)).toMatchObject({ code: 1, answer: { result: { standing: 'unknown-maker', signature: null } } });
  expect(attest(CODE, ...KNOWN(), '--serial', SERIAL, '--address', card.address)).toMatchObject({
    code: 0,
    answer: { result: { standing: 'good', serial: SERIAL, differs: null, recalled: null } },
  });
  expect(attest(CODE, confirmation, ...KNOWN(), '--serial', 'TF-000002')).toMatchObject({
    code: 1,
    answer: { result: { standing: 'good', differs: 'serial' } },
  });
});

it('tells a forged statement, one that has run out, and one of a card that was called back', () => {
  const forged = `${CODE.slice(0, 40)}${CODE[40] === '0' ? '1' : '0'}${CODE.slice(41)}`;
  expect(attest(forged, ...KNOWN())).toMatchObject({ code: 1, answer: { result: { standing: 'forged' } } });
  const old = attest(statementOf('2001-01-01', 5), ...KNOWN());
  expect(old).toMatchObject({ code: 1, answer: { result: { standing: 'expired', until: '2006-01-01' } } });
  const recalled = attest(CODE, ...KNOWN(), '--recalls', join(folder, 'recalls.txt'));
  expect(recalled).toMatchObject({ code: 1, answer: { result: { standing: 'good', recalled: 'stolen' } } });
  expect(attest('TF-000001')).toMatchObject({ code: 2, answer: { error: { kind: 'missing' } } });
});
