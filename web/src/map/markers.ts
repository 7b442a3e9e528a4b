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
    if (origin) this.put(this.start(origin), origin);
    // The first is put last, so that it lies above; by keyboard the list's order holds.
    for (const f of found) this.put(this.button(f, onChoose), f);
    const bounds = boundsOf([...(origin ? [origin] : []), ...found]);
    if (bounds) this.stage.show(bounds);
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

  private put(element: HTMLElement, { lon, lat }: { lon: number; lat: number }): void {
    this.marks.push(new Marker({ element }).setLngLat([lon, lat]).addTo(this.stage.gl));
  }

  private start(origin: Origin): HTMLElement {
    const mark = document.createElement('span');
    mark.className = 'origin';
    mark.setAttribute('role', 'img');
    mark.setAttribute('aria-label', `${this.say('Départ :', 'Start:')} ${origin.label}`);
    return mark;
  }

  private button(f: Found, onChoose: (id: string) => void): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'mark';
    button.dataset.state = f.state;
    button.textContent = String(f.rank);
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
