/** The ways in which a job leaves: as a file in a folder, or over a line to the laser, as the station is set. */
import type { Connector } from '../devices/transport.ts';
import { createEzcadLink } from './ezcad-link.ts';
import type { LinkTarget } from './link.ts';
import type { Outbox } from './outbox.ts';
import { createSerialLink } from './serial-link.ts';
import type { LaserTarget } from './target.ts';

/** Where no port can be opened, a laser that is to be spoken to has none; its jobs are never files instead. */
const NO_PORTS: Connector = {
  open: async ({ path }) => ({
    ok: false,
    error: { area: 'port', kind: 'no-port', message: `There is no device at ${path}.`, facts: { path } },
  }),
  list: async () => [],
};

export interface Ways {
  readonly outbox: Outbox;
  close(): Promise<void>;
}

export function createWays(files: Outbox, laser: () => Pick<LaserTarget, 'link'>, serial: Connector | null): Ways {
  const target = (): LinkTarget => laser().link ?? { port: '', protocol: 'lc', template: '' };
  const ports = { connector: serial ?? NO_PORTS, target };
  const lines = { lc: createSerialLink(ports), ezcad: createEzcadLink(ports) };
  const now = (): Outbox => (laser().link === null ? files : lines[target().protocol]);
  return {
    outbox: {
      write: (...job) => now().write(...job),
      // What a way used before has left goes with the rest.
      async remove(names) {
        if (laser().link !== null) for (const line of Object.values(lines)) await line.remove(names);
        return files.remove(names);
      },
      list: () => now().list(),
    },
    async close() {
      for (const line of Object.values(lines)) await line.close();
    },
  };
}
