/**
 * A process that reads one transfer with secrets, seals each of them, and ends. So nothing of a batch is ever open in the
 * memory of its station. Bundled on its own (`dist/apart.cjs`).
 */
import '../../prelude.ts';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Failed, Result } from '../../../core/base/result.ts';
import { Secret, ownCopy } from '../../../core/base/secret.ts';
import { TRANSFERS, type TransferKind } from '../../../core/transfer/kinds.ts';
import type { UncheckedTransfer } from '../../../core/transfer/transfer.ts';
import { openAgreement, sealAcross, unsealAcross } from '../../apart/agreement.ts';
import { openLine, orEnd, type StationLine } from '../../apart/line.ts';
import { platformRandom } from '../../keys/platform-random.ts';
import { KEY_LENGTH, seal } from '../../vault/envelope.ts';
import { SealBroken } from '../age.ts';
import { readSigned, type AtHome } from '../reading.ts';
import { readTransfer } from '../transfer-files.ts';
import { placeApart, type FromProcess, type SealedUnit, type ToProcess, type Wanted } from './channel.ts';

type ReadingLine = StationLine<ToProcess, FromProcess>;

async function run(line: ReadingLine): Promise<void> {
  const first = await line.next();
  if (first.is !== 'wanted') throw new TypeError('expected what is to be read');
  using agreement = openAgreement('process', platformRandom);
  line.post({ is: 'ready', share: agreement.share });
  using key = agreement.agree(first.share);
  const read = await readWanted(first.wanted, homeOver(line, key));
  if (!read.ok) return line.post({ is: 'refused', failure: read });
  const { file, manifest, digest } = read.value;
  using own = new Secret(platformRandom.bytes(KEY_LENGTH));
  const units = sealUnits(read.value, own);
  line.post({ is: 'read', file, manifest, digest, key: sealAcross(key, 'apart-key', own, platformRandom), units });
}

/** The station, as it is asked from here. */
function homeOver(line: ReadingLine, key: Secret): AtHome {
  async function ask(question: FromProcess): Promise<Failed<never> | null> {
    line.post(question);
    const said = await line.next();
    if (said.is !== 'answer') throw new TypeError('expected an answer');
    return said.answer as Failed<never> | null;
  }
  return {
    sealing: {
      identity: {
        async unwrapFileKey(stanzas) {
          line.post({ is: 'open', stanzas: stanzas.map(({ args, body }) => ({ args, body })) });
          const said = await line.next();
          if (said.is !== 'file-key') throw new TypeError('expected a file key');
          if (said.broken !== null) throw new SealBroken(said.broken);
          if (said.sealed === null) return null;
          using opened = unsealAcross(key, 'file-key', said.sealed);
          return opened.use(ownCopy);
        },
      },
    },
    signed: (sender) => ask({ is: 'signed', sender }),
    admit: (manifest) => ask({ is: 'admit', manifest }),
    report: (progress) => line.post({ is: 'progress', progress }),
  };
}

async function readWanted(wanted: Wanted, home: AtHome): Promise<Result<UncheckedTransfer>> {
  if (wanted.signed) return readSigned(wanted, home);
  const read = await readTransfer({ kind: wanted.kind, path: wanted.path, onProgress: home.report });
  return read.ok ? { ok: true, value: read.value as unknown as UncheckedTransfer } : read;
}

function sealUnits<K extends TransferKind>(
  { kind, manifest, units }: UncheckedTransfer<K>,
  key: Secret,
): readonly SealedUnit[] {
  const { secret: secretOf } = TRANSFERS[kind];
  if (secretOf === null) throw new TypeError(`a ${kind} has no secrets`);
  return units.map((unit) => {
    using secret = secretOf(unit);
    const open = Object.fromEntries(Object.entries(unit).filter(([, value]) => value !== secret));
    const place = placeApart(manifest.batch, String(open['serial']));
    return { unit: open, sealed: bytesToHex(seal(key, place, secret, platformRandom)) };
  });
}

orEnd(run(openLine()));
