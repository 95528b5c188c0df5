/** What answers behind the page: the recipe of Check over the means of a browser, as main does it for a station. */
import { ok, type Result } from '../core/base/result.ts';
import { COIN_NAMES } from '../core/coins/coins.ts';
import { drawOwnPassphrase, makeOwnCode, type OwnDoor } from '../core/owner/own-code.ts';
import type { Later } from '../core/stations/check/holding.ts';
import { createCheckTable } from '../core/stations/check/table.ts';
import type { TableView } from '../core/stations/check/view.ts';
import { createCheckHandlers } from '../electron/roles/check/handlers.ts';
import type { Behind } from '../renderer/page/behind.ts';
import { chooseFiles } from './choose.ts';
import { verifyInBrowser } from './ed25519.ts';
import { createPageDerivation } from './derivation.ts';
import { pictureReader } from './pictures.ts';
import { readMaker, readProof, textOfRecalls } from './proof-file.ts';
import { lookUp, siteOf, type Site } from './site.ts';
import { browserRandom } from './random.ts';
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
    today,
  });
  const door = createCheckHandlers<readonly File[]>({
    table,
    readPicture: pictureReader(start),
    readProof: (files) => readProof(files, table.maker),
    readMaker,
    readRecalls: textOfRecalls,
    ask: (what, extensions) => chooseFiles(what === 'proof' ? [...extensions, 'minisig'] : extensions),
  });
  const site = siteOf(document);
  if (site !== null) table.setMaker(site.maker);
  const find = site === null ? null : () => findOn(site);

  const own: OwnDoor = {
    draw: async (dice) => drawOwnPassphrase(dice, browserRandom),
    make: (passphrase, again) => makeOwnCode(passphrase, again, { derivation, random: browserRandom }),
  };

  async function findOn(asked: Site): Promise<Result<TableView>> {
    const { serial, address } = table.view;
    const found = await lookUp(asked, serial ?? address?.text ?? '', today());
    if (!found.ok) return found;
    table.putFound(found.value);
    return ok(table.view);
  }

  return {
    door,
    setting: { table: table.view, coinNames: COIN_NAMES, knowsMakers: false, camera: hasCamera(), find, own },
    proven: derivation.proven,
    watch: (listener) => void (tell = listener),
  };
}

/** As its owner's telephone has it. */
const today = (): string => new Date().toISOString().slice(0, 10);

/** Browsers lend a camera only to pages they call secure: files, https, and the machine itself. */
const hasCamera = (): boolean => (navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices !== undefined;

const later: Later = (milliseconds, act) => {
  const timer = setTimeout(act, milliseconds);
  return { callOff: () => clearTimeout(timer) };
};
