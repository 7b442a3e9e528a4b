import { duration, number, sayIn, type Lang } from '../say';
import type { MapValue } from './types';

/** Who is counted in the cells, as the region names them. */
export interface Counted {
  code: string;
  /** "ménages pauvres". */
  label: string;
  /** "personnes", "ménages". */
  unit: string;
}

/** A value of the map in words: what it says first, and what it says more. */
export function valueWords(lang: Lang, value: MapValue, counted: Counted | undefined): [head: string, more: string] {
  if (value.kind === 'structure') return [value.nom, value.commune];
  const say = sayIn(lang);
  const head = value.minutes === null ? say('Aucun accès', 'No access') : duration(lang, value.minutes);
  if (value.kind === 'territory') return [head, [say('médiane', 'median'), value.name].join(' · ')];
  const several = value.cells > 1 && say(`médiane de ${value.cells} carreaux`, `median of ${value.cells} squares`);
  const to = value.nearest && say(`vers ${value.nearest}`, `to ${value.nearest}`);
  const here = [value.commune, peopleWords(lang, value.people, counted)].filter(Boolean).join(say(' : ', ': '));
  const estimated = value.estimated ? say(' (estimation)', ' (estimated)') : '';
  return [head, [several, to, here + estimated].filter(Boolean).join(' · ')];
}

function peopleWords(lang: Lang, people: number, counted: Counted | undefined): string {
  const figure = `${number(lang, people)} ${counted?.unit ?? ''}`.trim();
  return counted && counted.code !== 'all' ? `${figure} (${counted.label})` : figure;
}

/** The one line of words over the map: it says what lies under the pointer or the cross. */
export class Readout {
  readonly element = document.createElement('p');

  constructor(
    private readonly lang: Lang,
    container: HTMLElement,
  ) {
    this.element.className = 'map-readout';
    this.element.hidden = true;
    container.append(this.element);
  }

  /** Says a value; aloud: to screen readers too. */
  say(value: MapValue | null, counted: Counted | undefined, aloud: boolean): void {
    this.element.setAttribute('aria-live', aloud ? 'polite' : 'off');
    this.element.hidden = value === null && !aloud;
    this.element.replaceChildren();
    if (value === null) {
      if (aloud) this.element.append(sayIn(this.lang)('Rien n’est peint ici.', 'Nothing is painted here.'));
      return;
    }
    const [head, more] = valueWords(this.lang, value, counted);
    const strong = document.createElement('strong');
    strong.textContent = head;
    this.element.append(strong, more && ' · ', more);
  }
}
