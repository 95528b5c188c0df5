/** The package as a stranger gets it: what is in it, and its life on a machine from the installation to the purge. */
import { execFileSync, spawnSync, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  debian,
  install,
  installed,
  journalOf,
  mayInstall,
  newHome,
  openStation,
  purge,
  root,
  twofold,
} from './installed.ts';

const scratch = mkdtempSync(join(tmpdir(), 'twofold-package-'));
const homes: string[] = [];
const home = (): string => {
  homes.push(newHome());
  return homes.at(-1) as string;
};
const sample = (name: string): string => join(scratch, 'sample', `sample.${name}`);
/** Whatever on this machine is called as we are. */
const ofUs = (): string =>
  spawnSync('find', ['/opt', '/etc', '/usr', '/var/lib', '-iname', '*twofold*'], { encoding: 'utf8' }).stdout;
const before = ofUs();

beforeAll(() => {
  // An ordinary user reads no checkout of root's.
  cpSync(join(root, 'resources', 'sample'), join(scratch, 'sample'), { recursive: true });
  execFileSync('chmod', ['-R', 'a+rX', scratch]);
  // Whoever is nobody elsewhere starts from a folder that it may see.
  process.chdir('/');
});
afterAll(() => {
  purge();
  for (const path of [scratch, elsewhere, ...homes]) rmSync(path, { recursive: true, force: true });
});

/** The package as if it were the one before: another number, a file that this one has no more, and little else. */
function packageBefore(): string {
  const tree = join(scratch, 'before');
  execFileSync('dpkg-deb', ['-R', debian, tree]);
  const control = join(tree, 'DEBIAN', 'control');
  writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*$/m, 'Version: 0.0.1'));
  rmSync(join(tree, 'opt'), { recursive: true });
  mkdirSync(join(tree, 'opt', 'twofold'), { recursive: true });
  writeFileSync(join(tree, 'opt', 'twofold', 'of-the-version-before'), '');
  const path = join(scratch, 'before.deb');
  execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, path], { stdio: 'pipe' });
  rmSync(tree, { recursive: true });
  return path;
}

test('it replaces the package before, and leaves nothing of it', () => {
  if (mayInstall) {
    install(packageBefore());
    expect(existsSync(installed('opt/twofold/of-the-version-before'))).toBe(true);
  }
  install();
  expect(existsSync(installed('opt/twofold/of-the-version-before'))).toBe(false);
  expect(existsSync(installed('opt/twofold/twofold'))).toBe(true);
});

test('its files are those of its manifest, and no others', () => {
  const folder = installed('opt/twofold');
  execFileSync('sha256sum', ['--quiet', '--strict', '-c', 'FILES.sha256'], { cwd: folder });
  const listed = readFileSync(join(folder, 'FILES.sha256'), 'utf8').match(/^[0-9a-f]{64} {2}/gm)?.length;
  const there = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(listed).toBe(there.length - 1);
});

test('D4: it says under which licence each part is, with every text', () => {
  const copyright = readFileSync(installed('usr/share/doc/twofold/copyright'), 'utf8');
  const script = `import { licences } from ${JSON.stringify(join(root, 'build/licences.mjs'))};
    process.stdout.write(JSON.stringify(licences(${JSON.stringify(join(root, 'dist'))})));`;
  const all = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
  ) as { name: string; text: string }[];
  expect(all.filter(({ text }) => text.trim() === '').map(({ name }) => name)).toEqual([]);
  const named = all.filter(({ name }) => copyright.includes(`/${name}/*`));
  expect(named).toHaveLength(all.length);
  for (const name of [
    '@zxing/library',
    'zxing-wasm',
    'zxing-cpp',
    'age-encryption',
    'svelte',
    'ms',
    'serialport',
    'noto-sans-sc',
  ])
    expect(all.map((one) => one.name)).toContain(name);
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: object };
  expect(Object.keys(dependencies).filter((name) => !all.some((one) => one.name === name))).toEqual([]);
});

test('D7: it has the binaries of this system alone', () => {
  const names = readdirSync(installed('opt/twofold'), { recursive: true, encoding: 'utf8' });
  const binaries = names.filter((name) => name.endsWith('.node'));
  expect(binaries).toHaveLength(4);
  expect(binaries.filter((name) => !name.includes(`linux-${process.arch}`) || name.includes('musl'))).toEqual([]);
});

test('D8: it has an icon in every size, made from the drawing beside it', () => {
  expect(readFileSync(installed('usr/share/applications/twofold.desktop'), 'utf8')).toMatch(/^Icon=twofold$/m);
  for (const size of [16, 32, 48, 128, 256, 512]) {
    const png = readFileSync(installed(`usr/share/icons/hicolor/${size}x${size}/apps/twofold.png`));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  }
  const drawing = installed('usr/share/icons/hicolor/scalable/apps/twofold.svg');
  const [hash] = execFileSync('sha256sum', [drawing], { encoding: 'utf8' }).split(' ');
  expect(readFileSync(join(root, 'resources/icon/drawn-from'), 'utf8').trim()).toBe(hash);
});

test.each([
  ['desktop-file-validate', ['usr/share/applications/twofold.desktop']],
  ['appstreamcli', ['validate', '--no-net', 'usr/share/metainfo/org.twofold.station.metainfo.xml']],
  ['apparmor_parser', ['-Q', '-K', 'etc/apparmor.d/twofold']],
] as const)('%s takes what is meant for it', (program, args) => {
  const { status, stderr, stdout } = spawnSync(
    program,
    args.map((arg) => (arg.includes('/') ? installed(arg) : arg)),
    { encoding: 'utf8' },
  );
  expect([status, status === 0 ? '' : `${stdout}${stderr}`]).toEqual([0, '']);
});

test('the kernel is told that neither program has a network', () => {
  const profile = readFileSync(installed('etc/apparmor.d/twofold'), 'utf8');
  for (const [, body = ''] of profile.matchAll(/^profile [^{]*\{([^}]*)\}/gm)) {
    expect(body).toContain('deny network inet,');
    expect(body).toContain('deny network inet6,');
  }
  const unit = readFileSync(installed('usr/lib/systemd/system/twofold-station.service'), 'utf8');
  for (const line of ['PrivateNetwork=yes', 'RestrictAddressFamilies=AF_UNIX AF_NETLINK', 'LimitCORE=0'])
    expect(unit).toContain(`\n${line}\n`);
});

test('of two names for one library the newer comes first: under the older, Ubuntu has another library of that name too', () => {
  const control = readFileSync(join(root, 'build/deb/control'), 'utf8');
  const [, depends = ''] = /^Depends: (.*)$/m.exec(control) ?? [];
  const choices = depends.split(', ').filter((one) => one.includes('|'));
  expect(choices).toEqual(['libgtk-3-0t64 | libgtk-3-0', 'libasound2t64 | libasound2']);
});

test('a computer that is a station ends it before its display, and hides nothing that the display needs', () => {
  const unit = readFileSync(installed('usr/lib/systemd/system/twofold-station.service'), 'utf8');
  // The compositor's socket lies below /run/user, which these would hide or close.
  expect(unit).not.toMatch(/^ProtectHome=/m);
  expect(unit).toMatch(/^ReadWritePaths=-\/run\/user /m);
  expect(unit).toMatch(/^ExecStop=.*pkill -TERM -x -P \$MAINPID twofold;.*tail --pid=\$MAINPID/m);
  expect(unit).toMatch(/^ConditionPathExists=\/usr\/bin\/Xwayland$/m);
});

const OWN_PATIENCE = 10_000;
const goneFrom = (app: ChildProcess): Promise<'gone'> =>
  new Promise((resolve) => app.once('exit', () => resolve('gone')));

/** Asks for the end, and says whether it came. */
async function endOf(app: ChildProcess, gone: Promise<'gone'>): Promise<'gone' | 'hung'> {
  app.kill('SIGTERM');
  const end = await Promise.race([gone, after(OWN_PATIENCE * 2, 'hung' as const, { ref: false })]);
  if (end === 'hung') process.kill(-(app.pid as number), 'SIGKILL');
  return end;
}

test('an ordinary user without network works with it, in an environment of its own', async () => {
  const user = home();
  const directory = join(user, 'bench');
  const files = ['--vault', sample('vault.jsonl'), '--return', sample('return.jsonl')];
  const app = openStation(user, ['--training', 'bench', '--station', directory, ...files], {
    NODE_OPTIONS: '--require /nowhere.cjs',
    LD_BIND_NOW: '1',
    ELECTRON_ENABLE_LOGGING: '1',
  });
  const gone = goneFrom(app);
  const seenTo = () => journalOf(directory).match(/"kind":"unit-(checked|condemned)"/g)?.length;
  const cards = readFileSync(sample('cards.jsonl'), 'utf8').trimEnd().split('\n');
  await vi.waitFor(() => expect(seenTo()).toBe(cards.length), { timeout: 90_000, interval: 200 });

  const of = (name: string): string => readFileSync(`/proc/${app.pid}/${name}`, 'utf8');
  expect(of('environ')).not.toMatch(/NODE_OPTIONS|LD_BIND_NOW|ELECTRON_/);
  expect(of('limits')).toMatch(/^Max core file size +0 +0/m);
  if (mayInstall) {
    const interfaces = of('net/dev').match(/^ *\w+:/gm);
    expect(interfaces?.map((name) => name.trim())).toEqual(['lo:']);
    // Under an open station nothing is taken away.
    const removal = spawnSync('dpkg', ['-r', 'twofold'], { encoding: 'utf8' });
    expect([removal.status, removal.stderr]).toEqual([1, expect.stringContaining('a station is open')]);
  }
  expect(await endOf(app, gone)).toBe('gone');
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
  const build = execFileSync('sha256sum', [installed('opt/twofold/FILES.sha256')], { encoding: 'utf8' }).slice(0, 16);
  expect(journalOf(directory)).toContain(`"version":"${version}+${build}"`);
  expect(journalOf(directory).match(/station-(?:started|stopped)/g)).toEqual(['station-started', 'station-stopped']);

  // The first card of the sample, whose sticker is good: its serial and its address.
  const scans = readFileSync(sample('scans.txt'), 'utf8').split('\n');
  const card = scans.filter((line) => line !== '' && !line.startsWith('#')).slice(0, 2);
  const run = twofold(
    user,
    ['bench', 'run', '--json', '--station', directory, '--batch', 'SAMPLE-1', '--scans', '-'],
    `${card.join('\n')}\n`,
  );
  // Some cards of the sample are no good, which is said before: the answer to the whole is a no.
  expect([run.code, run.err, run.out.match(/"outcome":"PASS"/g)]).toEqual([1, '', ['"outcome":"PASS"']]);
  expect(journalOf(directory).match(/"kind":"etch-sent"/g)).toHaveLength(1);
  expect(twofold(user, ['journal', 'verify', join(directory, 'journal.jsonl')])).toMatchObject({ code: 0, err: '' });
});

test('D1: installed, it ends in order at any moment of its start', async () => {
  for (const moment of [300, 900, 1700, 2900]) {
    const ends = await Promise.all(
      [[], ...['origin', 'press', 'bench', 'check'].map((role) => ['--training', role])].map(async (role) => {
        const user = home();
        const app = openStation(user, [...role, '--station', join(user, 'station')]);
        const gone = goneFrom(app);
        await after(moment);
        const end = await endOf(app, gone);
        return [
          end,
          journalOf(join(user, 'station'))
            .match(/station-(?:started|stopped)/g)
            ?.at(-1) ?? 'station-stopped',
        ];
      }),
    );
    expect(ends).toEqual(ends.map(() => ['gone', 'station-stopped']));
  }
});

test('M10: with one byte of its archive changed no station opens, and it says so', async () => {
  const archive = installed('opt/twofold/resources/app.asar');
  const whole = readFileSync(archive);
  try {
    writeFileSync(archive, Buffer.concat([whole, Buffer.from([0])]));
    const user = home();
    const app = openStation(user, ['--training', 'bench', '--station', join(user, 'station')]);
    const gone = goneFrom(app);
    let said = '';
    app.stderr?.on('data', (text) => (said += String(text)));
    await vi.waitFor(() => expect(said).toContain('resources/app.asar'), { timeout: 60_000, interval: 100 });
    expect(await endOf(app, gone)).toBe('gone');
    expect(existsSync(join(user, 'station', 'journal.jsonl'))).toBe(false);
  } finally {
    writeFileSync(archive, whole);
  }
});

test('D2: its command line answers, and closes with a pipe that was closed early', () => {
  const user = home();
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
  expect(twofold(user, ['--version']).out).toBe(`twofold ${version}\n`);
  expect(twofold(user, ['nonsense']).code).toBe(2);
  const request = { id: '1', op: 'inspect', text: '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg' };
  expect(twofold(user, ['bip38'], `${JSON.stringify(request)}\n`)).toMatchObject({ code: 0, err: '' });
  const line = `'${installed('opt/twofold/cli/twofold')}' --help | head -1`;
  const piped = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
  expect([piped.stdout, piped.stderr]).toEqual([expect.stringMatching(/^usage: twofold/), '']);
});

/** On the disk of the checkout, so that what was fetched for it is there by links to the same files. */
const elsewhere = join(root, '.cache', 'elsewhere');

/** The sources alone, at a path over which a script may stumble, beside what was fetched for them. */
function checkoutElsewhere(): string {
  rmSync(elsewhere, { recursive: true, force: true });
  const copy = join(elsewhere, 'a b ü');
  const sources = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const name of sources
    .toString('utf8')
    .split('\0')
    .filter((name) => existsSync(join(root, name))))
    if (name !== '') cpSync(join(root, name), join(copy, name));
  execFileSync('cp', ['-al', join(root, 'node_modules'), copy]);
  symlinkSync(join(root, '.cache'), join(copy, '.cache'));
  return copy;
}

test('D6: packed elsewhere, by somebody with other habits, it has the same bytes', () => {
  const name = basename(debian, '.deb');
  const facts = readFileSync(join(dirname(debian), `${name}.build.json`), 'utf8');
  const { sourceDateEpoch } = JSON.parse(facts) as { sourceDateEpoch: number };
  const again = join(scratch, 'again');
  const command = `umask 077; exec '${process.execPath}' build/package.mjs --rehearsal --quick --out '${again}'`;
  execFileSync('sh', ['-c', command], {
    cwd: checkoutElsewhere(),
    stdio: 'pipe',
    env: { ...process.env, SOURCE_DATE_EPOCH: String(sourceDateEpoch), TZ: 'Pacific/Auckland', LC_ALL: 'C' },
  });
  const sums = (folder: string): string =>
    execFileSync('sha256sum', [`${name}.deb`, `${name}.cdx.json`], { cwd: folder, encoding: 'utf8' });
  expect(sums(again)).toBe(sums(dirname(debian)));
});

test('purged, it leaves nothing but what people made', () => {
  purge();
  expect(existsSync(installed('opt/twofold'))).toBe(false);
  expect(ofUs()).toBe(before);
});
