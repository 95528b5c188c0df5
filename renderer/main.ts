import { mount } from 'svelte';
import type { Station } from '../electron/bridge/contracts/bench.ts';
import App from './App.svelte';
import { createSound } from './sound.ts';
import { StationState } from './station.svelte.ts';
import './style/fonts.css';
import './style/tokens.css';
import './style/base.css';

declare global {
  interface Window {
    readonly station: Station;
  }
}

const door = window.station;
const station = new StationState(door, await door.station(null), createSound(new AudioContext()));
door.on(station.take);

window.addEventListener('error', (event) => station.bug(event.message));
window.addEventListener('unhandledrejection', (event) => station.bug(String(event.reason)));

mount(App, { target: document.body, props: { station } });
