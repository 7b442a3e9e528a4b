import { openMap, type WidgetMap } from './map';
import { foundIn } from '../citizen/found';
import type { Lang, Say } from '../say';

/** Where the map stands, once it is asked for. */
export interface Ground {
  element: HTMLElement;
  /** Shows the map, or hides it again. */
  button: HTMLButtonElement;
  /** Takes an answer: its structures stand on the map. */
  show(section: HTMLElement): void;
  remove(): void;
}

/** Makes the place of the map, and the button that asks for it. */
export function createGround(lang: Lang, say: Say): Ground {
  const element = document.createElement('div');
  const button = document.createElement('button');
  const place = document.createElement('div');
  const note = document.createElement('p');
  button.type = 'button';
  note.className = 'note';
  note.setAttribute('role', 'status');
  element.append(place, note);

  let section: HTMLElement | undefined;
  let map: Promise<WidgetMap> | undefined;
  let asked = false;

  function load(): Promise<WidgetMap> {
    const container = document.createElement('div');
    container.className = 'map';
    place.replaceChildren(container);
    return openMap(container, lang);
  }

  async function arrange(): Promise<void> {
    button.hidden = !section || foundIn(section).length === 0;
    const shown = asked && !button.hidden;
    place.hidden = !shown;
    button.textContent = shown ? say('Masquer la carte', 'Hide the map') : say('Voir sur la carte', 'See on the map');
    button.setAttribute('aria-expanded', String(shown));
    if (!shown) return;
    note.textContent = '';
    try {
      const opened = await (map ??= load());
      if (section && !place.hidden) opened.show(section);
    } catch {
      map = undefined; // the button tries again
      asked = false;
      place.replaceChildren();
      void arrange();
      note.textContent = say(
        "La carte ne peut pas être affichée ici. La liste dit tout ce qu'elle montre.",
        'The map cannot be shown here. The list tells all that it shows.',
      );
    }
  }
  button.addEventListener('click', () => {
    asked = !asked;
    void arrange();
  });

  return {
    element,
    button,
    show(shown) {
      section = shown;
      void arrange();
    },
    remove() {
      section = undefined;
      void map?.then((opened) => opened.remove()).catch(() => {}); // said where it was loaded
    },
  };
}
