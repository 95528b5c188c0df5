/** The port of one device by the settings: chosen by a person from what the system lists, real or played. */
import type { Journal } from '../../core/journal/journal.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { DeviceView, PortView } from '../bridge/devices.ts';
import type { DeviceAddress } from '../devices/connection.ts';
import type { VirtualDevice } from '../devices/simulator.ts';
import type { Connector, DeviceStatus } from '../devices/transport.ts';
import { SIMULATED, type SettingsStore } from './settings.ts';

const fail = failIn('port');

export type DeviceName = 'scanner' | 'printer';

/** What a window shows for the port of a device that has none yet, where nothing is played. */
export const UNCHOSEN = 'none';

/** In the place of a port: the person is asked for its path where no page can answer. */
const OTHER = 'other';

const NOT_CHOSEN: Connector = {
  open: async () => fail('no-port', 'No port is chosen for this device. Choose one on the screen of the devices.'),
  list: async () => [],
};

/** What a person chose for a device. */
export interface DeviceChoice {
  readonly port: string;
  readonly baudRate: number;
  readonly feedback: string;
}

export interface PortParts {
  readonly journal: Pick<Journal, 'append'>;
  readonly settings: SettingsStore;
  readonly serial: Connector;
  /** Asks a person for the path of a port that the system does not list; null: they changed their mind. */
  readonly askPort: () => Promise<string | null>;
  /** Training alone has devices that are only played; null anywhere else. */
  readonly simulated: Connector | null;
  /** The devices behind `simulated`, at the paths `scanner` and `printer`. */
  readonly virtual: Readonly<Record<DeviceName, VirtualDevice>> | null;
}

/** The ports of a station as a person chooses among them. */
export interface PortChoice {
  list(): Promise<readonly PortView[]>;
  /** On record; true where there is another port from now on, false where they changed their mind. */
  choose(device: DeviceName, wanted: DeviceChoice): Promise<Result<boolean>>;
}

/** Names no path to a page but those that it was shown last, since opening some devices does something. */
export function createPortChoice({ settings, journal, serial, askPort, simulated }: PortParts): PortChoice {
  let shown: readonly string[] = [];
  return {
    async list() {
      const listed = await serial.list();
      shown = listed.map(({ path }) => path);
      const none = simulated === null ? UNCHOSEN : SIMULATED;
      return [{ path: none, title: '' }, ...listed.map(({ path, title }) => ({ path, title }))];
    },
    async choose(device, wanted) {
      const port = wanted.port === OTHER ? await askPort() : wanted.port;
      if (port === null) return ok(false);
      const known = [UNCHOSEN, SIMULATED, settings.value[device].port, ...shown];
      if (wanted.port !== OTHER && !known.includes(port)) {
        return fail(
          'not-listed',
          'This port is not among those that were listed. Look at the list again, or choose its path.',
        );
      }
      const choice = { ...wanted, port: port === UNCHOSEN ? SIMULATED : port };
      const listed = choice.port === SIMULATED ? [] : await serial.list();
      const usb = listed.find(({ path }) => path === choice.port)?.usb ?? null;
      const saved = await settings.change({ [device]: { ...settings.value[device], ...choice, usb } });
      if (!saved.ok) return saved;
      await journal.append([{ kind: 'settings-changed', what: device, to: `${port} ${choice.baudRate}` }]);
      return ok(true);
    },
  };
}

/** Where it is to be found. */
export function deviceAddress(device: DeviceName, settings: SettingsStore): DeviceAddress {
  const { port, baudRate, usb } = settings.value[device];
  const path = port === SIMULATED ? device : port;
  return { port: { path, baudRate, flow: 'none' }, usb };
}

export const connectorOf = (
  device: DeviceName,
  { settings, simulated, serial }: Pick<PortParts, 'settings' | 'simulated' | 'serial'>,
): Connector => (settings.value[device].port === SIMULATED ? (simulated ?? NOT_CHOSEN) : serial);

export function deviceView(
  device: DeviceName,
  { state, trouble }: DeviceStatus,
  { settings, virtual }: Pick<PortParts, 'settings' | 'virtual'>,
): DeviceView {
  const { port, baudRate, feedback } = settings.value[device];
  const played = port === SIMULATED && virtual !== null ? virtual[device] : null;
  const faults = played?.faults.list() ?? [];
  const shown = port === SIMULATED && played === null ? UNCHOSEN : port;
  return { port: shown, baudRate, feedback, state, trouble, faults };
}

/**
 * Ready and not ready are worth a record; opening and busy come and go with every label, and where no port is chosen
 * nothing can be gone.
 */
export function noteStatus(
  device: DeviceName,
  { state, trouble }: DeviceStatus,
  { journal, settings, simulated }: Pick<PortParts, 'journal' | 'settings' | 'simulated'>,
): void {
  if (state !== 'ready' && state !== 'absent' && state !== 'faulted') return;
  if (settings.value[device].port === SIMULATED && simulated === null) return;
  const event = { kind: 'device-changed', device, state, reason: trouble?.kind ?? null } as const;
  // A journal that fails has stopped the station and said so already.
  journal.append([event]).catch(() => undefined);
}
