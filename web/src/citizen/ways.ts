import { placesIn } from './found';
import { askWay } from './way';
import type { Way } from '../map/types';
import { element } from '../places/option';
import type { Say } from '../say';

/** What Ways speak through. */
export interface WaysOptions {
  root: string;
  say: Say;
  /** Draws the way to a structure on the map, which is shown for it; null: none any more. */
  draw: (way: Way | null, id: string) => void;
}

/** The buttons of a list that show the way to a structure: its parts in words beside the button, its line on the map. */
export class Ways {
  readonly #o: WaysOptions;
  #shown: HTMLButtonElement | null = null;

  constructor(options: WaysOptions) {
    this.#o = options;
  }

  /** Gives each structure of an answer to which one goes a button; the question is what brought the answer. */
  offer(section: HTMLElement | null, question: URLSearchParams): void {
    this.#shown = null;
    for (const item of placesIn(section)) {
      const reach = item.querySelector('.reach');
      reach?.insertBefore(this.#button(item, question), reach.querySelector('.go'));
    }
  }

  #button(item: HTMLElement, question: URLSearchParams): HTMLButtonElement {
    const { say } = this.#o;
    const button = element('button', {
      type: 'button',
      class: 'see-way',
      'aria-pressed': 'false',
    }) as HTMLButtonElement;
    const name = element('span', { class: 'unseen' }, say(' : ', ': ') + (item.dataset.nom ?? ''));
    button.append(say('Voir le chemin', 'See the way'), name);
    const words = element('p', { class: 'way', role: 'status' });
    item.querySelector('.reach')!.before(words);
    button.addEventListener('click', () => void this.#press(button, words, item.dataset.id!, question));
    return button;
  }

  async #press(button: HTMLButtonElement, words: HTMLElement, id: string, question: URLSearchParams): Promise<void> {
    const { root, say, draw } = this.#o;
    const again = button === this.#shown;
    this.#hide();
    if (again) return draw(null, id);
    this.#shown = button;
    button.setAttribute('aria-pressed', 'true');
    try {
      const told = await askWay(question, id, root);
      if (button !== this.#shown) return; // another way, or another answer, was asked for
      words.textContent = told.words;
      draw(told.way, id);
    } catch {
      if (button !== this.#shown) return;
      this.#hide();
      words.textContent = say(
        "Le chemin n'a pas pu être tracé. Réessayez dans un instant.",
        'The way could not be drawn. Try again in a moment.',
      );
    }
  }

  /** Takes back what the button that is pressed shows. */
  #hide(): void {
    this.#shown?.setAttribute('aria-pressed', 'false');
    this.#shown?.closest('li')?.querySelector('.way')?.replaceChildren();
    this.#shown = null;
  }
}
