/** What a window shows and gives away of a batch's end: what is going to be destroyed, and the certificate of it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { promises as disk } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { RolesSchema } from '../../../core/people/roles.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { CertificateView, Doomed } from './contract-view.ts';
import type { PrintPdf } from '../../papers/pdf.ts';
import { diskFault } from '../../files/fault.ts';
import { writePart } from '../../files/medium.ts';
import { readPlain } from '../../files/plain.ts';

const fail = failIn('press');

/** Of what `core/stations/press/certificate.ts` writes, as much as is shown. */
const Certificate = v.object({
  batch: v.string(),
  station: v.string(),
  at: v.string(),
  firstSerial: v.string(),
  lastSerial: v.string(),
  units: v.number(),
  withdrawn: v.number(),
  return: v.nullable(v.object({ count: v.number(), counted: v.number() })),
  stickers: v.object({ printed: v.number(), proven: v.number(), destroyed: v.number() }),
  keyFingerprint: v.nullable(v.string()),
  files: v.array(v.object({ name: v.string(), bytes: v.number(), sha256: v.string() })),
  steps: v.array(v.object({ step: v.picklist(['key', 'seeds', 'codes', 'printer']), how: v.string() })),
  people: v.array(v.string()),
  // Of one that an earlier version has written nothing is known of this.
  signatures: v.optional(
    v.nullable(
      v.object({
        record: v.number(),
        people: v.array(v.object({ name: v.string(), roles: RolesSchema })),
        verdict: v.nullable(v.picklist(['hold', 'fail', 'typed'])),
      }),
    ),
    null,
  ),
});

/** A file may be anything by the time it is read again. */
const Text = v.pipe(v.string(), v.parseJson(), Certificate);

const placeOf = (station: string, batch: string) => join(station, 'certificates', `${batch}.certificate`);

const missing = (batch: string) =>
  fail('no-certificate', `There is no certificate of batch ${batch} here. It is made when the batch is destroyed.`, {
    batch,
  });

/** @param station the station's directory */
export async function readCertificate(station: string, batch: string): Promise<Result<CertificateView>> {
  const path = `${placeOf(station, batch)}.json`;
  const bytes = await readPlain(path).catch(() => null);
  if (bytes === null) return missing(batch);
  const parsed = v.safeParse(Text, bytes.toString('utf8'));
  if (!parsed.success) return fail('damaged', `${path} is not a certificate any more. Call your supervisor.`, { path });
  const { return: returned, ...rest } = parsed.output;
  const [given, counted] = [returned?.count ?? 0, returned?.counted ?? 0];
  return ok({ ...rest, returned: given, counted, digest: bytesToHex(sha256(bytes)), path });
}

/**
 * Puts the certificate into `directory`: the signed text with its signature, and the page to be signed by hand as PDF.
 *
 * @param print null where nothing draws a PDF: the page itself goes, for a browser to print.
 */
export async function saveCertificateTo(
  directory: string,
  station: string,
  batch: string,
  print: PrintPdf | null,
): Promise<Result<{ readonly path: string }>> {
  const place = placeOf(station, batch);
  const html = await readPlain(`${place}.html`).then(
    (bytes) => bytes.toString('utf8'),
    () => null,
  );
  if (html === null) return missing(batch);
  const page = print === null ? ok(Buffer.from(html)) : await print(html);
  if (!page.ok) return page;
  const suffixOfPage = print === null ? 'html' : 'pdf';
  try {
    for (const [suffix, bytes] of [
      ['json', await readPlain(`${place}.json`)],
      ['json.minisig', await readPlain(`${place}.json.minisig`)],
      [suffixOfPage, page.value],
    ] as const) {
      const part = await writePart(disk, directory, `${basename(place)}.${suffix}`, bytes);
      await part.publish();
      if (await part.holds()) continue;
      return fail('disk', `${join(directory, basename(place))}.${suffix} reads back otherwise. Try again.`);
    }
    return ok({ path: join(directory, `${basename(place)}.${suffixOfPage}`) });
  } catch (cause) {
    return diskFault(directory, cause);
  }
}

/** What of a batch still exists, and will not when it has been destroyed. */
export async function doomedOf(station: string, batch: string, medium: string | null): Promise<readonly Doomed[]> {
  const there = async (what: Doomed['what'], directory: string, name: string): Promise<Doomed> => ({
    what,
    name,
    bytes: await stat(join(directory, name)).then(
      ({ size }) => size,
      () => null,
    ),
  });
  const files = join(station, 'press');
  return [
    medium === null ? { what: 'key', name: `${batch}.key`, bytes: null } : await there('key', medium, `${batch}.key`),
    await there('seeds', files, `${batch}.seeds`),
    await there('codes', files, `${batch}.order`),
    { what: 'printer', name: '', bytes: null },
  ];
}
