import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** The air gap, as seen by the linter: nothing of ours can name a way out. An strace test holds the same at run time. */
const NETWORK_MODULES = ['net', 'tls', 'http', 'https', 'http2', 'dgram', 'dns', 'inspector', 'undici', 'ws'];
const NETWORK_GLOBALS = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'RTCPeerConnection'];
const noNetwork = {
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-restricted-imports': [
    'error',
    {
      paths: NETWORK_MODULES.flatMap((name) => [name, `node:${name}`, `${name}/promises`, `node:${name}/promises`]).map(
        (name) => ({ name, message: 'This station has no network.' }),
      ),
    },
  ],
  'no-restricted-globals': [
    'error',
    ...NETWORK_GLOBALS.map((name) => ({ name, message: 'This station has no network.' })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'navigator', property: 'sendBeacon', message: 'This station has no network.' },
    { object: 'navigator', property: 'clipboard', message: 'Nothing goes onto the clipboard.' },
    { object: 'Math', property: 'random', message: 'Randomness comes through the Random port.' },
  ],
  'no-restricted-syntax': [
    'error',
    {
      selector:
        "ImportDeclaration[source.value='electron'] ImportSpecifier[imported.name=/^(net|autoUpdater|crashReporter|clipboard|shell)$/]",
      message: 'Electron’s ways out of the station stay closed.',
    },
  ],
};

/** Milliseconds that a test may wait for nothing. */
const LONGEST_SLEEP = 300;

/**
 * A wait without an end hangs the run and says nothing, and a long sleep is paid for in every run. The benches measure
 * inside a page, and are watched.
 */
const WAITS = [
  ...['setTimeout', 'pause'].map((name) => ({
    selector: `:matches(WhileStatement, DoWhileStatement, ForStatement[test=null]) AwaitExpression CallExpression[callee.name='${name}']`,
    message: 'Wait with a deadline: expect.poll, vi.waitFor, or a loop that counts.',
  })),
  ...[
    `AwaitExpression > CallExpression[callee.name=/^(pause|setTimeout)$/]`,
    `NewExpression[callee.name='Promise'] CallExpression[callee.name='setTimeout']`,
    `CallExpression[callee.property.name='waitForTimeout']`,
  ].map((sleep) => ({
    selector: `${sleep} > Literal[value>${LONGEST_SLEEP}]`,
    message: `Nothing sleeps longer than ${LONGEST_SLEEP} ms: wait for what is to happen, or inject the time.`,
  })),
];

/** Test files of one thread share their modules: a hook that a module sets while it loads is the first file's alone. */
const SHARED_HOOK = {
  selector: 'Program > ExpressionStatement > CallExpression[callee.name=/^(before|after)(Each|All)$/]',
  message: 'Export a function that sets the hooks, and call it in every test file that wants them.',
};

export default ts.config(
  {
    ignores: [
      'dist/',
      'out/',
      '.cache/',
      'coverage/',
      'resources/manual/',
      'resources/sample/',
      'core/scrypt/kernel.wasm.ts',
      'tests/gallery/dist/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      // Codes of this trade hold control characters on purpose.
      'no-control-regex': 'off',
    },
  },
  // What ships. Tests try the doors, so they may name them.
  { files: ['core/**', 'electron/**', 'renderer/**', 'browser/**', 'resources/**'], rules: noNetwork },
  {
    // On a maker's site the page fetches the one file that a person asked for; its policy names no other origin.
    files: ['browser/site.ts'],
    rules: { 'no-restricted-globals': ['error', ...NETWORK_GLOBALS.filter((name) => name !== 'fetch')] },
  },
  { files: ['electron/**', 'build/**', 'tests/**'], languageOptions: { globals: globals.node } },
  { files: ['renderer/**', 'browser/**', 'tests/gallery/**'], languageOptions: { globals: globals.browser } },
  { files: ['electron/cli.ts', 'electron/**/cli/**', 'build/**', 'tests/**'], rules: { 'no-console': 'off' } },
  { files: ['tests/**/*.ts'], ignores: ['tests/bench/**'], rules: { 'no-restricted-syntax': ['error', ...WAITS] } },
  {
    files: ['tests/**/*.ts'],
    ignores: ['tests/**/*.test.ts', 'tests/**/*.spec.ts', 'tests/bench/**'],
    rules: { 'no-restricted-syntax': ['error', ...WAITS, SHARED_HOOK] },
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
  {
    // dependency-cruiser does not look into components; here the same rule holds for them: types only, one contract.
    files: ['renderer/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['**/core/**', '**/electron/**'], allowTypeImports: true, message: 'The bridge is the one door.' },
            { group: ['electron', 'node:*'], message: 'There is no Node in the window.' },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      'svelte/no-at-html-tags': 'error',
      // One `$props()` brings what is bound, which changes, and what is not, which does not.
      'prefer-const': ['error', { destructuring: 'all' }],
    },
  },
);
