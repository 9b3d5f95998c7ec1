/** The browser's extension API for the background and the extension's pages, through webextension-polyfill. */
import { browser } from 'wxt/browser';
import { sender } from './requests';

export { browser };
export const send = sender(browser);
