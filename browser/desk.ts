/** What answers behind the page: the recipe of Check over the means of a browser, as main does it for a station. */
import { COIN_NAMES } from '../core/coins/coins.ts';
import type { Later } from '../core/stations/check/holding.ts';
import { createCheckTable } from '../core/stations/check/table.ts';
import type { TableView } from '../core/stations/check/view.ts';
import { createCheckHandlers } from '../electron/roles/check/handlers.ts';
import type { Behind } from '../renderer/page/behind.ts';
import { chooseFiles } from './choose.ts';
import { verifyInBrowser } from './ed25519.ts';
import { createPageDerivation } from './derivation.ts';
import { pictureReader } from './pictures.ts';
import { readMaker, readProof } from './proof-file.ts';
import type { StartThread } from './threads.ts';

export function createPageDesk(start: StartThread): Behind {
  const derivation = createPageDerivation(start, navigator.hardwareConcurrency);
  let tell: (table: TableView) => void = () => {};
  const table = createCheckTable({
    derivation,
    later,
    makers: () => [],
    verify: verifyInBrowser,
    changed: (view) => tell(view),
  });
  const door = createCheckHandlers<readonly File[]>({
    table,
    readPicture: pictureReader(start),
    readProof: (files) => readProof(files, table.maker),
    readMaker,
    ask: (what, extensions) => chooseFiles(what === 'proof' ? [...extensions, 'minisig'] : extensions),
  });
  return {
    door,
    setting: { table: table.view, coinNames: COIN_NAMES, knowsMakers: false, camera: hasCamera() },
    proven: derivation.proven,
    watch: (listener) => void (tell = listener),
  };
}

/** Browsers lend a camera only to pages they call secure: files, https, and the machine itself. */
const hasCamera = (): boolean => (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices !== undefined;

const later: Later = (milliseconds, act) => {
  const timer = setTimeout(act, milliseconds);
  return { callOff: () => clearTimeout(timer) };
};
