/** Starts threads of the page. Their program is the page's own, handed over as a blob: there is no second file. */
import type { MixAnswer, MixAnswers, Asked, MixTask } from './tasks.ts';

export interface Thread {
  ask<T extends MixTask>(task: T, transfer?: readonly ArrayBuffer[]): Promise<MixAnswers[T['kind']]>;
  /** At once, whatever it is at; what it was asked is not answered. */
  end(): void;
}

/** Gives a new thread; `null` where the browser has none, or forbids them. */
export type StartThread = () => Thread | null;

/** @param program the text of the page's script. */
export function threadStarter(program: string): StartThread {
  const url = URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
  const trusted = trustedUrl(url);
  return () => {
    try {
      return overWorker(new Worker(trusted));
    } catch {
      return null;
    }
  };
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): string;
  };
}

/** A browser with Trusted Types starts nothing but what a named policy has let through: this one URL. */
function trustedUrl(own: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('twofold-thread', {
    createScriptURL(url) {
      if (url !== own) throw new TypeError('no other script is started');
      return url;
    },
  });
  return policy?.createScriptURL(own) ?? own;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (cause: Error) => void;
}

function overWorker(worker: Worker): Thread {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let broken: Error | null = null;
  const fall = (cause: Error): void => {
    broken = cause;
    for (const { reject } of waiting.values()) reject(cause);
    waiting.clear();
  };
  worker.onmessage = ({ data }: MessageEvent<MixAnswer>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.ok) asked?.resolve(data.value as never);
    else asked?.reject(new Error(data.message));
  };
  worker.onerror = (event) => {
    event.preventDefault();
    fall(new Error(`a thread of the page ended: ${event.message}`));
  };
  return {
    ask(task, transfer = []) {
      if (broken !== null) return Promise.reject(broken);
      const id = ++last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, task } satisfies Asked, [...transfer]);
      });
    },
    end() {
      worker.terminate();
      fall(new Error('the thread was ended'));
    },
  };
}
