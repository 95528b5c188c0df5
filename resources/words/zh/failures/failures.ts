/** Every failure in Chinese. */
import type { FailureSentences } from '../../failure.ts';
import { zhBip38 } from './bip38.ts';
import { zhCard } from './card.ts';
import { zhCoins } from './coins.ts';
import { zhEtch } from './etch.ts';
import { zhProduct } from './product.ts';
import { zhPeople } from './people.ts';
import { zhDice } from './dice.ts';
import { zhPeers } from './peers.ts';
import { zhTransfer } from './transfer.ts';
import { zhSticker } from './sticker.ts';
import { zhPrinter } from './printer.ts';
import { zhPort } from './port.ts';
import { zhFile } from './file.ts';
import { zhJournal } from './journal.ts';
import { zhBackup } from './backup.ts';
import { zhKey } from './key.ts';
import { zhVault } from './vault.ts';
import { zhGate } from './gate.ts';
import { zhStation } from './station.ts';
import { zhDoor } from './door.ts';
import { zhFinder } from './finder.ts';
import { zhOrigin } from './origin.ts';
import { zhPress } from './press.ts';
import { zhLaunch } from './launch.ts';
import { zhBench } from './bench.ts';
import { zhCheck } from './check.ts';
import { zhPapers } from './papers.ts';
import { zhWindow } from './window.ts';
import { zhCommand } from './command.ts';

export const zhFailures: FailureSentences = {
  bip38: zhBip38,
  card: zhCard,
  coins: zhCoins,
  etch: zhEtch,
  product: zhProduct,
  people: zhPeople,
  dice: zhDice,
  peers: zhPeers,
  transfer: zhTransfer,
  sticker: zhSticker,
  printer: zhPrinter,
  port: zhPort,
  file: zhFile,
  journal: zhJournal,
  backup: zhBackup,
  key: zhKey,
  vault: zhVault,
  gate: zhGate,
  station: zhStation,
  launch: zhLaunch,
  door: zhDoor,
  finder: zhFinder,
  origin: zhOrigin,
  press: zhPress,
  bench: zhBench,
  check: zhCheck,
  papers: zhPapers,
  window: zhWindow,
  command: zhCommand,
};
