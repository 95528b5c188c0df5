/** How far along its way one of several steps is. */
export type Mark = 'done' | 'now' | 'todo';

/** @param behind how many steps are done; @param open whether the next one is being worked on */
export const markAt = (index: number, behind: number, open = true): Mark =>
  index < behind ? 'done' : index === behind && open ? 'now' : 'todo';
