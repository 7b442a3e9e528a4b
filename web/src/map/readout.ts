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
  const head = (minutes: number | null) =>
    minutes === null ? say('Aucun accès', 'No access') : duration(lang, minutes);
  if (value.kind === 'territory') return [head(value.minutes), [say('médiane', 'median'), value.name].join(' · ')];
  const several =
    value.cells > 1 && say(`au plus, sur ${value.cells} carreaux`, `at most, over ${value.cells} squares`);
  const to = value.nearest && say(`vers ${value.nearest}`, `to ${value.nearest}`);
  const here = [value.commune, peopleWords(lang, value.people, counted)].filter(Boolean).join(say(' : ', ': '));
  const estimated = value.estimated ? say(' (estimation)', ' (estimated)') : '';
  // Begun minutes count: beyond 30 min is never said to be 30 min.
  const whole = value.minutes && Math.ceil(value.minutes);
  return [head(whole), [several, to, here + estimated].filter(Boolean).join(' · ')];
}

function peopleWords(lang: Lang, people: number, counted: Counted | undefined): string {
  const figure = `${number(lang, people)} ${counted?.unit ?? ''}`.trim();
  return counted && counted.code !== 'all' ? `${figure} (${counted.label})` : figure;
}

/** The one line of words over the map: it says what lies under the pointer or the cross. */
export class Readout {
  private readonly seen = document.createElement('p');
  /** What screen readers say aloud; the pointer's way is not told to them. */
  private readonly spoken = document.createElement('p');

  constructor(
    private readonly lang: Lang,
    container: HTMLElement,
  ) {
    this.seen.className = 'map-readout';
    this.seen.hidden = true;
    this.seen.setAttribute('aria-hidden', 'true');
    this.spoken.className = 'map-spoken';
    this.spoken.setAttribute('role', 'status');
    container.append(this.seen, this.spoken);
  }

  /** Says a value; aloud: to screen readers too, once. */
  say(value: MapValue | null, counted: Counted | undefined, aloud: boolean): void {
    const nothing: [string, string] = ['', sayIn(this.lang)('Rien n’est peint ici.', 'Nothing is painted here.')];
    const [head, more] = value ? valueWords(this.lang, value, counted) : nothing;
    const strong = document.createElement('strong');
    strong.textContent = head;
    this.seen.replaceChildren(strong, head && more && ' · ', more);
    this.seen.hidden = value === null && !aloud;
    const words = aloud ? this.seen.textContent : '';
    if (words !== this.spoken.textContent) this.spoken.textContent = words;
  }
}
