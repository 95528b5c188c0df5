/** Mounts the page in which people prove who they are. It knows a pad and what is asked, and nothing of a station. */
import { mount } from 'svelte';
import type { PadChannel } from '../../electron/bridge/people-window.ts';
import Asked from './Asked.svelte';
import '../style/fonts.css';
import '../style/tokens.css';
import '../style/base.css';
import './people.css';

const { pad } = window as unknown as { readonly pad: PadChannel };
mount(Asked, { target: document.body, props: { pad, first: await pad.press(null) } });
