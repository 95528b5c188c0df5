/** Stations that know each other, as a window sees them. Pure: the gallery runs in a browser. */
import type { PeopleView, PresenceView } from '../../electron/bridge/people.ts';
import type { PeopleHandlers } from '../../electron/station/people-handlers.ts';
import { eightWords } from '../../core/base/eight-words.ts';
import type { Role } from '../../core/base/role.ts';
import { ok } from '../../core/base/result.ts';
import { makeQr, QUIET } from '../../core/sticker/qr.ts';
import type { IdentityView, OwnIdentityView, PeerHandlers, PeersView } from '../../electron/bridge/peers.ts';

/** @param seed for a fingerprint of its own */
export function identityNamed(name: string, role: Role, seed: number): IdentityView {
  const fingerprint = Array.from({ length: 64 }, (_, i) => ((seed * (i + 3) ** 3 + i) % 16).toString(16)).join('');
  return {
    name,
    role,
    mode: 'production',
    created: '2026-11-02T08:15:00.000Z',
    fingerprint,
    words: eightWords(fingerprint),
  };
}

export function ownIdentityNamed(name: string, role: Role): OwnIdentityView {
  const identity = identityNamed(name, role, 7);
  // As long as an identity's text is.
  const grid = makeQr(JSON.stringify(identity).repeat(2).slice(0, 450), 'L');
  const modules = grid.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  );
  return { ...identity, code: { side: grid.length + 2 * QUIET, path: modules.join('') } };
}

export const peersOfBench: PeersView = {
  self: ownIdentityNamed('HEL-2-BENCH-01', 'bench'),
  peers: [
    {
      identity: identityNamed('HEL-2-ORIGIN-01', 'origin', 11),
      people: ['Aino Virtanen', 'Li Wei'],
      since: '2026-11-03T09:20:00.000Z',
      undelivered: null,
      heard: { records: 1834, words: eightWords('3c'.repeat(32)) },
    },
    {
      identity: identityNamed('OUL-1-PRESS-02', 'press', 5),
      people: ['Aino Virtanen', 'Mikko Laine'],
      since: '2026-11-04T13:05:00.000Z',
      undelivered: { sequence: 3, transfer: 'return-receipt', batch: 'B-7' },
      heard: null,
    },
  ],
};

/** Handlers of a station that trusts these; `null` for one of training. */
export const peerFakes = (view: PeersView | null): PeerHandlers => ({
  peers: async () => view,
  saveIdentity: async () => ok({ path: '/media/transfer/bench-HEL-2-BENCH-01.identity.txt' }),
  examinePeer: async () => ok(identityNamed('OUL-1-PRESS-03', 'press', 13)),
  pinPeer: async () => ok(null),
  putPeerAway: async () => null,
  revokePeer: async () => ok(null),
  chooseTransfer: async () => ok({ file: 'vault-0004-B-8-from-HEL-2-ORIGIN-01.jsonl.age', kind: 'vault' }),
  setAside: async () => ok(null),
  abandonTransfer: async () => ok(null),
});

/** Nobody is enrolled. */
export const NOBODY_PRESENT: PresenceView = { begun: false, locked: false, locks: false, present: null };

/** Handlers of a station with these people. */
export const peopleFakes = (
  view: PeopleView = { ...NOBODY_PRESENT, people: [], idle: 5, stations: [], samples: [] },
): PeopleHandlers => ({
  people: async () => view,
  lock: async () => null,
  beginPeople: async () => ok(null),
  enrol: async () => ok(null),
  changeRoles: async () => ok(null),
  changeBadge: async () => ok(null),
  changePin: async () => ok(null),
  revokePerson: async () => ok(null),
  unlockPerson: async () => ok(null),
  setIdle: async () => ok(null),
  exportPeople: async () => ok(null),
  importPeople: async () => ok(null),
  holdSample: async () => null,
});
