/**
 * What the records say of an incident beside its kind. Records are written in one language, whatever the window's; here they
 * are taken apart, so that a person reads them in his own.
 */

/** Every shape in which a detail is written, and what of it a sentence is told. The first that fits is meant. */
const SHAPES = {
  network: /^network interface (\S+)$/,
  radio: /^radio (\S+)$/,
  swap: /^swap (\S+)$/,
  dumps: /^core dumps$/,
  jumped: /^the clock jumped by (-?\d+) s$/,
  outdated: /^version (\S+) on records of version (\S+)$/,
  dated: /^record (\d+) is dated (\S+), and the one before it (\S+)$/,
  shut: /^the last record before this start is of (\S+)$/,
  locked: /^(.+) was locked after (\d+) wrong PINs$/,
  atDoor: /^what may be a private key, at the door while nobody was signed in: (.+)$/,
  badgeAtDoor: /^a badge, typed at the door while nobody was signed in: (.+)$/,
  typedBadge: /^badge No\. ([0-9a-f]{8})$/,
  unread: /^a note that cannot be read$/,
  more: /^(\d+) more$/,
  length: /^(.+), (\d+) characters$/,
  byNobody: /^opened with the passphrase, by nobody$/,
  badge: /^a badge and a PIN of (.+) have opened the file of the station, and may not$/,
  disagreed: /^the two implementations of scrypt gave different keys$/,
  page: /^the process of the window's page: (.+)$/,
  history:
    /^the index had seen (\d+) records, the last (\S+); the journal now has (\d+), and not that one$/,
  signedBy: /^(\S+) signed by (.+)$/,
  generator: /^the random generator failed its start-up tests: (\S+)$/,
  generatorIn: /^the random generator failed while batch (\S+) was made: (\S+)$/,
  codes: /^a file of codes, line (\d*)$/,
  onPurpose: /^passphrase opened on purpose by (.+?): (.*)$/,
  reissued: /^batch (\S+): the share of (.+) goes to (.+), by (.+?): (.*)$/,
  noMore: /^batch (\S+): the share of (.+), which is no more$/,
  tooEarly: /^batch (\S+): (.+) wrote its vault before it can have known that records were lost here$/,
  shipment: /^batch ([^\s,]+), shipment (\d+); (.+)$/,
  counted: /^(.+): (none|\d+) said, (none|\d+) found$/,
  batch: /^batch ([^\s,;:]+)$/,
  ofFile: /^(.+), batch (\S+)$/,
  lost: /^a card that was given an etch job is missing$/,
  sample: /^opened as a sample, and its key did not come out$/,
  look: /^etched or not: look at the metal$/,
  lookAtAll: /^(\d+) cards of one tray, etched or not: look at the metal$/,
  tray: /^(\d+) cards of one tray$/,
  metal: /^its metal says (.+)$/,
  job: /^(\d+) in the job$/,
  jobAs: /^(\d+) in the job, as (.+)$/,
  jobFor: /^(\d+) in the job: (.+)$/,
  noScanner: /^(?:known )?cards were (verified|finished|checked) without a scanner$/,
  stray: /^product (.+): no record of its coming$/,
  altered: /^(.+); recorded: (.+)$/,
  gone: /^(.+): gone$/,
} as const;

export type DetailShape = keyof typeof SHAPES;

/** What a scan was taken for, as records name it. */
const SCANNED = ['what may be a private key', 'what may be a secret', 'a private key', 'a passphrase'] as const;
export type ScannedName = (typeof SCANNED)[number];

export interface DetailWords {
  /** A sentence a shape; it is told the pieces of the detail, in their order. */
  readonly shapes: Readonly<Record<DetailShape, (...pieces: string[]) => string>>;
  readonly scanned: Readonly<Record<ScannedName, string>>;
  /** Nothing of its kind. */
  readonly none: string;
  /** Between two sentences of one detail. */
  readonly between: string;
}

/** Pieces that are details themselves, in a list. */
const LISTS: readonly DetailShape[] = ['atDoor', 'badgeAtDoor', 'shipment'];

/** @param words null for the language in which records are written */
export function sayDetail(words: DetailWords | null, detail: string): string {
  if (words === null) return detail;
  for (const [shape, pattern] of Object.entries(SHAPES) as [DetailShape, RegExp][]) {
    const pieces = pattern.exec(detail)?.slice(1);
    if (pieces !== undefined) return words.shapes[shape](...piecesSaid(words, shape, pieces));
  }
  for (const mark of ['. ', '; ']) {
    const parts = detail.split(mark);
    if (parts.length > 1) return parts.map((part) => sayDetail(words, part)).join(words.between);
  }
  return detail;
}

function piecesSaid(words: DetailWords, shape: DetailShape, pieces: readonly string[]): readonly string[] {
  const said = pieces.map((piece) => {
    if (piece === 'none') return words.none;
    return (SCANNED as readonly string[]).includes(piece) ? words.scanned[piece as ScannedName] : piece;
  });
  const last = said.at(-1);
  if (!LISTS.includes(shape) || last === undefined) return said;
  const list = last.split('; ').map((one) => sayDetail(words, one));
  return [...said.slice(0, -1), list.join(words.between)];
}
