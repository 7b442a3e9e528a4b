import { root } from './service';
import { queryOf, type Settings } from './settings';
import { startOfButton } from '../citizen/answer';
import { offerAround } from '../citizen/around';
import { filtersIn, fillIn } from '../citizen/form';
import { startAt, type Question, type Start } from '../citizen/question';
import { askService } from '../places/ask';
import { createCombobox } from '../places/combobox';
import type { Lang, Say } from '../say';

/** What the form needs, and whom it tells. */
export interface FinderOptions {
  form: HTMLFormElement;
  settings: Settings;
  lang: Lang;
  say: Say;
  /** Called when somebody asks. */
  ask: (question: Question) => void;
  /** Called with what to say about the form. */
  tell: (words: string) => void;
}

/** The form of a widget at work. */
export interface Finder {
  /** Fills the form in with a question. */
  fill(question: Question): void;
  /** The question that the form holds; null while it says no place. */
  question(): Question | null;
  remove(): void;
}

/** Puts the service's form to work: it suggests places, knows where the device is, and asks without leaving the page. */
export function enliven({ form, settings, lang, say, ask, tell }: FinderOptions): Finder {
  const field = form.querySelector<HTMLInputElement>('[name=q]')!;
  const around = document.createElement('button');
  around.type = 'button';
  around.textContent = say('Autour de moi', 'Around me');
  form.querySelector('.acts')!.append(around);
  form.noValidate = true; // an empty field is told in the widget's own words
  form.removeAttribute('target');
  form.querySelector('.unscripted')?.remove();

  let start: Start | null = null; // chosen, and not typed over since
  const setOut = (where: Start, words = where.label) => {
    start = where;
    field.value = words;
  };
  const combobox = createCombobox({
    input: field,
    ask: askService({ root, lang, territory: settings.territoire, limit: 5 }),
    say,
    choose: (place) => setOut(startAt(place)),
  });
  field.addEventListener('input', () => (start = null));
  offerAround({
    button: around,
    say,
    found({ lon, lat }) {
      setOut({ kind: 'place', lon, lat, label: '' }, say('Autour de moi', 'Around me'));
      form.requestSubmit();
    },
  });

  function question(): Question | null {
    const text = field.value.trim();
    if (!start && !text) return null;
    return { start: start ?? { kind: 'text', label: text }, filters: filtersIn(form) };
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    combobox.close();
    const { submitter } = event;
    const suggested = submitter instanceof HTMLButtonElement && startOfButton(submitter);
    if (suggested) setOut(suggested);
    const asked = question();
    if (asked) return ask(asked);
    tell(say('Écrivez une adresse, une commune ou un code postal.', 'Write an address, a commune or a postal code.'));
    field.focus();
  });

  return {
    fill({ start, filters }) {
      fillIn(form, choicesOf(form, filters, settings));
      if (start) setOut(start, start.label || say('Autour de moi', 'Around me'));
    },
    question,
    remove: () => combobox.remove(),
  };
}

/** What was chosen of what the form still asks, and what the partner sets now. */
function choicesOf(form: HTMLFormElement, filters: URLSearchParams, settings: Settings): URLSearchParams {
  const kept = new URLSearchParams([...filters].filter(([name]) => form.elements.namedItem(name)));
  for (const [name, value] of queryOf(settings)) kept.set(name, value);
  return kept;
}
