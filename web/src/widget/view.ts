import { createAnswers } from './answers';
import { enliven, type Finder } from './finder';
import { askForm, root } from './service';
import { limitOf, type Settings } from './settings';
import { askAnswer, sorry } from '../citizen/answer';
import type { Question } from '../citizen/question';
import { Waiting } from '../citizen/waiting';
import { sayIn, type Lang, type Say } from '../say';

/** What the page is told when an answer stands (maillage:answer): never where from, nor which structures. */
export interface AnswerDetail {
  /** How many structures the answer lists. */
  structures: number;
  /** How many of them are open on arrival. */
  open: number;
}

/** A widget under some settings: new settings make a new view. */
export interface View {
  element: HTMLElement;
  /** Gives it the one colour of a partner; none gives back the service's. */
  paint(accent: string | undefined): void;
  /** The question that was asked last. */
  question(): Question | undefined;
  remove(): void;
}

/** What a view is made of. */
export interface ViewOptions {
  /** The form for these settings, where the page has brought it along; else it is asked for. */
  served: DocumentFragment | undefined;
  settings: Settings;
  lang: Lang;
  /** Which widget of the page it is, from 1. */
  nth: number;
  /** A question to ask at once. */
  first: Question | undefined;
  /** Called with each answer that stands. */
  answered: (detail: AnswerDetail) => void;
}

/** A form that has not come after this many milliseconds is told to be on its way. */
const slow = 1_000;

/** Makes the view of a widget. */
export function createView({ served: brought, settings, lang, nth, first, answered }: ViewOptions): View {
  const say = sayIn(lang);
  const box = boxFor(settings, lang);
  const name = say("Trouver une structure d'orientation", 'Find a guidance structure');
  box.setAttribute('aria-label', nth > 1 ? `${name} (${nth})` : name);
  const inside = document.createElement('slot'); // what the page put in the element, until the form stands
  const status = document.createElement('p');
  status.setAttribute('role', 'status');
  const answers = createAnswers(settings, lang, say);
  const waiting = new Waiting(answers.element, status, say);
  box.append(inside, status, answers.element);

  const living = new AbortController();
  let asking: AbortController | undefined;
  let asked = first;
  let finder: Finder | undefined;

  async function ask(question: Question, moved: boolean): Promise<void> {
    asking?.abort();
    const { signal } = (asking = new AbortController());
    asked = question;
    const filters = new URLSearchParams(question.filters);
    filters.set('limit', String(limitOf(settings)));
    const put = (section: HTMLElement) => {
      waiting.end('');
      answers.show(section, question);
      if (moved) section.querySelector<HTMLElement>('h2')?.focus();
    };
    waiting.begin();
    let section: HTMLElement;
    try {
      section = await askAnswer({ start: question.start, filters }, root, lang, say, signal);
    } catch (error) {
      if (!signal.aborted) put(sorry((error as Error).message, say));
      return;
    }
    put(section);
    if (!section.classList.contains('refused')) answered(countedIn(section));
  }

  async function begin(): Promise<void> {
    const timer = setTimeout(() => waiting.tell(say('La recherche arrive…', 'The search is coming…')), slow);
    try {
      const served = brought ?? (await askForm(settings, lang, living.signal));
      if (living.signal.aborted) return;
      waiting.end('');
      const form = served.querySelector('form');
      if (!form) return box.prepend(...served.children); // words that say why
      inside.replaceWith(form);
      box.append(...served.children);
      finder = enliven({
        form,
        settings,
        lang,
        say,
        ask: (q) => void ask(q, true),
        tell: (words) => waiting.tell(words),
      });
      if (!first) return;
      finder.fill(first);
      const again = finder.question();
      if (again) void ask(again, false);
    } catch {
      if (living.signal.aborted) return;
      waiting.tell('');
      status.replaceChildren(...silent(say));
    } finally {
      clearTimeout(timer);
    }
  }
  void begin();

  return {
    element: box,
    paint: (accent) => paint(box, accent),
    question: () => asked,
    remove() {
      living.abort();
      asking?.abort();
      finder?.remove();
      answers.remove();
    },
  };
}

function boxFor(settings: Settings, lang: Lang): HTMLElement {
  const box = document.createElement('section');
  box.className = 'box';
  box.lang = lang;
  box.dir = 'ltr';
  paint(box, settings.accent);
  return box;
}

function paint({ style }: HTMLElement, accent = ''): void {
  if (CSS.supports('color', accent)) style.setProperty('--maillage-accent', accent);
  else style.removeProperty('--maillage-accent');
}

function countedIn(section: HTMLElement): AnswerDetail {
  const found = [...section.querySelectorAll<HTMLElement>('.found > .structure')];
  return { structures: found.length, open: found.filter((item) => item.dataset.state === 'open').length };
}

/** What is said where the service does not answer at all. */
function silent(say: Say): (Node | string)[] {
  const link = document.createElement('a');
  link.href = root;
  link.target = '_blank';
  link.rel = 'noopener';
  link.textContent = say('ouvrez sa page (nouvel onglet)', 'open its page (new tab)');
  return [
    say(
      'La recherche ne répond pas. Rechargez cette page dans un instant, ou ',
      'The search does not answer. Reload this page in a moment, or ',
    ),
    link,
    '.',
  ];
}
