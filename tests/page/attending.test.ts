// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { startAttending } from '../../src/page/attending';
import { Marks } from '../../src/page/marks/marks';
import type { Noted } from '../../src/page/marks/spot';
import { type Attending, bring } from '../../src/page/on-demand';
import { order, send } from '../../src/protocol/native';
import { trusted } from './trusted';

vi.mock('../../src/page/on-demand', () => ({ bring: vi.fn() }));
vi.mock('../../src/protocol/native', () => ({ alive: () => true, order: vi.fn(), send: vi.fn() }));

let attending: Attending;
const gone = vi.fn();
const marks = new Marks(document, () => undefined);
const press = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);

beforeEach(() => {
  vi.mocked(order).mockReset();
  gone.mockReset();
  vi.mocked(send)
    .mockReset()
    .mockResolvedValue({ delay: 600 } as never);
  attending = startAttending(document, { marks, begin: () => marks }, [], gone);
});

describe('the attending script', () => {
  it('closes the card in another frame at the first Escape of the user', () => {
    attending.obey({ order: 'escapable' });
    dispatchEvent(press({ key: 'Escape' })); // Made by a script of the page.
    dispatchEvent(trusted(press({ key: 'a' })));
    expect(order).not.toHaveBeenCalled();
    for (let presses = 0; presses < 2; presses++) dispatchEvent(trusted(press({ key: 'Escape' })));
    expect(order).toHaveBeenCalledExactlyOnceWith('close');
  });

  it('leaves Escape to the input method while a word is being composed', () => {
    attending.obey({ order: 'escapable' });
    dispatchEvent(trusted(press({ key: 'Escape', isComposing: true })));
    expect(order).not.toHaveBeenCalled();
    dispatchEvent(trusted(press({ key: 'Escape' })));
    expect(order).toHaveBeenCalledOnce();
  });

  it('reports the marks to the port of that name', async () => {
    const startReporting = vi.fn();
    vi.mocked(bring).mockResolvedValueOnce(startReporting as never);
    attending.obey({ order: 'report', to: 'a port' });
    await vi.waitFor(() => expect(startReporting).toHaveBeenCalledExactlyOnceWith(document, marks, 'a port'));
    expect(gone).not.toHaveBeenCalled();
  });

  it('passes a command on to the hovering script if there are mentions and the frame has the keyboard', async () => {
    const hovering = { obey: vi.fn(), close: vi.fn(), setDwell: vi.fn() };
    vi.mocked(bring).mockResolvedValue((() => hovering) as never);
    const noted = { size: 0 };
    marks.noted = noted as Noted;
    const focus = vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    attending.obey({ order: 'next' });
    noted.size = 1;
    focus.mockReturnValue(false);
    attending.obey({ order: 'previous' });
    attending.obey({ order: 'close' }); // No card was opened.
    focus.mockReturnValue(true);
    attending.obey({ order: 'open' });
    await vi.waitFor(() => expect(hovering.obey.mock.calls).toEqual([['open']]));
    expect(hovering.close).not.toHaveBeenCalled();
    attending.obey({ order: 'close' });
    expect(hovering.close).toHaveBeenCalledOnce();
  });

  it('stops where the scripts of the extension are gone', async () => {
    vi.mocked(bring).mockRejectedValueOnce(new Error('gone'));
    attending.obey({ order: 'report', to: 'a port' });
    await vi.waitFor(() => expect(gone).toHaveBeenCalledOnce());
  });
});
