/**
 * Draws and encodes the frames of a picture, in a page of Chromium. Each frame holds only the rectangle that
 * differs from the previous frame. A small rectangle is encoded without loss. A large one is encoded with
 * little loss and a quarter of the bytes.
 *
 * Each function is sent to that page as text, so it must not refer to anything outside itself. Inner
 * functions have no names, because compilers add a call to named functions that the page does not know.
 */
import type { Spot } from './hovering';

/** One screenshot in the picture. */
export interface Layer {
  /** The number of the screenshot. */
  shot: number;
  /** Its top left corner, CSS px of the picture. */
  x: number;
  y: number;
  /** Whether it is above the others, with a shadow. */
  isRaised: boolean;
}

export interface Frame {
  layers: Layer[];
  /** Position of the pointer's tip, CSS px of the picture. */
  pointer: Spot;
  isPressed: boolean;
  /** How long the frame is shown, ms. */
  ms: number;
}

/** The state that the functions below store in their page. Rectangles: left, top, right, bottom; px. */
declare global {
  var studio: {
    /** The pages of the frame, without the pointer. */
    context: OffscreenCanvasRenderingContext2D;
    /** The same picture after encoding, because WebP with loss slightly changes flat colours. */
    shown: OffscreenCanvasRenderingContext2D;
    shots: ImageBitmap[];
    before?: Uint32Array;
    /** Where the pointer is drawn. */
    pointed?: [number, number, number, number];
    /** The rectangle that was encoded roughly and is still visible. */
    rough?: [number, number, number, number] | undefined;
  };
}

export function openStudio(width: number, height: number): void {
  const context = new OffscreenCanvas(width, height).getContext('2d', {
    alpha: false,
    willReadFrequently: true,
  });
  const shown = new OffscreenCanvas(width, height).getContext('2d', { alpha: false });
  if (!context || !shown) throw new Error('The browser gave no canvas.');
  globalThis.studio = { context, shown, shots: [] };
}

export async function keepShot(png: string): Promise<void> {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  globalThis.studio.shots.push(await createImageBitmap(new Blob([bytes], { type: 'image/png' })));
}

/**
 * Draws a frame. Returns the rectangle that differs from the previous frame, as WebP in base64, or `null` if
 * nothing differs.
 */
export async function drawFrame(
  { layers, pointer, isPressed, ms }: Frame,
  scale: number,
): Promise<{ webp: string; x: number; y: number; width: number; height: number } | null> {
  const { context, shown, shots, before, rough } = globalThis.studio;
  const { width, height } = context.canvas;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  for (const { shot, x, y, isRaised } of layers) {
    const picture = shots[shot];
    if (!picture) continue;
    context.save();
    if (isRaised) {
      context.shadowColor = 'rgb(0 0 0 / 0.35)';
      context.shadowBlur = 14 * scale;
      context.shadowOffsetY = 3 * scale;
      context.fillRect(x * scale, y * scale, picture.width, picture.height);
      context.shadowColor = 'transparent';
    }
    context.drawImage(picture, x * scale, y * scale);
    context.restore();
  }
  context.lineWidth = 2 * scale;
  context.strokeStyle = '#d0d7de';
  context.strokeRect(0, 0, width, height);

  // The changed area: pages, pointer, and everything that was encoded roughly before.
  const now = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  let [left, top, right, bottom] = before ? [width, height, 0, 0] : [0, 0, width, height];
  if (before)
    for (let y = 0, at = 0; y < height; y++)
      for (let x = 0; x < width; x++, at++) {
        if (now[at] === before[at]) continue;
        if (x < left) left = x;
        if (x >= right) right = x + 1;
        if (y < top) top = y;
        bottom = y + 1;
      }
  globalThis.studio.before = now;
  if (right > left)
    shown.drawImage(
      context.canvas,
      left,
      top,
      right - left,
      bottom - top,
      left,
      top,
      right - left,
      bottom - top,
    );
  const [tipX, tipY] = [Math.round(pointer.x * scale), Math.round(pointer.y * scale)];
  const pressed = isPressed ? 15 * scale : 0;
  const pointed: [number, number, number, number] = [
    Math.max(0, Math.floor(tipX - Math.max(pressed, 3 * scale))),
    Math.max(0, Math.floor(tipY - Math.max(pressed, 4 * scale))),
    Math.min(width, Math.ceil(tipX + 16 * scale)),
    Math.min(height, Math.ceil(tipY + 23 * scale)),
  ];
  const isBrief = ms < 200;
  const last = globalThis.studio.pointed;
  const drawn = last && String(last) !== String(pointed) ? [last, pointed] : [];
  for (const each of [...drawn, ...(rough && !isBrief ? [rough] : [])]) {
    left = Math.min(left, each[0]);
    top = Math.min(top, each[1]);
    right = Math.max(right, each[2]);
    bottom = Math.max(bottom, each[3]);
  }
  globalThis.studio.pointed = pointed;
  if (rough && !isBrief) {
    const [x, y, x2, y2] = rough;
    shown.drawImage(context.canvas, x, y, x2 - x, y2 - y, x, y, x2 - x, y2 - y);
    globalThis.studio.rough = undefined;
  }
  if (right <= left) return null;
  left -= left % 2;
  top -= top % 2;

  // Quality 1 is lossless in Chromium. A large change that is too brief to be read may be rough; the next
  // frame that stays draws it again.
  const part = new OffscreenCanvas(right - left, bottom - top);
  const pen = part.getContext('2d', { alpha: false });
  if (!pen) throw new Error('The browser gave no canvas.');
  const isLarge = part.width * part.height > 40_000;
  const quality = !isLarge ? 1 : isBrief ? 0.5 : 0.87;
  if (isLarge) {
    pen.drawImage(context.canvas, -left, -top);
    const lossy = await part.convertToBlob({ type: 'image/webp', quality });
    shown.drawImage(await createImageBitmap(lossy), left, top);
    if (isBrief)
      globalThis.studio.rough = rough
        ? [
            Math.min(left, rough[0]),
            Math.min(top, rough[1]),
            Math.max(right, rough[2]),
            Math.max(bottom, rough[3]),
          ]
        : [left, top, right, bottom];
  } else {
    // In exact colours, the pointer's path would stand out from the large frame around it.
    pen.drawImage(shown.canvas, -left, -top);
  }

  pen.setTransform(scale, 0, 0, scale, tipX - left, tipY - top);
  if (isPressed) {
    pen.beginPath();
    pen.arc(0, 0, 13, 0, 2 * Math.PI);
    pen.fillStyle = 'rgb(47 111 196 / 0.35)';
    pen.fill();
  }
  const arrow = new Path2D('M0 0V17.5L4.2 13.6L6.8 19.8L9.9 18.5L7.3 12.4L12.9 12.2Z');
  pen.lineJoin = 'round';
  pen.lineWidth = 2.4;
  pen.strokeStyle = '#fff';
  pen.stroke(arrow);
  pen.fillStyle = '#111';
  pen.fill(arrow);
  const blob = await part.convertToBlob({ type: 'image/webp', quality });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return { webp: bytes.toBase64(), x: left, y: top, width: part.width, height: part.height };
}
