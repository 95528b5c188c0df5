/**
 * Every setting that closes a door, in one place, each with its reason. What is not needed is off.
 */
import { app, Menu, session, type Session, type WebContents, type WebPreferences } from 'electron';
import { HOST, SCHEME } from './scheme.ts';

/** Chromium switches, set before the app is ready. */
const SWITCHES: readonly (readonly [name: string, value: string, because: string])[] = [
  ['disable-http-cache', '', 'nothing of a page may stay on disk'],
  ['disable-gpu-shader-disk-cache', '', 'nothing of a page may stay on disk'],
  ['disable-background-networking', '', 'no request of its own'],
  ['disable-component-update', '', 'no request of its own'],
  ['disable-domain-reliability', '', 'no report to anyone'],
  ['disable-sync', '', 'no account'],
  ['no-pings', '', 'no report to anyone'],
  ['dns-prefetch-disable', '', 'no look-up of names'],
  ['host-resolver-rules', 'MAP * ~NOTFOUND', 'a name that is looked up all the same is not found'],
  [
    'disable-features',
    'AutofillServerCommunication,CertificateTransparencyComponentUpdater,MediaRouter,OptimizationHints,SpareRendererForSitePerProcess,Translate',
    'services that talk, or keep what was typed',
  ],
  ['proxy-server', '0.0.0.0:1', 'should anything make a request, it goes nowhere'],
  ['disable-gpu-process-crash-limit', '', 'a process that only draws takes nothing else with it'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp', 'no WebRTC around the proxy'],
];

/** The window's own settings. */
export const WINDOW_PREFERENCES = {
  /** The page runs in Chromium's sandbox, without Node. */
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  webviewTag: false,
  plugins: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  /** Dictionaries are fetched from the network, and keep what was typed. */
  spellcheck: false,
  /** A developer's view of the page is a view into the station. */
  devTools: false,
  safeDialogs: true,
  webgl: false,
  /** A verdict must be heard without anybody having touched the window. */
  autoplayPolicy: 'no-user-gesture-required',
  images: true,
} as const satisfies WebPreferences;

/** Must run before the app is ready. */
export function lockProcess(): void {
  // Its drivers are the largest part of a browser that a station has no use for, and die most often.
  app.disableHardwareAcceleration();
  // The toolkit of Linux would load one all the same, with a compiler of 45 MiB, and draw nothing by it.
  process.env['GDK_GL'] = 'disable';
  for (const [name, value] of SWITCHES) app.commandLine.appendSwitch(name, value);
  // No accelerators of Electron's own (reload, developer tools, zoom by accident).
  Menu.setApplicationMenu(null);
  // A page that is not ours can not exist; should one, it gets nothing.
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

/**
 * A session in memory only, so that no cookie, cache or storage is ever written.
 *
 * @param host the one whose pages may be loaded, of our own scheme; each has a session to itself
 */
export function lockedSession(host = HOST): Session {
  const locked = session.fromPartition(host, { cache: false });
  locked.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  locked.setPermissionCheckHandler(() => false);
  locked.setDevicePermissionHandler(() => false);
  locked.on('will-download', (event) => event.preventDefault());
  // Whatever is not our own scheme is cancelled before it starts.
  locked.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !details.url.startsWith(`${SCHEME}://${host}/`) });
  });
  return locked;
}

function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
