/** The side panel: Chromium's, or Firefox's sidebar. The types of the polyfill know only the latter. */
import { browser } from '../../protocol/extension';

const panels = browser as unknown as {
  sidePanel?: { open(options: { windowId: number }): Promise<void> };
  sidebarAction?: { open(): Promise<void>; close(): Promise<void> };
};

/** Whether the browser has one: Safari has none. */
export const hasSidePanel = panels.sidePanel !== undefined || panels.sidebarAction !== undefined;

/** Open it. Browsers allow that only while they handle what the user did: nothing may be waited for before. */
export async function openSidePanel(windowId: number): Promise<void> {
  await (panels.sidePanel ? panels.sidePanel.open({ windowId }) : panels.sidebarAction?.open());
}

/**
 * Close it, from within, while the browser handles what the user did: the keyboard goes back to the page. No browser lets an extension
 * hand the keyboard to a page while its panel stays.
 */
export function closeSidePanel(): void {
  if (panels.sidebarAction) panels.sidebarAction.close().catch(() => undefined);
  else close();
}
