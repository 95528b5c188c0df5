/** The owner's page as its tests meet it, in whatever browser: where it lies, who serves it, and published cards. */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './app.ts';

export const file = join(root, 'dist/page/twofold-check.html');
export const url = pathToFileURL(file).href;

export const vectors = JSON.parse(readFileSync(join(root, 'tests/vectors/bip38-official.json'), 'utf8'))
  .vectors as readonly {
  readonly id: string;
  readonly passphrase: string;
  readonly encrypted: string;
  readonly confirmation_code?: string;
  readonly derived: { readonly address: string };
  readonly wif?: string;
}[];

/** Cards of the field, of which their maker published both halves or all but one. */
export const challengeCards = JSON.parse(readFileSync(join(root, 'tests/vectors/challenge-cards.json'), 'utf8'))
  .cards as readonly {
  readonly serial: string;
  readonly address: string;
  readonly passphrase?: string;
  readonly encrypted?: string;
  readonly confirmation?: string;
}[];
/** For the one card whose own passphrase nobody knows. */
export const ANOTHER = '335Y-K745-C8WT-4D2W-80WP';

/** The first vector of BIP-0038 with EC multiply and lot and sequence. */
export const CARD = {
  passphrase: 'MOLON LABE',
  key: '6PgNBNNzDkKdhkT6uJntUXwwzQV8Rr2tZcbkDcuC9DZRsS6AtHts4Ypo1j',
  confirmation: 'cfrm38V8aXBn7JWA1ESmFMUn6erxeBGZGAxJPY4e36S9QWkzZKtaVqLNMgnifETYw7BPwWC9aPD',
  address: '1Jscj8ALrYu2y9TD8NrpvDBugPedmbj4Yh',
  wif: '5JLdxTtcTHcfYcmJsNVy1v2PMDx432JPoYcBTVVRHpPaxUrdtf8',
} as const;

export const PHONE = { width: 390, height: 844 } as const;

export interface StaticServer {
  readonly origin: string;
  /** Every path that was asked for. */
  readonly asked: readonly string[];
  close(): void;
}

/** The files of a directory on this machine, as any web server gives them: no program behind them. */
export async function pagesFrom(directory: string): Promise<StaticServer> {
  const asked: string[] = [];
  const server = createServer(({ url: path = '/' }, response) => {
    asked.push(path);
    const found = join(directory, path);
    if (path.includes('..') || statSync(found, { throwIfNoEntry: false })?.isFile() !== true)
      return void response.writeHead(404).end();
    const type = path.endsWith('.html') ? 'text/html' : 'text/plain';
    response.setHeader('content-type', `${type}; charset=utf-8`);
    createReadStream(found).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: () => void server.close(),
  };
}
