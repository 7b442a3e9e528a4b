import { pieces } from './highlight';
import { kindName, type Place } from './place';
import type { Say } from '../say';

/** One suggestion: its name with what was typed of it, where it is, and what kind of place. */
export function optionOf(place: Place, id: string, typed: string, say: Say): HTMLElement {
  const option = element('span', { id, role: 'option', class: 'places-option', 'aria-selected': 'false' });
  const name = element('span', { class: 'places-name' });
  for (const piece of pieces(place.name, typed)) {
    name.append(piece.typed ? element('b', {}, piece.text) : piece.text);
  }
  const where = [place.where, kindName(place.kind, say)].filter(Boolean).join(' · ');
  option.append(
    name,
    element('span', { class: 'places-unseen' }, ', '),
    element('span', { class: 'places-where' }, where),
  );
  return option;
}

/** Makes an element with its attributes and its text. */
export function element(tag: string, attributes: Record<string, string>, text = ''): HTMLElement {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.textContent = text;
  return made;
}

/** Sets several attributes at once. */
export function setAttributes(of: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) of.setAttribute(name, value);
}
