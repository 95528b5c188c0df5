/** One thing at a time: those that come meanwhile wait, or are refused. */

/** Does one thing at a time, in the order they came, whatever becomes of those before. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>;

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}

/** Does one thing, and refuses what comes while it lasts. */
export interface Exclusive<R> {
  readonly busy: boolean;
  /** When what is being done now has ended, whatever became of it. */
  settled(): Promise<void>;
  run<T>(work: () => Promise<T>): Promise<T | R>;
}

/** @param refusal what is answered to whoever comes while something is done */
export function createExclusive<R>(refusal: () => R): Exclusive<R> {
  let busy = false;
  let done: Promise<void> = Promise.resolve();
  return {
    get busy() {
      return busy;
    },
    settled: () => done,
    async run(work) {
      if (busy) return refusal();
      busy = true;
      const doing = work().finally(() => (busy = false));
      done = doing.then(
        () => undefined,
        () => undefined,
      );
      return doing;
    },
  };
}

/** Does something the first time it is asked for; whoever asks again waits for that. */
export function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => (done ??= work());
}

/** What is in hand, however much of it at once. */
export interface InHand {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** When none of it is left, whatever became of it. */
  settled(): Promise<void>;
}

export function createInHand(): InHand {
  const doing = new Set<Promise<unknown>>();
  return {
    async run(work) {
      const one = work();
      doing.add(one);
      try {
        return await one;
      } finally {
        doing.delete(one);
      }
    },
    async settled() {
      while (doing.size > 0) await Promise.allSettled(doing);
    },
  };
}
