/** The owner's page in English: what only a page in a browser has to say. */
export const enPage = {
  title: 'Check a card',
  online:
    'This page came over a network, and this device is online. For a key that is worth something, save the page, unplug, and open it from the file.',
  proving: 'The page is checking itself …',
  proven: 'The page has checked its arithmetic by known answers.',
  sends: {
    nothing: 'It sends nothing anywhere.',
    shard: "It asks the maker's site for one small file when you look a card up, and sends nothing else.",
  },
  noThreads: 'This browser lends it no threads: it stands still while it computes.',
  slow: 'This browser has no SIMD: a check takes several seconds.',
  unfit: 'Do not use this page on this device: its arithmetic is wrong.',
  altered:
    'An altered page cannot find itself out. Before you trust it with a passphrase, compare the SHA-256 of the file with the one its maker has published (sha256sum on Linux, shasum -a 256 on a Mac, certutil -hashfile FILE SHA256 on Windows).',
} as const;
