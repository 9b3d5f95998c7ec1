/** The browser's extension API for the background and the extension's pages, through webextension-polyfill. */
import { browser } from 'wxt/browser';
import { sender } from './messages';

export { browser };
export const send = sender(browser);
