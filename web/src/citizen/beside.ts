import { foundIn, itemsIn, originIn, placesIn } from './found';
import { Ways } from './ways';
import type { MaillageMap, Way } from '../map/types';
import { element } from '../places/option';
import type { Lang, Say } from '../say';

/** Where the map stands, and what it is made with. */
export interface BesideOptions {
  /** What the map fills. */
  box: HTMLElement;
  /** Shows the map, or hides it again, where there is no room for both. */
  button: HTMLButtonElement;
  root: string;
  lang: Lang;
  say: Say;
}

/** From this width on the map stands beside the list, and comes without being asked for. */
const wide = '(min-width: 60rem)';

/** The map beside or below the list: what is chosen on one is marked on the other. */
export class Beside {
  readonly #o: BesideOptions;
  readonly #wide = matchMedia(wide);
  #section: HTMLElement | null = null;
  #map: Promise<MaillageMap> | undefined;
  #drawn: HTMLElement | null = null; // the section that is on the map
  #asked = false; // by the button, or by who wants to see a way
  readonly #ways: Ways;
  /** Below the map, where the list is out of sight, says which structure is chosen on it. */
  readonly #pointed = element('p', { class: 'pointed', role: 'status' });

  constructor(options: BesideOptions) {
    this.#o = options;
    options.box.after(this.#pointed);
    options.button.addEventListener('click', () => this.#toggle());
    this.#wide.addEventListener('change', () => this.#arrange());
    this.#ways = new Ways({ ...options, draw: (way, id) => void this.#showWay(way, id) });
  }

  /** Takes the list of an answer, and the form that brings it; null where there is none. */
  show(section: HTMLElement | null, asked: URLSearchParams): void {
    this.#section = section;
    this.#ways.offer(section, asked);
    for (const item of itemsIn(section)) {
      const choose = () => this.#choose(item.dataset.id!);
      item.addEventListener('focusin', choose);
      item.addEventListener('click', choose);
    }
    this.#arrange();
  }

  #toggle(): void {
    this.#asked = !this.#asked;
    this.#arrange();
    if (this.#asked) this.#pointed.scrollIntoView({ block: 'nearest' });
  }

  /** Shows what there is room for. On a wide screen the map's place is kept at once, and it is loaded once the list stands. */
  #arrange(): void {
    const { box, button, say } = this.#o;
    const something = foundIn(this.#section).length > 0 || originIn(this.#section) !== null;
    const shown = something && (this.#wide.matches || this.#asked);
    box.hidden = !shown;
    this.#pointed.textContent = shown && !this.#wide.matches ? choosing(say) : '';
    button.hidden = !something || this.#wide.matches;
    button.textContent = shown ? say('Masquer la carte', 'Hide the map') : say('Voir sur la carte', 'See on the map');
    button.setAttribute('aria-expanded', String(shown));
    if (!shown) return;
    if (this.#asked) void this.#draw();
    else whenIdle(() => void this.#draw());
  }

  async #draw(): Promise<void> {
    const section = this.#section;
    if (!section || this.#o.box.hidden) return;
    try {
      const map = await (this.#map ??= this.#load());
      if (section !== this.#section) return; // a newer answer draws itself
      map.resize();
      if (section === this.#drawn) return;
      this.#drawn = section;
      map.showAnswer(originIn(section), foundIn(section), (id) => this.#choose(id, true));
    } catch {
      this.#map = undefined; // the button, or the next answer, tries again
      this.#drawn = null;
      this.#o.box.replaceChildren(element('p', { role: 'status' }, withoutMap(this.#o.say)));
    }
  }

  /** Draws the way to a structure of the answer; where the map is below the list, it is shown and led to. */
  async #showWay(way: Way | null, id: string): Promise<void> {
    const below = way !== null && !this.#wide.matches;
    if (below) {
      this.#asked = true;
      this.#arrange();
    }
    if (this.#drawn !== this.#section) await this.#draw();
    if (this.#drawn !== this.#section) return; // no map, or a newer answer
    (await this.#map)?.showWay(way);
    if (!below) return;
    this.#choose(id);
    const item = placesIn(this.#section).find(({ dataset }) => dataset.id === id);
    if (item) this.#point(item); // what opens next is on no map, but has its way too
    this.#pointed.scrollIntoView({ block: 'nearest' });
  }

  async #load(): Promise<MaillageMap> {
    const { box, root, lang } = this.#o;
    const { createMap } = await import('../map/main');
    box.replaceChildren();
    return createMap({ container: box, root, lang, sources: sourcesOfPage() });
  }

  /** Marks a structure on the list and on the map, and says it below the map where it was chosen there. */
  #choose(id: string, onMap = false): void {
    for (const item of itemsIn(this.#section)) {
      const chosen = item.dataset.id === id;
      item.classList.toggle('chosen', chosen);
      if (chosen) item.setAttribute('aria-current', 'true');
      else item.removeAttribute('aria-current');
      if (chosen && onMap) this.#point(item);
    }
    void this.#map?.then((map) => map.choose(id)).catch(() => {}); // said where it was loaded
  }

  #point(item: HTMLElement): void {
    if (this.#wide.matches) {
      item.scrollIntoView({ block: 'nearest' });
      return;
    }
    const name = item.querySelector('.name')?.cloneNode(true) as HTMLElement | undefined;
    const told = [...item.querySelectorAll('.gist > *, .way')].map((part) => part.textContent.trim());
    // Who goes one way throughout has been told its time already.
    const gist = told
      .filter((part, i) => part && !told.slice(0, i).some((before) => before.startsWith(part)))
      .join(' · ');
    const { rank } = item.dataset;
    this.#pointed.replaceChildren(rank ? `${rank} · ` : '', ...(name?.childNodes ?? []), element('br', {}), gist);
  }
}

/** The sources, as the page's foot names them. */
function sourcesOfPage(): string {
  return [...document.querySelectorAll('.cited > span')].map((span) => span.textContent).join(' · ');
}

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 2_000 });
  else setTimeout(work, 200);
}

function choosing(say: Say): string {
  return say('Choisissez un numéro sur la carte.', 'Choose a number on the map.');
}

function withoutMap(say: Say): string {
  return say(
    "La carte n'a pas pu être chargée. La liste dit la même chose.",
    'The map could not be loaded. The list says the same.',
  );
}
