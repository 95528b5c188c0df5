/** A thread of the page: mixes lanes, and looks for codes in pictures. */
import type { Mixer } from '../core/scrypt/mixer.ts';
import { readPicture } from '../core/scan/picture.ts';
import { mixerHere, prove } from './mixing.ts';
import type { Answer, Answers, Asked, Task } from './tasks.ts';

/** The part of a worker's global that is used; the page's own types do not know it. */
interface ThreadScope {
  onmessage: ((event: MessageEvent<Asked>) => void) | null;
  postMessage(answer: Answer, transfer: readonly ArrayBuffer[]): void;
}

export function serveTasks(scope: ThreadScope): void {
  const mixer = mixerHere();
  scope.onmessage = ({ data: { id, task } }) => {
    void perform(mixer, task).then(
      (value) => scope.postMessage({ id, ok: true, value }, buffersOf(value)),
      (cause: unknown) => scope.postMessage({ id, ok: false, message: String(cause) }, []),
    );
  };
}

async function perform(mixer: Mixer, task: Task): Promise<Answers[Task['kind']]> {
  switch (task.kind) {
    case 'prove':
      await prove(mixer);
      return mixer.simd;
    case 'mix':
      mixer.mix(task.lanes, task.cost);
      mixer.wipe();
      return task.lanes;
    case 'picture':
      return readPicture(task.picture);
  }
}

const buffersOf = (value: Answers[Task['kind']]): readonly ArrayBuffer[] =>
  typeof value === 'boolean' ? [] : value.flatMap((one) => (typeof one === 'string' ? [] : [one.buffer]));
