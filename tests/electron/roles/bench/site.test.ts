import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { findInShard, shardName } from '../../../../core/finder/finder.ts';
import { readRecalls } from '../../../../core/finder/recalls.ts';
import { siteOn } from '../../../../core/finder/site.ts';
import { verifySignature } from '../../../../electron/keys/ed25519.ts';
import { writeSite, type SitePlan } from '../../../../electron/roles/bench/site.ts';
import { courierDelivery } from '../../../../electron/station/delivery.ts';
import { scratch } from '../../../fakes/bench-station.ts';
import { BATCH, makeCards } from '../../../fakes/cards.ts';
import { newStation, type TestStation } from '../../../fakes/commissioned.ts';

const cards = await makeCards(3);
const units = cards.map(({ serial, address, confirmation }) => ({ serial, address, confirmation }));
const TODAY = '2026-11-27';
const PAGE = `<head>\n<meta content="default-src 'none'; connect-src 'none'">\n<title>Twofold</title>\n</head>`;

async function proofOf(bench: TestStation, listed: typeof units): Promise<string> {
  const delivery = courierDelivery(bench.courier, bench.book);
  const at = { size: 1, hash: '0'.repeat(64) };
  return must(await delivery.send('proof', { batch: BATCH, units: listed as never, at }, await scratch())).file;
}

describe("a maker's site", () => {
  let bench: TestStation;
  let plan: SitePlan;
  beforeEach(async () => {
    bench = await newStation('bench', 'Bench A');
    const page = join(await scratch(), 'page.html');
    await writeFile(page, PAGE);
    plan = {
      proofs: [await proofOf(bench, units)],
      known: [bench.identity],
      recalls: null,
      expires: '2026-12-31',
      page,
      out: '',
    };
    return () => bench.close();
  });
  const write = (over: Partial<SitePlan>) => writeSite({ ...plan, ...over }, bench.identity, bench.signer);

  const look = async (out: string, text: string) => {
    const site = siteOn(await readFile(join(out, 'index.html'), 'utf8'));
    if (site === null) throw new Error('the page is of no site');
    const name = shardName(text, site.digits);
    const file = { name, text: await readFile(join(out, site.folder, name), 'utf8') };
    const { sequence } = site;
    return findInShard(file, text, { maker: bench.identity, verify: verifySignature, sequence, today: TODAY });
  };

  it('answers every card of its proofs, by serial and by address, and may be read by any web server', async () => {
    const out = await scratch();
    expect(must(await write({ out }))).toMatchObject({ sequence: 1, cards: 3, recalled: 0, files: 1 });
    for (const { serial, address } of units) {
      expect(await look(out, serial)).toMatchObject({ value: { address, recalled: null } });
      expect(await look(out, address)).toMatchObject({ value: { serial } });
    }
    const html = await readFile(join(out, 'index.html'), 'utf8');
    expect(html).toContain("default-src 'none'; connect-src 'self'");
    for (const name of ['index.html', 'recalls.txt', 'issue-1/all.txt'])
      expect((await stat(join(out, name))).mode & 0o777, name).toBe(0o644);
  });

  it('is made anew beside the last issue, with what was called back since', async () => {
    const out = await scratch();
    must(await write({ out }));
    const recalls = join(await scratch(), 'recalls.txt');
    await writeFile(recalls, `${units[1]?.serial ?? ''} \u88ab\u76d7\nTF-99 never made\n`);
    expect(must(await write({ out, recalls }))).toMatchObject({ sequence: 2, recalled: 2, folder: 'issue-2' });
    expect((await readdir(out)).sort()).toEqual(['index.html', 'issue-1', 'issue-2', 'recalls.txt']);
    expect(await look(out, units[1]?.serial ?? '')).toMatchObject({ value: { recalled: '\u88ab\u76d7' } });
    const list = await readFile(join(out, 'recalls.txt'), 'utf8');
    expect(must(readRecalls(list, [bench.identity], verifySignature, TODAY)).reasons.get('TF-99')).toBe('never made');
    const all = join(await scratch(), 'recalls.txt');
    await writeFile(all, `${BATCH} stolen in transit`);
    expect(must(await write({ out, recalls: all }))).toMatchObject({ sequence: 3, recalled: 3 });
  });

  it('refuses proofs of strangers, two cards of one serial, and recalls without a reason, and changes nothing', async () => {
    const out = await scratch();
    const kindOf = async (over: Partial<SitePlan>) => {
      const written = await write({ out, ...over });
      return written.ok ? null : written.error.kind;
    };
    expect(await kindOf({ known: [] })).toBe('unknown-signer');
    expect(await kindOf({ proofs: [...plan.proofs, ...plan.proofs] })).toBeNull();
    const swapped = units.map((unit, at) => ({ ...unit, serial: units[(at + 1) % 3]?.serial ?? '' }));
    const other = await newStation('bench', 'Bench B');
    const known = [bench.identity, other.identity];
    expect(await kindOf({ known, proofs: [...plan.proofs, await proofOf(other, swapped)] })).toBe('two-cards');
    await other.close();
    const recalls = join(await scratch(), 'recalls.txt');
    await writeFile(recalls, 'TF-1\n');
    expect(await kindOf({ recalls })).toBe('bad-recall-line');
    expect(siteOn(await readFile(join(out, 'index.html'), 'utf8'))?.sequence).toBe(1);
    expect(await kindOf({ out: join(out, 'not-there') })).toBe('disk');
  });
});
