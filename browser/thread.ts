/** A thread of the page: mixes lanes, and looks for codes in pictures. */
import type { Mixer } from '../core/scrypt/mixer.ts';
import { readPicture } from '../core/scan/picture.ts';
import { mixerHere, proveMixer } from './mixing.ts';
import type { MixAnswer, MixAnswers, Asked, MixTask } from './tasks.ts';

/** The part of a worker's global that is used; the page's own types do not know it. */
interface ThreadScope {
  onmessage: ((event: MessageEvent<Asked>) => void) | null;
  postMessage(answer: MixAnswer, transfer: readonly ArrayBuffer[]): void;
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

async function perform(mixer: Mixer, task: MixTask): Promise<MixAnswers[MixTask['kind']]> {
  switch (task.kind) {
    case 'prove':
      await proveMixer(mixer);
      return mixer.simd;
    case 'mix':
      mixer.mix(task.lanes, task.cost);
      mixer.wipe();
      return task.lanes;
    case 'picture':
      return readPicture(task.picture);
  }
}

const buffersOf = (value: MixAnswers[MixTask['kind']]): readonly ArrayBuffer[] =>
  typeof value === 'boolean' ? [] : value.flatMap((one) => (typeof one === 'string' ? [] : [one.buffer]));
