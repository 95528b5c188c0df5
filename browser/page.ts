/**
 * The owner's page: one file, which is its own thread as well. In a window it is Check over the means of a browser; as
 * a thread it mixes lanes and reads pictures.
 */
import { openPage } from '../renderer/page/open.ts';
import { createPageDesk } from './desk.ts';
import { serveTasks } from './thread.ts';
import { threadStarter } from './threads.ts';

/** The script's own element, which build/page.mjs gives this name. */
const OWN = 'twofold';

if (typeof document === 'undefined') {
  serveTasks(globalThis as never);
} else {
  const program = document.getElementById(OWN)?.textContent ?? '';
  openPage(createPageDesk(threadStarter(program)));
}
