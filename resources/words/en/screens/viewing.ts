/** What the window says of a station whose disk cannot be written to, in English. */
export const enViewing = {
  only: 'VIEWING ONLY',
  nothing:
    'Nothing is made, etched, printed or signed here: what cannot be put on record is not done. Mend the disk, and start the station again.',
  cards: 'Cards',
  search: 'Part of a serial',
  found: (shown: string, total: string) => `${shown} of ${total} cards`,
  none: 'No card on record has this in its serial.',
  choose: 'Choose a card to see what is on record of it.',
  healthy: (records: string, checkpoints: string, head: string) =>
    `The chain is whole: ${records} records, ${checkpoints} signed checkpoints, head ${head}. Whose records they are beyond those checkpoints, only the unlocked station can say.`,
  bad: (seq: string) => `Record ${seq} is bad: what follows it is not shown. Call your supervisor.`,
} as const;
