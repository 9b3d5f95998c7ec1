/** The side panel in Chromium, or the sidebar in Firefox. The types of the polyfill have only the latter. */
import { browser } from '../../protocol/extension';

const panels = browser as unknown as {
  sidePanel?: { open(options: { windowId: number }): Promise<void> };
  sidebarAction?: { open(): Promise<void>; close(): Promise<void> };
};

/** Whether the browser has a side panel; Safari has none. */
export const hasSidePanel = panels.sidePanel !== undefined || panels.sidebarAction !== undefined;

/** Opens the side panel. Browsers allow it only in a user gesture: nothing may be awaited before the call. */
export async function openSidePanel(windowId: number): Promise<void> {
  await (panels.sidePanel ? panels.sidePanel.open({ windowId }) : panels.sidebarAction?.open());
}

/**
 * Closes the side panel from within, in a user gesture; the focus returns to the page. No browser lets an
 * extension move the focus to a page while its panel stays open.
 */
export function closeSidePanel(): void {
  if (panels.sidebarAction) panels.sidebarAction.close().catch(() => undefined);
  else close();
}
