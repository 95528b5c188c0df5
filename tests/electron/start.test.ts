import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const module = new URL('../../build/sandbox.mjs', import.meta.url).href;

/** What `npm start` says at a machine that is as described. */
function said(host: {
  readonly uid: number;
  readonly namespaces: boolean;
  readonly helps: boolean;
  readonly platform?: string;
}) {
  const { platform = 'linux', ...is } = host;
  const script = `import('${module}').then(({ sandboxRefusal }) => process.stdout.write(String(sandboxRefusal('/opt/it is here/electron', {
    platform: '${platform}', uid: () => ${is.uid}, namespaces: () => ${is.namespaces}, helps: () => ${is.helps} }))))`;
  return execFileSync(process.execPath, ['-e', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
  });
}

test('fault 28: where users may make no namespaces, npm start says so with the exact command', () => {
  const refused = said({ uid: 1000, namespaces: false, helps: false });
  expect(refused).toContain("sudo chown root:root '/opt/it is here/chrome-sandbox' && sudo chmod 4755");
});

test.each([
  { uid: 1000, namespaces: true, helps: false },
  { uid: 1000, namespaces: false, helps: true },
  { uid: 0, namespaces: false, helps: false },
  { uid: 1000, namespaces: false, helps: false, platform: 'darwin' },
])('fault 28: it says nothing at %o', (host) => {
  expect(said(host)).toBe('null');
});
