/** What Bench's window says of other benches, in English. */
export const enSharing = {
  title: 'Other benches',
  handOver: 'Hand over',
  takeOver: 'Take over',
  takeOverHint: 'What another bench has handed over to this one. It asks for one file.',
  closing: 'Closing for Origin',
  again: (to: string) => `Write the handover to ${to} again`,
  handed: (units: string) => `Handed over: ${units}`,
  taken: (units: string, from: string) => `${units} taken over from ${from}`,
  written: (file: string) => `Written and compared: ${file}`,
  dialog: 'Hand units over to another bench',
  look: 'The last units that nobody has etched go to another bench, for good. From then on none of them is etched here. Their cards go with them.',
  to: 'Bench that gets them',
  units: (most: string) => `How many, of ${most}`,
  reason: 'Why',
  sign: 'Hand over',
  incomplete: 'Bench, number, reason and two names are needed.',
};
