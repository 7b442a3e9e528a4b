import { askAnswer, sorry, startIn, startOfButton } from './answer';
import { filtersIn, fillIn } from './form';
import { itemsIn } from './found';
import { addressOf, bodyOf, fragmentOf, readQuestion, type Question, type Start } from './question';
import type { Beside } from './beside';
import type { Waiting } from './waiting';
import type { Lang, Say } from '../say';

/** The parts of the page that a Finder speaks through. */
export interface FinderOptions {
  form: HTMLFormElement;
  field: HTMLInputElement;
  /** What holds the answer. */
  answers: HTMLElement;
  waiting: Waiting;
  beside: Beside;
  root: string;
  lang: Lang;
  say: Say;
  /** Called when the form was filled in by the address. */
  filled: () => void;
}

/** How an answer comes: by the form, whose asker is led to it; or by the address, which moves nothing. */
type Way = 'form' | 'address';

/** Asks the form's question without leaving the page, and keeps it in the page's fragment. */
export class Finder {
  readonly #o: FinderOptions;
  /** Where a link's rounded position exactly is: in memory only, for as long as the page is open. */
  readonly #exact = new Map<string, Start>();
  #title = document.title;
  #start: Start | null = null; // chosen, and not typed over since
  #asking: AbortController | undefined;
  #shown = ''; // the fragment of the answer that stands

  constructor(options: FinderOptions) {
    this.#o = options;
    const { form, field } = options;
    field.addEventListener('input', () => (this.#start = null));
    form.addEventListener('submit', (event) => this.#submitted(event));
    addEventListener('popstate', () => this.#arrived());
    addEventListener('hashchange', () => this.#arrived());
  }

  /** Takes the page as the server sent it: an answer in it stands, else the address is asked. */
  begin(): void {
    const section = this.#o.answers.querySelector<HTMLElement>('section.answer');
    const question = readQuestion(location);
    if (section) this.#title = document.title.replace(`${titleOf(section)} – `, '');
    if (section && !location.hash.includes('=')) {
      const understood = { start: startIn(section), filters: filtersIn(this.#o.form) };
      const { value, defaultValue } = this.#o.field;
      if (value === defaultValue) this.#start = understood.start; // nothing was typed before the script came
      this.#shown = fragmentOf(question);
      if (!question.start && understood.start) this.#note(understood, 'replaceState');
      this.#o.beside.show(section, bodyOf(understood, this.#o.lang));
      return;
    }
    this.#shown = fragmentOf(question);
    if (question.start || location.hash.includes('=')) this.#fill(question);
    if (question.start) void this.#ask(question, 'address');
  }

  /** Sets out from a place, until something else is typed. The field says its label, or these words. */
  setOut(start: Start, words = start.label): void {
    this.#start = start;
    this.#o.field.value = words;
  }

  #submitted(event: SubmitEvent): void {
    event.preventDefault();
    const { form, field } = this.#o;
    const pressed = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
    const other = pressed && startOfButton(pressed);
    if (other) this.setOut(other);
    const filters = filtersIn(form);
    if (pressed?.name === 'limit') filters.set('limit', pressed.value);
    void this.#ask({ start: this.#start ?? { kind: 'text', label: field.value.trim() }, filters }, 'form');
  }

  /** The address has changed: back, forward, or a link's fragment. */
  #arrived(): void {
    if (location.hash && !location.hash.includes('=')) return; // a place within this page
    const question = readQuestion(location);
    const fragment = fragmentOf(question);
    if (fragment === this.#shown) return;
    this.#shown = fragment;
    question.start = this.#exact.get(fragment) ?? question.start;
    this.#fill(question);
    if (question.start) {
      void this.#ask(question, 'address');
      return;
    }
    this.#asking?.abort();
    this.#o.waiting.end('');
    this.#put(null, question);
  }

  #fill({ start, filters }: Question): void {
    fillIn(this.#o.form, filters);
    for (const name of filters.keys()) {
      // nobody chooses without seeing it
      this.#o.form
        .querySelector(`details [name="${CSS.escape(name)}"]`)
        ?.closest('details')
        ?.setAttribute('open', '');
    }
    if (start) this.setOut(start, start.label || this.#o.say('Position choisie', 'Chosen position'));
    else this.#o.field.value = '';
    this.#start = start;
    this.#o.filled();
  }

  async #ask(question: Question, way: Way): Promise<void> {
    const { root, lang, say, waiting, field } = this.#o;
    const written = field.value;
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    const before = itemsIn(this.#o.answers).length;
    waiting.begin();
    let section: HTMLElement;
    try {
      section = await askAnswer(question, root, lang, say, signal);
      const start = question.start?.kind === 'text' ? startIn(section) : question.start;
      if (way === 'form' && start && startIn(section)) this.#note({ start, filters: question.filters }, 'pushState');
    } catch (error) {
      if (signal.aborted) return; // a newer question awaits its own answer
      section = sorry((error as Error).message, say);
    }
    const writing = field.value !== written; // a next question, from which nobody is led away
    waiting.end(way === 'address' ? titleOf(section) : '');
    this.#name(question.start, startIn(section));
    this.#put(section, question);
    if (way === 'form' && !writing) leadTo(section, question.filters.has('limit') ? before : 0);
  }

  /** Says in the field which commune a link told by its code alone, unless something else was typed meanwhile. */
  #name(asked: Start | null, understood: Start | null): void {
    if (asked?.kind === 'commune' && !asked.label && asked === this.#start && understood) this.setOut(understood);
  }

  /** Keeps a question that was answered in the address. */
  #note(question: Question, how: 'pushState' | 'replaceState'): void {
    const fragment = fragmentOf(question);
    if (question.start) this.#exact.set(fragment, question.start);
    if (fragment === this.#shown) return;
    this.#shown = fragment;
    history[how](null, '', addressOf(question, location));
  }

  #put(section: HTMLElement | null, question: Question): void {
    this.#o.answers.replaceChildren(...(section ? [section] : []));
    this.#o.beside.show(section, bodyOf(question, this.#o.lang));
    document.title = section ? `${titleOf(section)} – ${this.#title}` : this.#title;
  }
}

function titleOf(section: HTMLElement): string {
  return section.querySelector('#answer-title')?.textContent?.trim() ?? '';
}

/** Leads who asked to the answer's title; who asked for more, to the first that was not there before. */
function leadTo(section: HTMLElement, before: number): void {
  const more = before > 0 ? itemsIn(section)[before]?.querySelector('a') : null;
  const target = more ?? section.querySelector<HTMLElement>('#answer-title');
  if (!target) return;
  target.focus({ preventScroll: true });
  const { top } = target.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 3) target.scrollIntoView({ block: 'start' });
}
