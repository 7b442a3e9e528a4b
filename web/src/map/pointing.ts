import type { Point } from 'maplibre-gl';
import type { Stage } from './stage';

/** What pointing at the map does. */
export interface Pointed {
  /** The pointer, or by keyboard the cross, lies at a point; null: it left. */
  at(point: Point | null, byKeyboard: boolean): void;
  /** The point was pressed: a click, a tap, Enter. */
  press(point: Point): void;
}

/**
 * Tells where one points: by mouse or finger, or by keyboard with the cross that stands at the map's middle while the
 * map has the focus. Arrows move the map beneath it; with Shift, by small steps.
 */
export function listen(stage: Stage, cross: HTMLElement, pointed: Pointed): void {
  const { gl } = stage;
  const canvas = gl.getCanvas();
  const middle = () => gl.project(gl.getCenter());
  const crossed = () => !cross.hidden;
  gl.on('mousemove', (e) => pointed.at(e.point, false));
  gl.on('mouseout', () => pointed.at(null, false));
  gl.on('click', (e) => pointed.press(e.point));
  canvas.addEventListener('focus', () => {
    cross.hidden = !canvas.matches(':focus-visible');
    if (crossed()) pointed.at(middle(), true);
  });
  canvas.addEventListener('blur', () => {
    if (crossed()) pointed.at(null, false);
    cross.hidden = true;
  });
  gl.on('idle', () => crossed() && pointed.at(middle(), true));
  canvas.addEventListener('keydown', (e) => {
    if (e.key.startsWith('Arrow')) cross.hidden = false;
    if (e.key === 'Enter') pointed.press(middle());
    const step = e.shiftKey ? steps[e.key] : undefined;
    if (!step) return;
    e.preventDefault();
    gl.panBy(step, { duration: 0 });
  });
}

/** What Shift and an arrow move the map by, in pixels. */
const steps: Record<string, [number, number]> = {
  ArrowLeft: [-10, 0],
  ArrowRight: [10, 0],
  ArrowUp: [0, -10],
  ArrowDown: [0, 10],
};
