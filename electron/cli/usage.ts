/** What every command gets, and the help text. */
export interface Surroundings {
  /** Where this bundle lies. */
  readonly dist: string;
  readonly version: string;
}

/** Gives the exit code: 0 all fine, 1 something was refused, 2 wrong usage. */
export type Command = (args: readonly string[], surroundings: Surroundings) => Promise<number>;

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

  bench --vault FILE --return FILE --scans FILE [--station DIR] [--workers N]
      Opens a training batch, pre-verifies it, plays a file of scans (one a line, # for remarks)
      and prints one verdict or refusal a line as JSON.

  journal verify FILE
      Verifies a journal by itself: records, head, and the first bad record if there is one.

  --version, --help

Exit code: 0 all fine, 1 something was refused, 2 wrong usage.
`;

/** Says what is wrong with the arguments; the exit code of wrong usage. */
export function misused(what: string): number {
  process.stderr.write(`twofold: ${what}\n\n${USAGE}`);
  return 2;
}
