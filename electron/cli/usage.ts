/** What every command gets, and the help text. */
import { formatNames } from '../../core/etch/formats/formats.ts';

export interface CommandEnvironment {
  /** Where this bundle lies. */
  readonly dist: string;
  readonly version: string;
}

/** Gives the exit code: 0 all fine, 1 something was refused, 2 wrong usage. What it throws is a fault of ours: 70. */
export type CommandLine = (args: readonly string[], environment: CommandEnvironment) => Promise<number>;

export const USAGE = `usage: twofold COMMAND

  bip38 [--workers N]
      Reads one JSON object a line on standard input and answers one line each, in order:
        {"id":"1","op":"decrypt","key":"6P...","passphrase":"..."}
        {"id":"1","ok":true,"value":{...}}
      Operations and their fields:
        inspect {text}                      encrypt {wif, passphrase}
        decrypt {key, passphrase}           intermediate {passphrase, lot?, sequence?}
        generate {code, compressed?}        confirm {confirmation, passphrase, address?}
        prove {key, code, confirmation?}    addresses {publicKey}

  bench [run] (--vault FILE --return FILE | --batch NAME) --scans FILE [--station DIR] [--workers N]
        [--format ${formatNames.join('|')}] [--jobs DIR]
      Opens a batch, or goes on with one that is open, pre-verifies it, plays a file of scans (one a line,
      # for remarks) and prints one verdict or refusal a line as JSON.
      --format is what the laser's software reads, SVG unless said otherwise.
  bench open --vault FILE --return FILE --station DIR
      Takes a batch in and pre-verifies it. A commissioned Bench takes a sealed vault and a signed return.
      Where customers keep the passphrases, --vault is Origin's supplied-... file, and confirmation codes are etched.
  bench finish --station DIR --scans FILE|- --person NAME
      From the laser to the box: a scan a line, and after it what the person answers: ! yes, ! no, or ! and the
      symbols read off the metal. Every line gets one line of JSON: the question, the verdict or the refusal.
  bench rework --station DIR --serial S --reason TEXT --person NAME
      Takes a card out of quarantine whose strip or packing is made anew.
  bench scrap --station DIR --serial S --reason TEXT --person NAME --person NAME
      Records that a card in quarantine or in doubt was destroyed before two people's eyes.
  bench sample --station DIR (--count N | --serial S --outcome good|bad --person NAME --person NAME)
      Draws finished cards by lot; records what came of one that was opened, tried at Check and destroyed.
  bench close --station DIR [--labels-destroyed N] --person NAME --person NAME
      Closes a batch that balances, and destroys its sealed passphrases. What is in the way is said by serial.
  bench incidents --station DIR
      What nobody has answered for yet, one a line; a batch does not close before somebody has.
  bench acknowledge --station DIR --incident N --person NAME
      A supervisor answers for one, by the number of its record.
  bench proof --station DIR --to DIR
      Writes serial, address and confirmation code of the finished cards of a closed batch, for the public.
  bench status --station DIR
      How far a batch is. Where there are several, --batch NAME says which; --json wraps answer or refusal.
      Every bench command takes --passphrase-fd N.

  press import --station DIR --order FILE [--coins BTC,ETH]
      Takes an order in. The first coin's address will stand on the stickers.
  press make --station DIR --key DIR [--same-disk] [--workers N]
      Makes the keys that the batch has not got yet, and goes on where it was stopped. The batch's key lies in
      the directory of --key: a removable medium, unless --same-disk says otherwise.
  press print --station DIR --key DIR (--printer PORT [--baud N] | --simulate) [--language zpl|tspl]
              [--count N | --serial S] [--dpmm 8|12|24] [--size 22]
              [--serial-in link|two|address]
              [--scanner PORT [--scanner-baud N] [--feedback NAME]]
      Prints stickers one by one; each is proven before the next. Scans of both layers, in any order, come from
      the scanner and from standard input, one a line.
  press prove --station DIR [--scanner PORT [--scanner-baud N] [--feedback NAME]]
      Proves printed stickers by scans of both layers, until standard input ends or Ctrl+C.
  press spoil --station DIR --serial S --reason TEXT --supervisor NAME
  press destroyed --station DIR --serial S --person NAME
  press absent --station DIR --serial S --person NAME --person NAME
  press withdraw --station DIR --serial S --reason TEXT --supervisor NAME
      What people vouch for: a sticker that must not be used, that it is destroyed, that it never came out;
      a unit that will not be in the return.
  press return --station DIR --counted N --to DIR
      Writes the return of a batch that balances; N good stickers were counted by hand.
  press destroy --station DIR --key DIR --person NAME --person NAME (--printer PORT | --simulate | --no-printer)
              [--language zpl|tspl] [--dpmm 8|12|24]
      Destroys key, seeds, codes and the printer's memory, and writes the certificate.
  press pages --station DIR (--printer PORT | --simulate) [--language zpl|tspl] [--dpmm 8|12|24] [--size 22]
              [--serial-in link|two|address]
      Prints a page to set the printer by, and a sticker without a secret.
  press status --station DIR
      Press has one batch at hand; where there are several, --batch NAME says which.

  Where --station of bench, press and origin is a commissioned station's directory, its passphrase is asked for,
  or read from descriptor N by --passphrase-fd N. Any other directory is one of training.

  journal verify FILE
      Verifies a journal by itself: records, head, and the first bad record if there is one.

  station create --role origin|press|bench|check --name NAME --station DIR [--passphrase-fd N]
      Makes a station in an empty directory: keys, signed identity, journal. The role is for good.
  station show --station DIR [--to DIRECTORY]
      Shows a station's public identity and its eight words; --to writes its file to a medium.

  peer add FILE --station DIR --words "EIGHT WORDS" --person NAME --person NAME [--passphrase-fd N]
      Trusts another station, whose words two people have compared. Without --words it shows them.
  peer revoke NAME --station DIR --reason TEXT --person NAME --person NAME [--passphrase-fd N]
      Trusts a station no longer: nothing from it is taken, and nothing goes to it.
  peer list --station DIR
      Lists the stations that are trusted.

  transfer inspect FILE [--station DIR] [--identity FILE]... [--passphrase-fd N] [--json]
      Shows a transfer's manifest, and whether it is whole and signed by a station on record in DIR
      or by one whose identity file is given. A sealed one is opened with the keys of DIR.
  transfer abandon --station DIR (--to PEER | --public) --person NAME --person NAME [--passphrase-fd N]
      Gives up the last transfer to a peer, which was never delivered and of which no copy is left, as two people
      vouch for: its number is used again.
  transfer set-aside FILE --station DIR --reason TEXT --person NAME --person NAME
                     [--kind order|vault|supplied|return] [--passphrase-fd N]
      Gives up a transfer that has come, verifies and is the next of its sender, but cannot be used, so that the
      one after it can come in. Nothing of it is used, ever, and its batch is lost to this station: its sender
      sends it once. The kind is read from the file's name where it still has the one it was given.

  origin new --station DIR --batch B --count N [--prefix P] [--digits D] [--start S] [--check] [--permuted]
             [--alphabet legible|full] [--groups N] [--size N] [--lot L --sequence S] [--dice-fd N]
      Plans a batch and makes it: serials, passphrases, intermediate codes. A permuted batch's serials
      tell nobody how many there are. Rolls of dice (1 to 6) may be mixed in; they can only add.
  origin resume --station DIR --batch B [--dice-fd N]
      Goes on with a batch that was stopped, by hand or by a power cut.
  origin import --station DIR --batch B --codes FILE
      Takes in codes that customers have made, one line a unit: its serial, a comma, the code.
  origin export --station DIR --batch B --out DIR
      Writes the order for Press and the vault for Bench.
  origin destroy --station DIR --batch B --person NAME --person NAME
      Destroys what is sealed of a batch: both transfers are written, and two people vouch that Bench has opened
      the vault.
  origin list --station DIR
      Lists the batches. Every origin command takes --workers N, --json and --passphrase-fd N.

  check inspect [TEXT]... [--json]
      Names any text and says what it carries in clear. Without arguments one text a line on standard input.
  check confirm [TEXT]... [--address A] [--serial S] [--proof FILE [--identity FILE]... [--station DIR]]
                [--passphrase-fd N] [--workers N] [--json]
      Whether an address depends on a passphrase. TEXT is a confirmation code, an encrypted key, an address or a
      serial; a serial or an address alone is looked up in the maker's proof file. What is an argument can be seen
      by everybody on this machine: give encrypted keys on standard input, one text a line.
  check decrypt [TEXT]... [--reveal] [as check confirm]
      The same for an encrypted key; --reveal prints its private keys.

  --version, --help
      COMMAND --help and COMMAND VERB --help show what is above of that command or verb alone.

Exit code: 0 all fine, 1 something was refused, 2 wrong usage, 4 the answers could not be written,
70 a fault of the program itself.
`;

/** A line that begins what is said of a command, such as `  peer add FILE --station DIR`; what follows is indented more. */
const HEADING = /^ {2}(?=\S)/;

/**
 * The part of {@link USAGE} that is about a command, or about one of its verbs; null where there is none.
 *
 * Verbs that are explained together stand in headings one after the other, and each is shown with that explanation.
 */
export function usageOf(command: string, verb: string | null): string | null {
  const parts: { readonly headings: string[]; readonly text: string[] }[] = [];
  for (const line of USAGE.split('\n').slice(1)) {
    const last = parts.at(-1);
    // A part ends at an empty line; what follows it without a heading is about no command.
    if (line === '') parts.push({ headings: [], text: [] });
    else if (HEADING.test(line) && (last === undefined || last.text.length > last.headings.length)) {
      parts.push({ headings: [line], text: [line] });
    } else {
      if (HEADING.test(line)) last?.headings.push(line);
      last?.text.push(line);
    }
  }
  const wanted = [command, ...(verb === null ? [] : [verb])];
  const about = (heading: string): boolean => {
    const words = heading.replaceAll(/[[\]]/g, '').trim().split(/\s+/);
    return wanted.every((word, i) => words[i] === word);
  };
  const found = parts.filter(({ headings }) => headings.some(about));
  return found.length === 0 ? null : `usage: twofold COMMAND\n\n${found.flatMap(({ text }) => text).join('\n')}\n`;
}

/** Says in a sentence what is wrong with the arguments; the exit code of wrong usage. */
export function misused(what: string): number {
  process.stderr.write(`twofold: ${what} (see twofold COMMAND --help)\n`);
  return 2;
}
