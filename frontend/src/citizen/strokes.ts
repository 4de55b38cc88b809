// A signature as data: what the pointer drew, in units that no screen's size changes.
import type { StrokePoint, Strokes } from "@/ipc/contract";

export const PAD = { width: 1000, height: 320 } as const;
/** Nearer than this nothing new is drawn. */
const NEAREST = 2;
/** Where a pointer knows of no pressure: a mouse, most fingers. */
const PLAIN_PRESSURE = 0.5;

export const emptyStrokes = (): Strokes => ({ ...PAD, strokes: [] });

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
const within = (value: number, most: number) => Math.min(Math.max(value, 0), most);

/** Where on the pad a pointer is; `began`: when the first touch of all was. */
export function pointOf(event: PointerEvent, pad: DOMRect, began: number): StrokePoint {
  const x = ((event.clientX - pad.left) / (pad.width || 1)) * PAD.width;
  const y = ((event.clientY - pad.top) / (pad.height || 1)) * PAD.height;
  const pressure = event.pointerType === "pen" || event.pressure > 0 ? event.pressure : PLAIN_PRESSURE;
  return {
    x: round(within(x, PAD.width), 1),
    y: round(within(y, PAD.height), 1),
    t: Math.max(0, Math.round(event.timeStamp - began)),
    p: round(within(pressure, 1), 3),
  };
}

export function isFar(from: StrokePoint | undefined, to: StrokePoint): boolean {
  return from === undefined || Math.hypot(to.x - from.x, to.y - from.y) >= NEAREST;
}

/** Thin at first and where the pen is light; never so thin that a camera loses it. */
export const widthOf = (pressure: number) => 3 + 7 * pressure;

/** The whole, as it would be drawn on paper: lines from the middle of one step to the middle of the next. */
export function drawStrokes(canvas: HTMLCanvasElement, { strokes }: Strokes): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.setTransform(canvas.width / PAD.width, 0, 0, canvas.height / PAD.height, 0, 0);
  pen.clearRect(0, 0, PAD.width, PAD.height);
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = pen.fillStyle = "#111";
  for (const stroke of strokes) {
    const [first, ...rest] = stroke;
    if (!first) continue;
    if (rest.length === 0) {
      pen.beginPath();
      pen.arc(first.x, first.y, widthOf(first.p) / 2, 0, Math.PI * 2);
      pen.fill();
    }
    let last = first;
    let middle = first;
    for (const point of rest) {
      const next = { ...point, x: (last.x + point.x) / 2, y: (last.y + point.y) / 2 };
      pen.beginPath();
      pen.lineWidth = widthOf((last.p + point.p) / 2);
      pen.moveTo(middle.x, middle.y);
      pen.quadraticCurveTo(last.x, last.y, next.x, next.y);
      if (point === rest.at(-1)) pen.lineTo(point.x, point.y);
      pen.stroke();
      [last, middle] = [point, next];
    }
  }
}
