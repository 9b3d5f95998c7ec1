/**
 * The browser's extension API for the background and the extension's pages, through webextension-polyfill.
 */
import { browser } from 'wxt/browser';
import { sender } from './requests';

export { browser };
/** Sends a request, again where no answer comes. */
export const send = sender(browser);
/** Sends a request once. When it rejects, the background may have heard the request or not. */
export const sendOnce = sender(browser, 1);
