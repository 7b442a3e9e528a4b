import type { Map as MapLibre } from 'maplibre-gl';

/** The milliseconds between frames painted from now until all is drawn; the first counts from the call. */
export function framesOf(gl: MapLibre): Promise<number[]> {
  const spans: number[] = [];
  let last = performance.now();
  const painted = () => {
    const now = performance.now();
    spans.push(now - last);
    last = now;
  };
  gl.on('render', painted);
  return new Promise((done) => {
    void gl.once('idle').then(() => {
      gl.off('render', painted);
      done(spans);
    });
    gl.triggerRepaint();
  });
}
