/** The browser's extension API for the background and the extension's pages, through webextension-polyfill. */
import { browser } from 'wxt/browser';
import { sender } from './requests';

export { browser };
export const send = sender(browser);
/** Asks once: what is not answered in time may have been heard or not. */
export const sendOnce = sender(browser, 1);
