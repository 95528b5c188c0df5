/** A station whose people have badges, and the scanner they hold them before: a real port, with a cable to pull. */
import type { ElectronApplication, Page } from '@playwright/test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../../core/base/result.ts';
import type { Role } from '../../core/base/role.ts';
import type { Serial } from '../../core/card/serial.ts';
import { Secret } from '../../core/base/secret.ts';
import { badgeText } from '../../core/scan/badge.ts';
import { VirtualScanner } from '../../electron/devices/virtual-scanner.ts';
import { commission } from '../../electron/station/commission.ts';
import type { PeopleDesk } from '../../electron/people/desk.ts';
import { openCommissioned } from '../../electron/station/commissioned.ts';
import { beginPeople, enrol } from '../../electron/station/people.ts';
import { openGate, readStation } from '../../electron/station/gate.ts';
import { pinPeer } from '../../electron/station/peers.ts';
import { openVault } from '../../electron/vault/vault.ts';
import { credentialsOf, type TestBadge } from '../fakes/badges.ts';
import { BATCH, openingEvents, passphraseOf, type TestCard } from '../fakes/cards.ts';
import { rememberedScrypt } from '../fakes/remembered.ts';
import { attachVirtualDevice } from '../fakes/pty.ts';
import { platformRandom } from '../fakes/streams.ts';

export const STATION_PASSPHRASE = 'anvil basket canyon dolphin ember falcon';

/** What a scanner reads of a badge. */
export function textOfBadge(badge: TestBadge): string {
  const { badge: held, pin } = credentialsOf(badge);
  const text = badgeText(held);
  held.secret.wipe();
  pin.wipe();
  return text;
}

/** A scanner on a real port. */
export async function plugScanner() {
  const scanner = new VirtualScanner();
  const cable = await attachVirtualDevice(scanner, 'scanner');
  return { path: cable.path, scan: (text: string) => scanner.scan(text), close: () => cable.close() };
}

const PORTS = {
  derivation: rememberedScrypt,
  random: platformRandom,
  clock: { now: () => new Date().toISOString() },
};
const passphrase = () => new Secret(new Uint8Array(Buffer.from(STATION_PASSPHRASE, 'latin1')));

/** A commissioned station of nobody yet. */
export async function newStation(role: Role, name: string): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-people-'));
  using first = passphrase();
  must(await commission({ directory, role, name, mode: 'production', passphrase: first }, PORTS));
  return directory;
}

/**
 * A commissioned station that these people open, with its scanner at `port`, or at none yet: the first two supervisors,
 * the others operators. Their PINs are given; their badges are put into `people`.
 */
export async function peopledStation(role: Role, name: string, port: string | null, people: Record<string, TestBadge>) {
  const directory = await newStation(role, name);
  await givePeople(directory, port, people);
  return directory;
}

/** @param peers directories of stations that it trusts from then on */
export async function givePeople(
  directory: string,
  port: string | null,
  people: Record<string, TestBadge>,
  peers: readonly string[] = [],
): Promise<void> {
  const gate = must(await openGate({ ...PORTS, directory, now: () => performance.now() }));
  using given = passphrase();
  const station = must(await openCommissioned(directory, must(await gate.unlock(given)), PORTS.clock));
  const { identity: self, book, journal } = station;
  const [first = '', second = '', ...others] = Object.keys(people);
  for (const peer of peers) {
    const { identity } = must(await readStation(peer));
    must(await pinPeer({ self, book, journal }, { ...identity, newest: null }, [first, second]));
  }
  const desk: PeopleDesk = {
    credentials: async ({ seat }) => credentialsOf(Object.values(people)[seat] as TestBadge),
    newPin: async (name) => Secret.copyOf(Buffer.from(people[name]?.pin ?? '', 'latin1')),
    giveBadge: async (name, badge) => {
      const { id } = badge;
      const secret = badge.secret.use((bytes) => Buffer.from(bytes).toString('hex'));
      Object.assign(people, { [name]: { id, secret, pin: people[name]?.pin } });
      return true;
    },
    done: () => undefined,
  };
  must(await beginPeople(station, [first, second], desk));
  await station.attendance.signIn(credentialsOf(people[first] as TestBadge));
  for (const name of others) {
    must(await enrol(station, { name, roles: ['operator'] }, desk, { question: 'Enrol?', detail: '' }));
  }
  await station.close();
  const scanner = port === null ? {} : { scanner: { port, baudRate: 9600, feedback: 'none', usb: null } };
  writeFileSync(join(directory, 'settings.json'), JSON.stringify({ ...scanner, theme: 'light' }), { mode: 0o600 });
}

/** Puts a batch into a bench of nobody yet, as if it had come from stations that it trusts. */
export async function giveBatch(directory: string, cards: readonly TestCard[]): Promise<void> {
  const gate = must(await openGate({ ...PORTS, directory, now: () => performance.now() }));
  using given = passphrase();
  const station = must(await openCommissioned(directory, must(await gate.unlock(given)), PORTS.clock));
  const { vaultKey: stationKey, identity, journal } = station;
  const vault = openVault({
    ...{ directory: join(directory, 'vault'), station: identity.name, stationKey },
    ...{ random: platformRandom, letGoOfKeys: () => undefined },
  });
  const units = cards.map((card) => ({ serial: card.serial as Serial, passphrase: passphraseOf(card) }));
  must(await vault.put(BATCH, units));
  await journal.append(openingEvents(cards));
  vault[Symbol.dispose]();
  await station.close();
}

/** The window in which people prove who they are, once it is open. */
export async function askedWindow(app: ElectronApplication): Promise<Page> {
  const isIt = (page: Page): boolean => page.url().startsWith('app://people/');
  const page = app.windows().find(isIt) ?? (await app.waitForEvent('window', { predicate: isIt, timeout: 30_000 }));
  await page.waitForSelector('[data-asks]');
  return page;
}

/**
 * Keys of the number block, as the system tells of them: the driver of the tests sends letters past whoever takes keys
 * before a page.
 */
export const strike = (
  app: ElectronApplication,
  keys: readonly string[],
  at: 'people' | 'station' = 'people',
): Promise<void> =>
  app.evaluate(
    async ({ webContents }, [struck, host]) => {
      const asked = webContents.getAllWebContents().find((one) => one.getURL().startsWith(`app://${host}/`));
      for (const keyCode of struck) {
        asked?.sendInputEvent({ type: 'keyDown', keyCode });
        asked?.sendInputEvent({ type: 'keyUp', keyCode });
        // As fast as nobody types.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    [keys, at] as const,
  );

/** Types a text and *Enter* as a scanner does that is set as a keyboard. */
export const typeAsScanner = (app: ElectronApplication, text: string, at: 'people' | 'station'): Promise<void> =>
  app.evaluate(
    async ({ webContents }, [typed, host]) => {
      const window = webContents.getAllWebContents().find((one) => one.getURL().startsWith(`app://${host}/`));
      for (const keyCode of [...typed, 'Enter']) {
        window?.sendInputEvent({ type: 'keyDown', keyCode });
        window?.sendInputEvent({ type: 'char', keyCode: keyCode === 'Enter' ? '\r' : keyCode });
        window?.sendInputEvent({ type: 'keyUp', keyCode });
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    [text, at] as const,
  );

/** What a scanner reads of the code on the page by which it is set up. */
export { TEST_TEXT } from '../../core/scan/habits.ts';

/** With the number block alone. */
export const typePin = (app: ElectronApplication, pin: string): Promise<void> =>
  strike(app, [...[...pin].map((digit) => `num${digit}`), 'Enter']);
