/** Mounts the owner's page. */
import { mount } from 'svelte';
import '../style/tokens.css';
import '../style/base.css';
import './page.css';
import type { Behind } from './behind.ts';
import Page from './Page.svelte';
import { PageWindow } from './page.svelte.ts';

export function openPage(behind: Behind): void {
  const page = new PageWindow(behind, navigator.language);
  const follow = (): void => void (page.online = navigator.onLine && location.protocol !== 'file:');
  follow();
  window.addEventListener('online', follow);
  window.addEventListener('offline', follow);
  mount(Page, { target: document.body, props: { page } });
}
