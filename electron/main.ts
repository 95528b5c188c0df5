/** The station with its window. Reads top to bottom: doors shut, directory opened, devices started, window shown. */
import './prelude.ts';
import { app, dialog, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import { createHandlers } from './station/handlers.ts';
import { createLabels } from './station/labels.ts';
import { LABEL_DPMM, startDevices } from './station/devices.ts';
import { lockProcess } from './lockdown.ts';
import { openSettings } from './station/settings.ts';
import { openTrainingStation } from './station/open.ts';
import { keepLabels, openTray } from './station/tray.ts';
import { readOptions, chooseBatchFiles } from './options.ts';
import { registerScheme } from './scheme.ts';
import { serveBridge } from './bridge/serve.ts';
import { simulatedConnector } from './devices/simulator.ts';
import { createSerialConnector } from './devices/serial.ts';
import { startBench, stationFault, type BenchStation } from './station/station.ts';
import { openWindow } from './window.ts';
import { readScan } from '../core/scan/card-code.ts';
import { version } from '../package.json';
import { VirtualPrinter } from './devices/virtual-printer.ts';
import { VirtualScanner } from './devices/virtual-scanner.ts';

const options = readOptions(process.argv, app);
app.setPath('userData', join(options.station, 'chromium'));
process.umask(0o077);
registerScheme();
lockProcess();
let window: BrowserWindow | null = null;
if (!app.requestSingleInstanceLock()) app.exit(0);
app.on('second-instance', () => window?.focus());
app.on('window-all-closed', () => app.quit());

async function start(): Promise<void> {
  await app.whenReady();
  const dist = join(app.getAppPath(), 'dist');
  const runtime = `Electron ${process.versions.electron}, Node ${process.versions.node}`;
  const opened = await openTrainingStation({ directory: options.station, dist, version, runtime });
  if (!opened.ok) {
    dialog.showErrorBox('Twofold cannot start', opened.error.message);
    return app.exit(1);
  }
  const parts = opened.value;
  const settings = await openSettings(options.station);
  const virtual = {
    scanner: new VirtualScanner(),
    printer: new VirtualPrinter(keepLabels(join(options.station, 'labels')), { dpmm: LABEL_DPMM }),
  };
  const tray = await openTray(join(app.getAppPath(), 'resources'), virtual.scanner);

  const station: BenchStation = await startBench(
    parts,
    createLabels({
      station: parts.name,
      mode: parts.mode,
      devices: { print: (label) => devices.print(label) },
      printed: (label) => station.tell({ type: 'label', label }),
    }),
  );
  const devices = startDevices({
    journal: parts.journal,
    settings,
    serial: createSerialConnector(async () => (await import('serialport')).SerialPort.binding),
    simulated: simulatedConnector(virtual),
    virtual,
    scanned: (frame) => void station.scan(readScan(frame), (judgement) => devices.scanner.feedback(judgement)),
    changed: (view) => station.tell({ type: 'devices', devices: view }),
  });

  const chooseFiles = () => chooseBatchFiles(window as BrowserWindow);
  window = await openWindow(dist, `${parts.name} - Twofold`, (opening) => {
    const tell = serveBridge(opening, createHandlers({ station, devices, settings, tray, chooseFiles }));
    station.watch(tell);
  });
  if (options.batch !== null) {
    const batch = await station.open(options.batch);
    if (batch.ok) await station.check.start();
    else station.tell(stationFault(batch.error));
  }

  let closing = false;
  app.on('before-quit', (event) => {
    if (closing) return;
    closing = true;
    event.preventDefault();
    void devices
      .close()
      .then(() => station.close())
      .finally(() => app.exit(0));
  });
}

start().catch((error: unknown) => {
  dialog.showErrorBox('Twofold cannot start', error instanceof Error ? error.message : 'unknown fault');
  app.exit(1);
});
