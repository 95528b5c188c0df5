/** The station with its window. Reads top to bottom: doors shut, directory opened, devices started, window shown. */
import './prelude.ts';
import { app, dialog, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import { readScan } from '../core/scan/card-code.ts';
import { version } from '../package.json';
import { serveBridge } from './bridge/serve.ts';
import { createSerialConnector } from './devices/serial.ts';
import { lockProcess } from './lockdown.ts';
import { chooseBatchFiles, readOptions } from './options.ts';
import { registerScheme } from './scheme.ts';
import { startDevices } from './station/devices.ts';
import { createHandlers } from './station/handlers.ts';
import { createLabels } from './station/labels.ts';
import { openTrainingStation } from './station/open.ts';
import { openSettings } from './station/settings.ts';
import { startBench, stationFault, type BenchStation } from './station/station.ts';
import { openTraining } from './station/training.ts';
import { openWindow } from './window.ts';

const { station: directory, batch } = readOptions(process.argv, app);
process.umask(0o077);
app.setPath('userData', join(directory, 'chromium'));
registerScheme();
lockProcess();
// A bug in here leaves nobody knowing what holds: the journal has what was done, so stop at once.
process.on('uncaughtException', stop);
process.on('unhandledRejection', stop);

let window: BrowserWindow | null = null;
app.on('second-instance', () => window?.focus());
app.on('window-all-closed', () => app.quit());
if (app.requestSingleInstanceLock()) start().catch(stop);
else app.exit(0);

async function start(): Promise<void> {
  await app.whenReady();
  const home = app.getAppPath();
  const dist = join(home, 'dist');
  const runtime = `Electron ${process.versions.electron}, Node ${process.versions.node}`;
  const opened = await openTrainingStation({ directory, dist, version, runtime });
  if (!opened.ok) return stop(new Error(opened.error.message));
  const { journal, name, mode } = opened.value;
  const settings = await openSettings(directory);
  const { virtual, simulated, tray } = await openTraining(join(home, 'resources'), directory);

  const labels = createLabels({
    station: name,
    mode,
    devices: { print: (label) => devices.print(label) },
    printed: (label) => station.tell({ type: 'label', label }),
  });
  const station: BenchStation = await startBench(opened.value, labels);
  const devices = startDevices({
    journal,
    settings,
    serial: createSerialConnector(async () => (await import('serialport')).SerialPort.binding),
    simulated,
    virtual,
    scanned: (frame) => void station.scan(readScan(frame), (judgement) => devices.scanner.feedback(judgement)),
    changed: (view) => station.tell({ type: 'devices', devices: view }),
  });
  app.once('before-quit', (event) => {
    event.preventDefault();
    void closeAll().finally(() => app.exit(0));
  });
  const closeAll = () => devices.close().then(() => station.close());

  const chooseFiles = () => chooseBatchFiles(window);
  window = await openWindow(dist, `${name} - Twofold`, (shown) => {
    station.watch(serveBridge(shown, createHandlers({ station, devices, settings, tray, chooseFiles })));
  });
  const first = batch === null ? null : await station.open(batch);
  if (first?.ok === false) station.tell(stationFault(first.error));
  else if (first !== null) await station.check.start();
}

/** Says why, and ends. Messages of ours hold no secret by the rules of the house. */
function stop(error: unknown): void {
  dialog.showErrorBox('Twofold has stopped', error instanceof Error ? error.message : 'unknown fault');
  app.exit(1);
}
