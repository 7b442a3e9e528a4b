import type { Ask } from './ask';
import { element, optionOf, setAttributes } from './option';
import type { Place } from './place';
import type { Say } from '../say';

/** What a field of places needs. */
export interface ComboboxOptions {
  /** The field. Its parent is where the list of suggestions and the words about it are put. */
  input: HTMLInputElement;
  ask: Ask;
  /** Called with the place somebody chose; the field holds its label already. */
  choose: (place: Place) => void;
  say: Say;
  /** How long to wait after a keystroke before asking, in milliseconds; 120 where not given. */
  wait?: number;
}

/** A field that suggests places. */
export interface Combobox {
  /** Closes the list, says nothing of it any more, and gives up what is being asked. */
  close(): void;
  /** Takes the list and every listener away. */
  remove(): void;
}

/**
 * Makes a field suggest places: a combobox with a listbox, as WAI-ARIA 1.2
 * describes it. The focus never leaves the field; arrows move through the
 * suggestions, Enter and a touch choose one, Escape and Tab close the list. Without a
 * suggestion chosen, Enter is the form's. Style it with places.css.
 */
export function createCombobox(options: ComboboxOptions): Combobox {
  return new PlacesBox(options);
}

/** What is left free below the list, and how low and how high it may be, in pixels. */
const gap = 16;
const lowest = 176;
const highest = 352;
/** Fewer letters than this are not asked about. */
const shortest = 2;

let made = 0; // several fields of a page have lists of their own

class PlacesBox implements Combobox {
  readonly #o: ComboboxOptions;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #note = element('span', { role: 'status', class: 'places-note places-unseen' });
  readonly #listening = new AbortController();
  #places: Place[] = [];
  #active = -1; // the suggestion arrows are on; -1 is the field itself
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  constructor(options: ComboboxOptions) {
    this.#o = options;
    this.#input = options.input;
    const id = `places-${++made}`;
    const label = options.say('Lieux proposés', 'Suggested places');
    this.#list = element('span', { id, role: 'listbox', class: 'places-list', 'aria-label': label });
    this.#list.hidden = true;
    const parent = this.#input.parentElement!;
    parent.classList.add('places');
    parent.append(this.#list, this.#note);
    setAttributes(this.#input, {
      role: 'combobox',
      autocomplete: 'off',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': id,
    });
    this.#listen();
  }

  close(): void {
    this.#leave();
    this.#tell('');
  }

  /** Closes the list. What is said of it stays: nothing may move below a finger on its way to a button. */
  #leave(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#show(false);
    this.#activate(-1);
  }

  remove(): void {
    this.close();
    this.#listening.abort();
    this.#list.remove();
    this.#note.remove();
  }

  #listen(): void {
    const { signal } = this.#listening;
    const input = this.#input;
    input.addEventListener('input', () => this.#typed(), { signal });
    input.addEventListener('keydown', (event) => this.#pressed(event), { signal });
    input.addEventListener('click', () => this.#show(true), { signal }); // a list that Escape closed
    input.addEventListener('blur', () => this.#leave(), { signal });
    addEventListener('pointerdown', (event) => this.#pointed(event), { signal });
    visualViewport?.addEventListener('resize', () => this.#place(), { signal });
    addEventListener('resize', () => this.#place(), { signal });
    this.#list.addEventListener('mousedown', (event) => event.preventDefault(), { signal }); // the focus stays in the field
    this.#list.addEventListener('click', (event) => this.#choose(this.#indexOf(event.target)), { signal });
  }

  /** A finger beside the list puts it away, though the field keeps the focus. */
  #pointed(event: Event): void {
    const path = event.composedPath();
    if (!path.includes(this.#input) && !path.includes(this.#list)) this.#leave();
  }

  #typed(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#activate(-1);
    if (this.#input.value.trim().length < shortest) {
      this.#fill('', []);
      this.#tell('');
      return;
    }
    this.#timer = setTimeout(() => void this.#suggest(), this.#o.wait ?? 120);
  }

  async #suggest(): Promise<void> {
    const { say, ask } = this.#o;
    const text = this.#input.value.trim();
    const { signal } = (this.#asking = new AbortController());
    try {
      const found = await ask(text, signal);
      if (signal.aborted) return;
      this.#fill(text, found);
      this.#tell(found.length ? counted(found.length, say) : nothing(say), found.length === 0);
    } catch {
      if (signal.aborted) return;
      this.#fill(text, []);
      this.#tell(silent(say), true);
    }
  }

  #fill(typed: string, places: Place[]): void {
    this.#activate(-1);
    this.#places = places;
    this.#list.replaceChildren(...places.map((p, i) => optionOf(p, `${this.#list.id}-${i}`, typed, this.#o.say)));
    this.#show(true);
    this.#list.scrollTop = 0;
  }

  /** Opens the list where there is something in it, or closes it. */
  #show(open: boolean): void {
    this.#list.hidden = !open || this.#places.length === 0;
    this.#input.setAttribute('aria-expanded', String(!this.#list.hidden));
    this.#place();
  }

  /** Puts the list right below the field, as wide as it is, and as high as a phone's keyboard leaves room for. */
  #place(): void {
    if (this.#list.hidden) return;
    const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = this.#input;
    const { style } = this.#list;
    style.left = `${offsetLeft}px`;
    style.top = `${offsetTop + offsetHeight}px`;
    style.width = `${offsetWidth}px`;
    const room = (visualViewport?.height ?? innerHeight) - this.#input.getBoundingClientRect().bottom;
    style.maxHeight = `${Math.min(Math.max(room - gap, lowest), highest)}px`;
  }

  #pressed(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const shown = !this.#list.hidden;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (this.#places.length) this.#arrow(event);
        return;
      case 'Enter':
        if (shown && this.#active >= 0) {
          event.preventDefault();
          this.#choose(this.#active);
        } else this.close();
        return;
      case 'Escape':
        if (!shown) return;
        event.preventDefault();
        event.stopPropagation();
        return this.#leave();
      case 'Tab':
        return this.#leave();
    }
  }

  #arrow(event: KeyboardEvent): void {
    const down = event.key === 'ArrowDown';
    event.preventDefault();
    if (event.altKey) return down ? this.#show(true) : this.#leave();
    this.#show(true);
    this.#activate(neighbour(this.#active, down ? 1 : -1, this.#places.length));
  }

  #activate(index: number): void {
    this.#list.children[this.#active]?.setAttribute('aria-selected', 'false');
    this.#active = index;
    const option = this.#list.children[index];
    if (!option) {
      this.#input.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    this.#input.setAttribute('aria-activedescendant', option.id);
  }

  #choose(index: number): void {
    const place = this.#places[index];
    if (!place) return;
    this.#input.value = place.label;
    this.#places = [];
    this.close();
    this.#tell(this.#o.say(`Lieu choisi\u00a0: ${place.label}`, `Place chosen: ${place.label}`));
    this.#o.choose(place);
  }

  #indexOf(target: EventTarget | null): number {
    const option = target instanceof Element ? target.closest('[role=option]') : null;
    return option ? [...this.#list.children].indexOf(option) : -1;
  }

  /** Says something about the list: heard, and seen too where there is no list to be seen. */
  #tell(words: string, seen = false): void {
    this.#note.textContent = words;
    this.#note.classList.toggle('places-unseen', !seen);
  }
}

/** The suggestion after or before one, around the end by way of the field itself, which is -1. */
function neighbour(active: number, step: number, count: number): number {
  return ((active + 1 + step + count + 1) % (count + 1)) - 1;
}

function counted(count: number, say: Say): string {
  if (count === 1)
    return say('1 lieu proposé, flèche bas pour le choisir.', '1 place suggested, arrow down to choose it.');
  return say(`${count} lieux proposés, flèche bas pour choisir.`, `${count} places suggested, arrow down to choose.`);
}

function nothing(say: Say): string {
  return say(
    'Aucun lieu de ce nom ici. Essayez une commune ou un code postal.',
    'No place of that name here. Try a commune or a postal code.',
  );
}

function silent(say: Say): string {
  return say(
    'Les suggestions ne répondent pas. Écrivez le lieu en entier, puis cherchez.',
    'Suggestions do not answer. Write the whole place, then search.',
  );
}
