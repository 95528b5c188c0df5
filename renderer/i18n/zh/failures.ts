/** Every failure in Chinese. */
import type { FailureSentences } from '../failure.ts';
import { zhBip38 } from './failures/bip38.ts';
import { zhCard } from './failures/card.ts';
import { zhCoins } from './failures/coins.ts';
import { zhEtch } from './failures/etch.ts';
import { zhPeople } from './failures/people.ts';
import { zhDice } from './failures/dice.ts';
import { zhPeers } from './failures/peers.ts';
import { zhTransfer } from './failures/transfer.ts';
import { zhSticker } from './failures/sticker.ts';
import { zhPrinter } from './failures/printer.ts';
import { zhPort } from './failures/port.ts';
import { zhFile } from './failures/file.ts';
import { zhJournal } from './failures/journal.ts';
import { zhKey } from './failures/key.ts';
import { zhVault } from './failures/vault.ts';
import { zhGate } from './failures/gate.ts';
import { zhStation } from './failures/station.ts';
import { zhDoor } from './failures/door.ts';
import { zhOrigin } from './failures/origin.ts';
import { zhPress } from './failures/press.ts';
import { zhBench } from './failures/bench.ts';
import { zhCheck } from './failures/check.ts';
import { zhPapers } from './failures/papers.ts';
import { zhWindow } from './failures/window.ts';
import { zhCommand } from './failures/command.ts';

export const zhFailures: FailureSentences = {
  bip38: zhBip38,
  card: zhCard,
  coins: zhCoins,
  etch: zhEtch,
  people: zhPeople,
  dice: zhDice,
  peers: zhPeers,
  transfer: zhTransfer,
  sticker: zhSticker,
  printer: zhPrinter,
  port: zhPort,
  file: zhFile,
  journal: zhJournal,
  key: zhKey,
  vault: zhVault,
  gate: zhGate,
  station: zhStation,
  door: zhDoor,
  origin: zhOrigin,
  press: zhPress,
  bench: zhBench,
  check: zhCheck,
  papers: zhPapers,
  window: zhWindow,
  command: zhCommand,
};
