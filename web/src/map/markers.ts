import { Marker } from 'maplibre-gl';
import type { Say } from '../say';
import type { Stage } from './stage';
import type { Bounds, Found, Origin } from './types';

/** The marks of an answer: buttons that carry the numbers of the list. */
export class Markers {
  private marks: Marker[] = [];
  private buttons = new Map<string, HTMLButtonElement>();
  private found: Found[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly say: Say,
  ) {}

  show(origin: Origin | null, found: Found[], onChoose: (id: string) => void): void {
    this.clear();
    this.found = found;
    if (origin) this.put(this.start(origin), origin, 0);
    const there = new Map<string, number>();
    for (const f of found) {
      const place = `${f.lon.toFixed(4)} ${f.lat.toFixed(4)}`;
      const before = there.get(place) ?? 0;
      there.set(place, before + 1);
      this.put(this.button(f, onChoose), f, before);
    }
    const places = [...(origin ? [origin] : []), ...found];
    this.stage.change({ marks: places });
    const bounds = boundsOf(places);
    if (bounds) this.stage.show(bounds, 15, true);
  }

  choose(id: string | null): void {
    for (const [of, button] of this.buttons) button.setAttribute('aria-pressed', String(of === id));
    const chosen = this.found.find((f) => f.id === id);
    if (chosen) this.stage.reveal(chosen.lon, chosen.lat);
  }

  private clear(): void {
    for (const mark of this.marks) mark.remove();
    this.marks = [];
    this.buttons.clear();
  }

  /** Puts a mark at a place, beside those that are there before. */
  private put(element: HTMLElement, { lon, lat }: { lon: number; lat: number }, before: number): void {
    const mark = new Marker({ element, offset: [before * 24, 0] });
    this.marks.push(mark.setLngLat([lon, lat]).addTo(this.stage.gl));
  }

  private start(origin: Origin): HTMLElement {
    const mark = document.createElement('span');
    mark.className = 'map-origin';
    mark.setAttribute('role', 'img');
    mark.setAttribute('aria-label', `${this.say('Départ :', 'Start:')} ${origin.label}`);
    return mark;
  }

  private button(f: Found, onChoose: (id: string) => void): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'map-mark';
    button.dataset.state = f.state;
    button.textContent = String(f.rank);
    button.title = f.nom;
    button.setAttribute('aria-label', `${f.rank}. ${f.nom}`);
    button.setAttribute('aria-pressed', 'false');
    button.style.zIndex = String(1000 - f.rank);
    button.addEventListener('click', (e) => {
      e.stopPropagation();
      onChoose(f.id);
    });
    this.buttons.set(f.id, button);
    return button;
  }
}

/** The box around places; null around none. */
export function boundsOf(places: readonly { lon: number; lat: number }[]): Bounds | null {
  if (places.length === 0) return null;
  const lons = places.map((p) => p.lon);
  const lats = places.map((p) => p.lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
