/** The calls about what stands on a Bench's table: laser, scanner, printer, and their simulated ones. */
import { createLaser } from './laser.ts';
import { notTraining, type HandlerParts, type Part } from './handler-parts.ts';
import { loadLabels } from './labels.ts';
import { deviceHandlers, type DeviceCalls } from '../../station/scanner-handlers.ts';

export function answerLaser({
  station,
  devices,
  settings,
  ask,
}: HandlerParts): Part<
  'laser' | 'setLaserFormat' | 'setReading' | 'setSlot' | 'setLink' | 'setTray' | 'chooseJobFolder' | 'ownJobFolder'
> {
  const laser = createLaser({
    parts: station.parts,
    settings,
    ask,
    laid: () => station.bench.laid,
    ports: () => devices.ports(),
  });
  return {
    laser: () => laser.view(),
    setLaserFormat: ({ format }) => laser.format(format),
    setReading: (reading) => laser.read(reading),
    setLink: (link) => laser.link(link),
    setSlot: ({ slot }) => laser.slot(slot),
    async setTray(tray) {
      const laid = await laser.lay(tray);
      station.bench.lookAgain();
      return laid;
    },
    chooseJobFolder: () => laser.choose(),
    ownJobFolder: () => laser.own(),
  };
}

export function answerDevices({
  station,
  settings,
  fit,
  devices,
  packing,
  tray,
}: HandlerParts): Part<
  | 'configureDevice'
  | 'configureLabels'
  | 'configurePacking'
  | 'printStatement'
  | 'simulateScan'
  | 'simulateFault'
  | keyof DeviceCalls
> {
  return {
    ...deviceHandlers(devices, tray === null ? null : (text) => tray.hold(text)),
    configureLabels: (choice) => loadLabels(choice, { settings, journal: station.parts.journal, devices, fit }),
    configurePacking: ({ print }) => packing.configure(print),
    printStatement: ({ serial }) => packing.print(serial),
    configureDevice: ({ device, ...choice }) => devices.choose(device, choice),
    simulateScan: async ({ card, what }) => tray?.scan(card, what) ?? notTraining(),
    simulateFault: async ({ device, fault }) => (tray === null ? notTraining() : devices.fault(device, fault)),
  };
}
