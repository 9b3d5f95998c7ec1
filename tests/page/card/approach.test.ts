// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Approach } from '../../../src/page/card/approach';
import { spotNear } from '../../../src/page/marks/hit';
import { Marks } from '../../../src/page/marks/marks';
import { bring, type Hovering } from '../../../src/page/on-demand';
import { send } from '../../../src/protocol/native';
import { trusted } from '../trusted';

vi.mock('../../../src/page/on-demand', () => ({ bring: vi.fn() }));
vi.mock('../../../src/protocol/native', () => ({ send: vi.fn() }));
vi.mock('../../../src/page/marks/hit', () => ({ spotNear: vi.fn() }));

let hovering: Hovering;
let approach: Approach;
beforeEach(() => {
  vi.useFakeTimers();
  hovering = {
    listen: vi.fn(),
    hear: vi.fn(),
    setDwell: vi.fn(),
    obey: vi.fn(),
    write: vi.fn(),
    close: vi.fn(),
    receive: vi.fn(),
    stop: vi.fn(),
  };
  vi.mocked(bring)
    .mockReset()
    .mockResolvedValue((() => hovering) as never);
  vi.mocked(spotNear)
    .mockReset()
    .mockReturnValue({} as never);
  const marks = new Marks(document, () => undefined);
  approach = new Approach(document, { marks, begin: () => marks }, []);
  approach.listen();
});
afterEach(() => {
  approach.stop();
  vi.useRealTimers();
});
const move = async (init: PointerEventInit = {}) => {
  const event = trusted(new PointerEvent('pointermove', { clientX: 10, clientY: 10, ...init }));
  dispatchEvent(event);
  vi.advanceTimersToNextFrame();
  await vi.waitFor(() => undefined);
  return event;
};

describe('a pointer on a page that was not hovered yet', () => {
  it('loads the hovering script at the first mention, and passes on the event', async () => {
    const event = await move();
    expect(bring).toHaveBeenCalledExactlyOnceWith('hover');
    expect(hovering.hear).toHaveBeenCalledExactlyOnceWith(event);
    expect(approach.hovering).toBe(hovering);
  });

  it('hears of a pointer that came to rest before', async () => {
    const event = trusted(new PointerEvent('pointermove', { clientX: 10, clientY: 10 }));
    approach.stop();
    const marks = new Marks(document, () => undefined);
    approach = new Approach(document, { marks, begin: () => marks }, [], event);
    approach.listen();
    vi.advanceTimersToNextFrame();
    await vi.waitFor(() => expect(hovering.hear).toHaveBeenCalledExactlyOnceWith(event));
  });

  it('passes on the newest place of a pointer that moved on while the script was loaded', async () => {
    let load: (start: unknown) => void = () => undefined;
    vi.mocked(bring).mockReturnValue(
      new Promise((resolve) => {
        load = resolve as typeof load;
      }) as never,
    );
    await move();
    vi.mocked(spotNear).mockReturnValue(undefined);
    const newest = await move({ clientX: 90 });
    load(() => hovering);
    await vi.waitFor(() => expect(hovering.hear).toHaveBeenCalledExactlyOnceWith(newest));
  });

  it('loads nothing outside mentions or while a button is down', async () => {
    await move({ buttons: 1 });
    vi.mocked(spotNear).mockReturnValue(undefined);
    await move();
    expect(bring).not.toHaveBeenCalled();
  });

  it('is checked once a frame', async () => {
    for (let x = 0; x < 5; x++) dispatchEvent(trusted(new PointerEvent('pointermove', { clientX: x })));
    await move();
    expect(spotNear).toHaveBeenCalledOnce();
  });

  it('is left to the hovering script once it is loaded, also after document.open', async () => {
    await move();
    await move();
    expect(spotNear).toHaveBeenCalledOnce();
    approach.listen();
    expect(hovering.listen).toHaveBeenCalledOnce();
  });

  it('is ignored if a script of the page made it', async () => {
    for (const type of ['pointermove', 'click']) dispatchEvent(new PointerEvent(type, { clientX: 10 }));
    vi.advanceTimersToNextFrame();
    expect(spotNear).not.toHaveBeenCalled();
    expect(bring).not.toHaveBeenCalled();
  });

  it('is ignored when the extension is gone', async () => {
    vi.mocked(bring).mockReset().mockRejectedValue(new Error('gone'));
    await move();
    await move();
    expect(spotNear).toHaveBeenCalledOnce();
  });

  it('loads the script only once', async () => {
    expect(await Promise.all([approach.bring(), approach.bring()])).toEqual([hovering, hovering]);
    expect(bring).toHaveBeenCalledOnce();
  });
});

describe('the dwell that the user has set', () => {
  const told = (delay: number) => vi.mocked(send).mockResolvedValueOnce({ delay } as never);

  it('is given to the hovering script, whichever comes first', async () => {
    told(600);
    approach.learn();
    await vi.waitFor(() => expect(send).toHaveBeenCalledWith('hovering', null));
    await move();
    expect(hovering.setDwell).toHaveBeenLastCalledWith(600);
    told(150);
    approach.learn();
    await vi.waitFor(() => expect(hovering.setDwell).toHaveBeenLastCalledWith(150));
  });

  it('is the default where the background does not answer', async () => {
    vi.mocked(send).mockRejectedValueOnce(new Error('no answer'));
    approach.learn();
    await move();
    expect(bring).toHaveBeenCalled();
    expect(hovering.setDwell).not.toHaveBeenCalled();
  });
});
