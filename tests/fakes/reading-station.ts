/**
 * A station as a process of its own, so that its memory can be searched: reads a vault, says how many passphrases it has,
 * opens the first of them when it is told to, and ends with its input.
 * Arguments: its directory, the vault, and where `apart.cjs` lies, or nothing to read it in this process.
 */
import '../../electron/prelude.ts';
import { createInterface } from 'node:readline';
import { must } from '../../core/base/result.ts';
import { startByNode } from '../../electron/apart/running.ts';
import { createApart } from '../../electron/courier/apart/start.ts';
import { createCourier } from '../../electron/courier/courier.ts';
import { openStation } from './commissioned.ts';
import { platformRandom } from './streams.ts';

const [, , directory = '', vault = '', path] = process.argv;

async function run(): Promise<void> {
  const station = await openStation(directory);
  const apart = path === undefined ? undefined : createApart(() => startByNode(path), platformRandom);
  const courier = createCourier({ ...station, self: station.identity, ...(apart && { apart }) });
  using received = must(await courier.receive('vault', vault));
  process.stdout.write(`read ${received.transfer.units.length}\n`);
  for await (const line of createInterface(process.stdin)) {
    const lengths = received.transfer.units.map(({ passphrase }) => passphrase.use((bytes) => bytes.length));
    process.stdout.write(`${line} ${lengths.join(' ')}\n`);
  }
  await station.close();
}

void run();
