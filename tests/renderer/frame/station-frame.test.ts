/// <reference types="svelte" />
import { expect, it } from 'vitest';
import type { Mode } from '../../../core/journal/event.ts';
import { failIn, ok } from '../../../core/base/result.ts';
import type { Sound } from '../../../renderer/sound.ts';
import { BenchWindow } from '../../../renderer/roles/bench/bench.svelte.ts';
import { identityNamed } from '../../fakes/peers.ts';
import { fakeStation, stationView } from '../../fakes/station.ts';

/** A window over a fake station, with every cue it played. */
function open(commissioned: boolean, mode: Mode = 'production') {
  const heard: string[] = [];
  const sound: Sound = { play: (cue) => void heard.push(cue) };
  const first = { ...stationView, commissioned, mode };
  const door = fakeStation(first);
  const state = new BenchWindow(door, first, sound);
  door.on(state.take);
  return { door, state, heard };
}

const press = identityNamed('OUL-1-PRESS-03', 'press', 13);

it('has a screen of whom it trusts where the station was commissioned, and none in training', () => {
  const names = (commissioned: boolean) => open(commissioned).state.screens.map(({ name }) => name);
  expect(names(true)).toContain('peers');
  expect(names(false)).toEqual(names(true).filter((name) => name !== 'peers' && name !== 'people'));
});

it('tells a rehearsal from training: only training simulates its devices', () => {
  expect(open(false, 'training').state.rehearsal).toContain('simulated devices and sample keys');
  expect(open(true, 'training').state.rehearsal).toContain('Rehearsal: real devices');
  expect(open(true).state.rehearsal).toBeNull();
});

it('brings whoever scans an identity to compare it', () => {
  const { door, state, heard } = open(true);
  door.emit({ type: 'examined', examined: ok(press) });
  expect([state.screen, state.examined, state.refusal]).toEqual(['peers', press, null]);
  expect(heard).toEqual(['taken']);
});

it('leaves a person alone who is signing, and keeps the identity for later', () => {
  const { door, state } = open(true);
  state.signing = true;
  door.emit({ type: 'examined', examined: ok(press) });
  expect([state.screen, state.examined]).toEqual(['bench', press]);
});

it('says why an identity is refused, and compares nothing', () => {
  const { door, state, heard } = open(true);
  const refused = failIn('peers')('no-business', 'Nothing moves between the two.');
  door.emit({ type: 'examined', examined: ok(press) });
  door.emit({ type: 'examined', examined: refused });
  expect([state.examined, state.refusal]).toEqual([null, refused.error]);
  expect(heard).toEqual(['taken', 'notice']);
});
