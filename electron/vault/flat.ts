/** A copy without the line it was cut from, which V8 would keep in memory as long as the piece. ASCII. */
export const flat = (text: string): string => Buffer.from(text, 'latin1').toString('latin1');
