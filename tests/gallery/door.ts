/** The door's window in every state worth looking at. */
import { failIn, ok } from '../../core/base/result.ts';
import type { DoorHandlers, DoorStage } from '../../electron/roles/door/contract.ts';
import { ownIdentityNamed } from '../fakes/peers.ts';
import { fakeBridge } from '../fakes/bridge.ts';
import type { GalleryScene } from './form.ts';

const directory = '/home/press/.config/twofold/station';
const gate = {
  at: 'gate',
  name: 'OUL-1-PRESS-02',
  station: 'press',
  mode: 'production',
  created: '2026-11-02T08:15:00.000Z',
  people: false,
  wait: 0,
  locked: null,
} as const;

/** @param stages what the door is, call after call; the last one stays. */
function scene(
  stages: readonly DoorStage[],
  press: readonly string[] = [],
  over: Partial<DoorHandlers> = {},
): GalleryScene {
  return {
    press,
    open(preferences) {
      let asked = 0;
      const handlers: DoorHandlers = {
        station: async () => ({
          role: 'door',
          version: '0.1.0',
          runtime: 'Electron 45.4.1',
          directory,
          preferences,
          stage: stages[Math.min(asked++, stages.length - 1)] as DoorStage,
        }),
        preferences: async () => ok(null),
        openManual: async () => null,
        train: async () => ok(null),
        commission: async () => ok(null),
        restore: async () => ok({ name: 'OUL-1-PRESS-02', records: 1041 }),
        saveIdentity: async () => ok({ path: '/media/transfer/press-OUL-1-PRESS-02.identity.txt' }),
        open: async () => ok(null),
        unlock: async () => ok(null),
        signIn: async () => ok(null),
        accept: async () => ok(null),
        acceptByBadge: async () => ok(null),
        ...over,
      };
      return { bridge: fakeBridge(handlers), play: () => {} };
    },
  };
}

const keys = (text: string): readonly string[] => text.split('').map((key) => (key === ' ' ? 'Space' : key));
const never = () => new Promise<never>(() => {});
const six = 'anvil basket canyon dolphin ember falcon';
/** Role, name, passphrase and the same again. */
const filled = [
  ...['click:commission', 'Tab', 'Tab', 'ArrowDown', 'Tab', ...keys('OUL-1-PRESS-02')],
  ...['Tab', 'Tab', ...keys(six), 'Tab', 'Tab', ...keys(six)],
];

export const DOOR_SCENES: Readonly<Record<string, GalleryScene>> = {
  'door-new': scene([{ at: 'empty' }]),
  'door-taken': scene([
    {
      at: 'taken',
      trouble: {
        area: 'station',
        kind: 'not-empty',
        message: `${directory} is not empty (holiday.jpg is there). A new station wants a directory of its own.`,
        facts: { directory, found: 'holiday.jpg' },
      },
    },
  ]),
  'door-restored': scene([{ at: 'empty' }, { ...gate, people: true }], ['click:restore']),
  'door-no-backup': scene([{ at: 'empty' }], ['click:restore'], {
    restore: async () =>
      failIn('backup')(
        'not-a-backup',
        '/media/backup holds no backup of a station. Choose the folder that a backup has made.',
        { folder: '/media/backup' },
      ),
  }),
  'door-commission': scene([{ at: 'empty' }], ['click:commission']),
  'door-filled': scene([{ at: 'empty' }], filled),
  'door-weak': scene(
    [{ at: 'empty' }],
    [...filled.slice(0, 19), 'Tab', 'Tab', ...keys('Passw0rd2026'), 'Tab', 'Tab', ...keys('Password2026')],
  ),
  'door-making': scene([{ at: 'empty' }], [...filled, 'Enter'], { commission: never }),
  'door-made': scene([{ at: 'made', identity: ownIdentityNamed('OUL-1-PRESS-02', 'press') }], ['click:save-identity']),
  'door-gate': scene([gate]),
  'door-people': scene([{ ...gate, people: true }]),
  'door-recover': scene([{ ...gate, people: true }], ['click:recover']),
  'door-rehearsal': scene([{ ...gate, mode: 'training', name: 'REHEARSAL ORIGIN', station: 'origin' }]),
  'door-wait': scene([gate, { ...gate, wait: 64 }], [...keys('wrong'), 'Enter'], {
    unlock: async () =>
      failIn('gate')('wrong-passphrase', "This is not the station's passphrase. Wait 64 s before the next try.", {
        wait: 64,
      }),
  }),
  'door-locked': scene([
    {
      ...gate,
      wait: 3600,
      locked: {
        area: 'gate',
        kind: 'locked-out',
        message:
          'This copy of the station is locked: 100 wrong passphrases were given in a row. Find out by whom, and restore the station from its backup.',
        facts: { wrong: 100 },
      },
    },
  ]),
  'door-journal-missing': scene([gate], [...keys('right'), 'Enter'], {
    unlock: async () =>
      failIn('station')(
        'journal-missing',
        `The journal of this station is not in ${directory}. Restore it from your backup; without it nothing may be done here.`,
        { directory },
      ),
  }),
  'door-went-back': scene([gate], [...keys('right'), 'Enter'], {
    unlock: async () =>
      failIn('journal')(
        'journal-went-back',
        `The journal ${directory}/journal.jsonl has 312 records, and this station had 1041 records: its end was cut off, or an older one was put in its place. Nothing is done here until two people have found out why, and have given the newest record of it that is known from paper or from another station (twofold journal accept, or at the door).`,
        { path: `${directory}/journal.jsonl`, noted: 1041, size: 312 },
      ),
  }),
  'door-shut': scene([
    {
      at: 'shut',
      trouble: {
        area: 'gate',
        kind: 'station-damaged',
        message: `${directory}/station.keys is damaged. Restore it from your backup; nothing else opens this station.`,
        facts: { path: `${directory}/station.keys` },
      },
    },
  ]),
};
