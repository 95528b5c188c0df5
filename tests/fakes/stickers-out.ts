/** A printer and a hand scanner at their ports, and the hand that holds it over both layers of every sticker that comes out. */
import { setTimeout as pause } from 'node:timers/promises';
import { VirtualPrinter } from '../../electron/devices/virtual-printer.ts';
import { VirtualScanner } from '../../electron/devices/virtual-scanner.ts';
import { attachVirtualDevice } from './pty.ts';

/**
 * Gives the codes of each sticker, in the order in which they came out.
 *
 * @param read the codes on a label, from its commands
 * @param print starts the printing with these options and ends with it
 */
export async function stickersOut(
  count: number,
  read: (label: string) => Promise<readonly string[]>,
  print: (ports: readonly string[]) => Promise<unknown>,
): Promise<readonly (readonly string[])[]> {
  const labels: string[] = [];
  let came = (): void => undefined;
  const printed = (label: string): void => {
    labels.push(label);
    came();
  };
  const next = (n: number) =>
    new Promise<string>((resolve) => {
      came = () => {
        if (labels[n] !== undefined) resolve(labels[n]);
      };
      came();
    });
  const printer = new VirtualPrinter(printed, { dpmm: 12, pace: 50, counts: true });
  const scanner = new VirtualScanner();
  const [paper, eye] = [await attachVirtualDevice(printer, 'printer'), await attachVirtualDevice(scanner, 'scanner')];
  try {
    const printing = print(['--printer', paper.path, '--scanner', eye.path]);
    const early = printing.then(() => {
      throw new Error(`the printing ended after ${labels.length} of ${count} stickers`);
    });
    early.catch(() => undefined);
    const stickers: (readonly string[])[] = [];
    for (let n = 0; n < count; n++) {
      const codes = await read(await Promise.race([next(n), early]));
      for (const code of codes) {
        // As long as a quick hand takes from one layer to the next; what comes before the station asks waits for it.
        await pause(250);
        await scanner.scan(code);
      }
      stickers.push(codes);
    }
    await printing;
    return stickers;
  } finally {
    for (const cable of [paper, eye]) await cable.close();
  }
}
