import { afterEach, expect, test, vi } from 'vitest';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import { FRAME_RULES } from '../../../../core/scan/frame-rules.ts';
import { failIn, must } from '../../../../core/base/result.ts';
import { layOutSticker } from '../../../../core/sticker/layout.ts';
import type { Connector } from '../../../../electron/devices/transport.ts';
import { startPressDevices, type PressDevices } from '../../../../electron/roles/press/devices.ts';
import { openPressTraining } from '../../../../electron/roles/press/training.ts';
import { openSettings, SIMULATED, type SettingsStore } from '../../../../electron/station/settings.ts';
import { scratch } from '../../../fakes/bench-station.ts';

const open: PressDevices[] = [];
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

const none: Connector = {
  open: () => Promise.reject(new Error('no real port is opened here')),
  list: () => Promise.resolve([{ path: '/dev/ttyACM0', title: 'A printer', usb: null }]),
};

async function start(settings: SettingsStore, training = true, serial = none) {
  const recorded: JournalEvent[] = [];
  const codes: (readonly (string | null)[])[] = [];
  const played = openPressTraining(settings.value.stickers, (read) => codes.push(read));
  const devices = startPressDevices({
    journal: {
      append: (events) => {
        recorded.push(...events);
        return Promise.resolve([]);
      },
    },
    settings,
    serial,
    askPort: () => Promise.resolve('/dev/pts/9'),
    simulated: training ? played.simulated : null,
    virtual: training ? played.virtual : null,
    fit: played.fit,
    frames: FRAME_RULES,
    scanned: () => undefined,
    changed: () => undefined,
  });
  open.push(devices);
  if (training) await vi.waitFor(() => expect(devices.view.printer.state).toBe('ready'), 5000);
  return { devices, recorded, codes, played };
}

const sticker = ({ stock, style }: PressDevices['loaded']) =>
  must(
    layOutSticker(
      {
        serial: 'CARD-000123',
        coin: 'BTC',
        address: '16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF',
        key: '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7',
        sticker: 'ST-00000123',
        training: true,
      },
      stock,
      style,
    ),
  );

test('a sticker comes out of the printer that is set, and the eye reads both its layers', async () => {
  const { devices, codes } = await start(await openSettings(await scratch()));
  expect(await devices.stickers.print(sticker(devices.loaded))).toEqual({ ok: true, value: 'counted' });
  expect(codes).toEqual([
    [
      '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7',
      'bitcoin:16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF?label=CARD-000123',
    ],
  ]);
  expect(await devices.forget()).toEqual({ ok: true, value: null });
});

test('another language and resolution: another printer, the setting kept and on record', async () => {
  const directory = await scratch();
  const { devices, codes, recorded } = await start(await openSettings(directory));
  expect(
    await devices.load({ language: 'tspl', dpmm: 24, width: 25, height: 25, serialIn: 'link', follow: false }),
  ).toEqual({
    ok: true,
    value: null,
  });
  await vi.waitFor(() => expect(devices.view.printer.state).toBe('ready'), 5000);
  expect(devices.loaded).toMatchObject({ stock: { width: 25, dpmm: 24 }, style: { language: 'tspl' } });
  expect(await devices.stickers.print(sticker(devices.loaded))).toMatchObject({ ok: true });
  expect(codes.at(-1)).toEqual([expect.stringMatching(/^6Pn/), expect.stringMatching(/^bitcoin:16kt/)]);
  expect(recorded).toContainEqual({
    kind: 'settings-changed',
    what: 'stickers',
    to: 'tspl 24 dots/mm 25 x 25 mm link, next by hand',
  });
  expect((await openSettings(directory)).value.stickers).toEqual({
    language: 'tspl',
    dpmm: 24,
    width: 25,
    height: 25,
    serialIn: 'link',
    follow: false,
  });
});

test('what no sticker fits on is refused, with what would do, and nothing changes', async () => {
  const settings = await openSettings(await scratch());
  const { devices } = await start(settings);
  const refused = await devices.load({
    language: 'zpl',
    dpmm: 8,
    width: 22,
    height: 22,
    serialIn: 'link',
    follow: false,
  });
  expect(refused).toMatchObject({ error: { kind: 'text-too-small' } });
  expect(refused.ok ? '' : refused.error.message).toContain('Use stickers of 26 x 26 mm or a printer of 300 dpi.');
  expect(settings.value.stickers.dpmm).toBe(12);
  expect(devices.flaw).toBeNull();
  await settings.change({
    stickers: { language: 'zpl', dpmm: 8, width: 22, height: 22, serialIn: 'link', follow: false },
  });
  expect(devices.flaw).toMatchObject({ kind: 'text-too-small' });
});

test('a sticker drawn for another printer than the one that is set is never sent', async () => {
  const settings = await openSettings(await scratch());
  const { devices, codes } = await start(settings);
  const before = sticker(devices.loaded);
  must(await devices.load({ language: 'zpl', dpmm: 24, width: 22, height: 22, serialIn: 'link', follow: false }));
  await vi.waitFor(() => expect(devices.stickers.trouble).toBeNull(), 5000);
  expect(await devices.stickers.print(before)).toMatchObject({
    error: { kind: 'unsent', facts: { because: 'would-not-read' } },
  });
  expect(codes).toEqual([]);
});

test.each(['calibration', 'test'] as const)('the page for %s is printed and holds no secret', async (page) => {
  const { devices, codes } = await start(await openSettings(await scratch()));
  expect(await devices.page(page)).toEqual({ ok: true, value: null });
  expect(codes).toEqual([page === 'test' ? [expect.stringContaining('opens.none'), expect.any(String)] : []]);
});

test('outside training nothing is played: no port is chosen, and none of it can be', async () => {
  const { devices, codes } = await start(await openSettings(await scratch()), false);
  await vi.waitFor(() => expect(devices.view.printer.trouble?.kind).toBe('no-port'));
  expect(devices.view.printer.trouble?.message).toContain('No port is chosen');
  expect(devices.view.printer.faults).toEqual([]);
  expect(await devices.ports()).not.toContainEqual({ path: SIMULATED, title: '' });
  expect(await devices.page('calibration')).toMatchObject({ error: { kind: 'unsent' } });
  expect(devices.fault('printer', 'paper-out')).toMatchObject({ ok: false });
  expect(codes).toEqual([]);
});

test('M6: a page opens no path that was not listed to it; another is chosen by a person, where no page answers', async () => {
  const settings = await openSettings(await scratch());
  const open = async () => failIn('port')('no-port', 'nothing is plugged in');
  const { devices, recorded } = await start(settings, true, { ...none, open });
  const choose = (port: string) => devices.choose('printer', { port, baudRate: 9600, feedback: 'none' });
  for (const port of ['/dev/ttyACM0', '/dev/watchdog', '/dev/kmsg', '/etc/passwd', '../station.keys'])
    expect(await choose(port)).toMatchObject({ ok: false, error: { kind: 'not-listed' } });
  expect(settings.value.printer.port).toBe(SIMULATED);
  expect(recorded.filter(({ kind }) => kind === 'settings-changed')).toEqual([]);
  await devices.ports();
  must(await choose('/dev/ttyACM0'));
  expect(settings.value.printer.port).toBe('/dev/ttyACM0');
  must(await choose('other'));
  expect(settings.value.printer.port).toBe('/dev/pts/9');
});
