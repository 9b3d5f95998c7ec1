/** Drives the form of a term as a person does. In Firefox, the driver cannot type into a page of an extension. */
import type { Browser } from 'puppeteer-core';
import { type CardFrame, ownTab, until } from '../../scripts/hovering';

export interface TermForm extends CardFrame {
  /** Writes into the field that the selector names. */
  fill(field: string, text: string): Promise<void>;
  /** Presses the button with that text. */
  press(text: string): Promise<void>;
  /** Waits until the form says that. */
  says(text: string): Promise<void>;
}

/** Waits for the form to be open and ready. */
export async function termForm(browser: Browser): Promise<TermForm> {
  const form = await ownTab(browser, '/term.html');
  await until('the form', () =>
    form.evaluate<boolean>(`document.querySelector('main.own:not([aria-busy=true])') !== null`),
  );
  return {
    ...form,
    fill: (field, text) =>
      until(`the field ${field}`, () =>
        form.evaluate<boolean>(`(() => {
          const field = document.querySelector(${JSON.stringify(field)});
          if (!field) return false;
          field.focus();
          field.value = ${JSON.stringify(text)};
          field.dispatchEvent(new Event('input', { bubbles: true }));
          return true;
        })()`),
      ).then(() => undefined),
    press: (text) =>
      until(`“${text}” to press`, () =>
        form.evaluate<boolean>(`(() => {
          const found = [...document.querySelectorAll('button')].find((each) => each.textContent === ${JSON.stringify(text)} && !each.disabled);
          found?.click();
          return found !== undefined;
        })()`),
      ).then(() => undefined),
    says: (text) =>
      until(`the form to say “${text}”`, () =>
        form.evaluate<boolean>(`document.body.textContent.includes(${JSON.stringify(text)})`),
      ).then(() => undefined),
  };
}

/** Waits until no form is open. */
export async function noForm(browser: Browser): Promise<void> {
  const isOpen = async () => {
    const form = await ownTab(browser, '/term.html', 300).catch(() => undefined);
    return form !== undefined;
  };
  await until('the form to close', async () => !(await isOpen()));
}
