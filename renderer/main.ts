/** Mounts the page of whatever is behind the window: the door, or the station of a role. */
import { mount } from 'svelte';
import type { Channel } from '../electron/bridge/form.ts';
import type { Station } from '../electron/roles/bench/contract.ts';
import type { CheckBridge } from '../electron/roles/check/contract.ts';
import type { DoorBridge } from '../electron/roles/door/contract.ts';
import type { OriginBridge } from '../electron/roles/origin/contract.ts';
import type { PressBridge } from '../electron/roles/press/contract.ts';
import type { ViewingBridge } from '../electron/roles/viewing/contract.ts';
import { bridgeOver } from './bridge.ts';
import BenchApp from './roles/bench/App.svelte';
import { BenchWindow } from './roles/bench/bench.svelte.ts';
import CheckApp from './roles/check/App.svelte';
import { CheckWindow } from './roles/check/check.svelte.ts';
import DoorApp from './roles/door/App.svelte';
import { DoorWindow } from './roles/door/door.svelte.ts';
import OriginApp from './roles/origin/App.svelte';
import { OriginWindow } from './roles/origin/origin.svelte.ts';
import PressApp from './roles/press/App.svelte';
import { PressWindow } from './roles/press/press.svelte.ts';
import ViewingApp from './roles/viewing/App.svelte';
import { ViewingWindow } from './roles/viewing/viewing.svelte.ts';
import { createSound } from './sound.ts';
import './style/fonts.css';
import './style/tokens.css';
import './style/base.css';

const { station: channel } = window as unknown as { readonly station: Channel };
/** Which contract is behind the window, only the first answer tells. */
type Bridge = DoorBridge | OriginBridge | PressBridge | Station | CheckBridge | ViewingBridge;

const sound = createSound(new AudioContext());
const first = await bridgeOver<Bridge>(channel).station(null);

function open(): { bug(detail: string): void } {
  const target = document.body;
  switch (first.role) {
    case 'door': {
      const bridge = bridgeOver<DoorBridge>(channel);
      const door = new DoorWindow(bridge, first);
      bridge.on(door.take);
      mount(DoorApp, { target, props: { door } });
      return door;
    }
    case 'origin': {
      const bridge = bridgeOver<OriginBridge>(channel);
      const station = new OriginWindow(bridge, first, sound);
      bridge.on(station.take);
      mount(OriginApp, { target, props: { station } });
      return station;
    }
    case 'press': {
      const bridge = bridgeOver<PressBridge>(channel);
      const station = new PressWindow(bridge, first, sound);
      bridge.on(station.take);
      mount(PressApp, { target, props: { station } });
      return station;
    }
    case 'bench': {
      const bridge = bridgeOver<Station>(channel);
      const station = new BenchWindow(bridge, first, sound);
      bridge.on(station.take);
      mount(BenchApp, { target, props: { station } });
      return station;
    }
    case 'check': {
      const bridge = bridgeOver<CheckBridge>(channel);
      const station = new CheckWindow(bridge, first, sound);
      bridge.on(station.take);
      mount(CheckApp, { target, props: { station } });
      return station;
    }
    case 'viewing': {
      const bridge = bridgeOver<ViewingBridge>(channel);
      const viewing = new ViewingWindow(bridge, first, sound);
      mount(ViewingApp, { target, props: { viewing } });
      return viewing;
    }
    default:
      throw first satisfies never;
  }
}

const state = open();
window.addEventListener('error', (event) => state.bug(event.message));
window.addEventListener('unhandledrejection', (event) => state.bug(String(event.reason)));
