/**
 * Keeps the computer awake while a station is open: a card must not lie half marked under a laser whose computer has gone
 * to sleep. A door sleeps as ever.
 *
 * There are two ways, and both are taken. Electron asks the desktop. systemd's logind holds off sleep and the switch of the
 * lid for as long as its own program runs, which ends with this process by its standard input. Where neither is there, or a
 * system refuses it, nothing is said here: `twofold doctor` looks at what a computer does when it is left alone.
 */
import { spawn } from 'node:child_process';

export interface Awake {
  /** A station is open: from now on. */
  hold(): void;
  /** Nothing is open any more. */
  letGo(): void;
}

export interface AwakeParts {
  /** Of Electron. */
  readonly desktop: { start(type: 'prevent-app-suspension'): number; stop(id: number): void };
  /** Begins to hold off sleep and lid; gives how to end that. */
  readonly login: () => () => void;
}

export function createAwake({ desktop, login }: AwakeParts): Awake {
  let held: (() => void) | null = null;
  return {
    hold() {
      if (held !== null) return;
      const id = desktop.start('prevent-app-suspension');
      const end = login();
      held = () => {
        desktop.stop(id);
        end();
      };
    },
    letGo() {
      held?.();
      held = null;
    },
  };
}

const INHIBIT = '/usr/bin/systemd-inhibit';

/** Holds off sleep and the lid by logind, where this system has it. */
export function holdByLogin(program = INHIBIT, platform: NodeJS.Platform = process.platform): () => void {
  if (platform !== 'linux') return () => undefined;
  const what = ['--what=sleep:handle-lid-switch', '--mode=block', '--who=Twofold', '--why=A station is open'];
  // It holds for as long as `cat` waits for the end of its input, which comes with the end of this process too.
  const child = spawn(program, [...what, 'cat'], { stdio: ['pipe', 'ignore', 'ignore'] });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  return () => child.stdin.end();
}
