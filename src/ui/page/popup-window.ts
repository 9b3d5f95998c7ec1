import { useEffect, useState } from 'preact/hooks';
import { browser } from '../../protocol/extension';

/** The browser window that the popup belongs to. */
export interface PopupWindow {
  /** The browser's number of the window; a window may have none. */
  id?: number | undefined;
  incognito: boolean;
}

/** What the popup may do in its window. */
export interface PopupRights {
  /** Whether look-ups may be remembered. */
  remembers: boolean;
  /** The window whose side panel may be opened; absent where that is not possible. */
  panelWindow: number | undefined;
}

/**
 * What the popup may do in a window; `undefined` stands for a window that is not known yet. Look-ups are
 * remembered only if the window is known not to be private.
 */
export function popupRights(window: PopupWindow | undefined, hasSidePanel: boolean): PopupRights {
  return {
    remembers: window?.incognito === false,
    panelWindow: hasSidePanel ? window?.id : undefined,
  };
}

/** The rights of this popup. Those of an unknown window, until the browser has answered. */
export function usePopupRights(hasSidePanel: boolean): PopupRights {
  const [window, setWindow] = useState<PopupWindow>();
  useEffect(() => {
    browser.windows.getCurrent().then(setWindow, () => undefined);
  }, []);
  return popupRights(window, hasSidePanel);
}
