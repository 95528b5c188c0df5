/**
 * The layers, for dependency-cruiser: one direction, no cycles, no way round the bridge. And the fences: what the roles
 * and the rooms must not reach, because a promise of SECURITY.md rests on it.
 */

/** The floors of core: what each room may import beside itself. Stations stand on top and take all of it. */
const FLOORS = {
  base: [],
  work: ['base'],
  random: ['base'],
  scrypt: ['base'],
  coins: ['base'],
  bip38: ['base', 'coins'],
  card: ['base', 'random'],
  scan: ['base', 'bip38', 'card', 'coins'],
  people: ['base', 'scan'],
  transfer: ['base', 'bip38', 'card', 'coins', 'people'],
  journal: ['base', 'card', 'coins', 'people', 'scan', 'transfer'],
  life: ['base', 'journal'],
  peers: ['base', 'journal', 'people', 'transfer'],
  etch: ['base', 'card', 'journal', 'sticker'],
  typeface: [],
  sticker: ['base', 'card', 'coins', 'journal', 'typeface'],
  product: ['base', 'card', 'coins', 'etch'],
  finder: ['base', 'bip38', 'coins', 'peers', 'transfer'],
  attest: ['base', 'peers', 'sticker'],
  owner: ['base', 'bip38', 'card', 'random', 'stations/check', 'sticker'],
  audit: ['base', 'journal', 'life', 'peers', 'transfer'],
  shift: ['base', 'journal'],
};

const floors = Object.entries(FLOORS).map(([room, below]) => ({
  name: `floor-of-${room}`,
  comment: `core/${room} stands on ${below.join(', ') || 'nothing'}: see FLOORS in build/layers.cjs`,
  severity: 'error',
  from: { path: `^core/${room}/` },
  to: { path: '^core/', pathNot: `^core/(${[room, ...below].join('|')})/` },
}));

const ROLE_ROOMS = '^(core/stations|electron/roles|renderer/roles)/';

/** core/bip38/passphrase.ts is known to Press by a type alone: tests/core/stations/press/imports.test.ts holds that. */
const TAKES_PASSPHRASE = '^core/bip38/(confirm|decrypt|encrypt|intermediate|owner)\\.';

/** A role never reaches these, on whatever way. */
const fence = (name, comment, roles, path) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^(core/stations|electron/roles)/(${roles})/` },
  to: { path, reachable: true },
});

const fences = [
  fence(
    'no-passphrase-store',
    'Press and Check have no code that keeps the passphrases of a batch',
    'press|check|door',
    '^electron/vault/(vault|sealed-batch|sealed-file|unit-store|unit-reader|unit-line)\\.',
  ),
  fence(
    'no-passphrase-maker',
    'only Origin makes passphrases and the codes that come of them',
    'press|check|bench|door',
    '^core/bip38/(intermediate|encrypt)\\.|^core/random/dice\\.|^electron/keys/origin-keys\\.',
  ),
  fence('press-takes-no-passphrase', 'what Press is made of cannot be given one', 'press', TAKES_PASSPHRASE),
  fence(
    'no-seeds-and-batch-keys',
    'Bench and Origin reach nothing that an EPK could be made of',
    'bench|origin|check|door',
    '^electron/(vault/(seeds|codes)|keys/batch-key)\\.|^core/bip38/generate\\.',
  ),
];

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'of types neither: what a part needs of its whole has a file of its own',
      severity: 'error',
      from: { path: '^(core|electron|renderer|browser|resources)' },
      to: { circular: true },
    },
    {
      name: 'core-is-pure',
      comment: 'core has no clock, no disk, no device, no screen: only itself and pure libraries',
      severity: 'error',
      from: { path: '^core' },
      to: {
        pathNot: [
          '^core',
          'node_modules/(@noble/(hashes|ciphers|secp256k1)|@scure/(base|bip39)|scrypt-js|valibot|qr|@zxing/library|zxing-wasm|d3-(scale|shape))/',
        ],
      },
    },
    ...floors,
    ...fences,
    {
      name: 'unit-worker-takes-no-passphrase',
      comment: 'the thread that makes the units of Press cannot be given one either',
      severity: 'error',
      from: { path: '^electron/workers/unit\\.' },
      to: { path: TAKES_PASSPHRASE, reachable: true },
    },
    {
      name: 'no-role-knows-another',
      comment: 'what two roles need is a room of its own',
      severity: 'error',
      from: { path: `${ROLE_ROOMS}([^/]+)/` },
      to: { path: `${ROLE_ROOMS}[^/]+/`, pathNot: `${ROLE_ROOMS}$2/` },
    },
    {
      name: 'shared-rooms-know-no-role',
      comment: 'only the command line, its table of verbs and the entrance put a role to work',
      severity: 'error',
      from: { path: '^electron/(?!(cli|verbs)\\.ts|roles/)' },
      to: { path: '^electron/roles/[a-z]+/' },
    },
    { name: 'electron-knows-no-screen', severity: 'error', from: { path: '^electron' }, to: { path: '^renderer' } },
    {
      name: 'renderer-sees-types-only',
      comment: 'the bridge is the one door',
      severity: 'error',
      from: { path: '^renderer' },
      to: { path: '^(core|electron)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'words-are-pure',
      comment: 'what is said knows the shapes of what it speaks of, and nothing else: no window, no disk, no device',
      severity: 'error',
      from: { path: '^resources' },
      to: { pathNot: '^(resources/words|core)/' },
    },
    {
      name: 'words-see-types-only',
      comment: 'a sentence is made of facts; it computes nothing',
      severity: 'error',
      from: { path: '^resources' },
      to: { path: '^core', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'renderer-needs-nothing-but-svelte',
      severity: 'error',
      from: { path: '^renderer' },
      to: { path: 'node_modules/(?!svelte/|esm-env/|@fontsource)' },
    },
    {
      name: 'the-page-is-core-and-screens',
      comment:
        "browser/ brings a browser's means to core: no Node, no station, and of electron nothing but Check's calls",
      severity: 'error',
      from: { path: '^browser' },
      to: {
        pathNot: [
          '^(core|browser)/',
          '^renderer/page/(open|behind)\\.ts$',
          '^electron/roles/check/handlers\\.ts$',
          'node_modules/@noble/(curves|hashes)/',
        ],
      },
    },
    {
      name: 'nothing-reaches-node-from-the-page',
      severity: 'error',
      from: { path: '^browser' },
      to: { path: '^electron/(?!bridge/|roles/check/(contract|handlers)\\.ts)', reachable: true },
    },
    {
      name: 'only-the-page-knows-the-browser',
      severity: 'error',
      from: { path: '^(core|electron|renderer|resources)' },
      to: { path: '^browser' },
    },
    {
      name: 'renderer-types-from-contract-and-core',
      severity: 'error',
      from: { path: '^renderer' },
      to: { path: '^electron/(?!bridge/|roles/[a-z]+/contract)' },
    },
    {
      name: 'only-the-index-speaks-sql',
      severity: 'error',
      from: { path: '^(core|electron)', pathNot: '^electron/journal/(store|query|projection|shift-rows|shift-query)' },
      to: { path: '@photostructure/sqlite' },
    },
    {
      name: 'one-file-opens-ports',
      comment: 'main and the command line hand the native binding to electron/devices/serial.ts',
      severity: 'error',
      from: { path: '^(core|electron)', pathNot: '^electron/(devices/serial|main|cli|roles/[a-z]+/cli)' },
      to: { path: 'node_modules/serialport' },
    },
    {
      name: 'nothing-ships-tests',
      severity: 'error',
      from: { path: '^(core|electron|renderer|browser|resources)' },
      to: { path: '^(tests|build)' },
    },
    {
      name: 'no-dev-dependency-ships',
      severity: 'error',
      from: { path: '^(core|electron)' },
      to: {
        dependencyTypes: ['npm-dev'],
        pathNot: 'node_modules/(electron|@types)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^(core|electron|renderer|resources)',
        pathNot: ['\\.d\\.ts$', '^renderer/', 'tsconfig', '\\.as$'],
      },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tests/tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    extraExtensionsToScan: ['.svelte'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.svelte', '.mjs', '.cjs'],
    },
  },
};
