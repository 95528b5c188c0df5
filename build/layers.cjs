/** The layers, for dependency-cruiser: one direction, no cycles, no way round the bridge. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^(core|electron|renderer)' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-is-pure',
      comment: 'core has no clock, no disk, no device, no screen: only itself and pure libraries',
      severity: 'error',
      from: { path: '^core' },
      to: {
        pathNot: [
          '^core',
          'node_modules/(@noble/(hashes|ciphers|secp256k1)|@scure/(base|bip39)|scrypt-js|valibot|qr|@zxing/library)/',
        ],
      },
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
      name: 'renderer-needs-nothing-but-svelte',
      severity: 'error',
      from: { path: '^renderer' },
      to: { path: 'node_modules/(?!svelte/|esm-env/|@fontsource)' },
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
      from: { path: '^(core|electron)', pathNot: '^electron/journal/(store|query|projection)' },
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
      from: { path: '^(core|electron|renderer)' },
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
        path: '^(core|electron|renderer)',
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
