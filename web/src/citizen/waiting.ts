import type { Say } from '../say';

/** Nothing is said of an answer that comes within this many milliseconds. */
const quick = 150;
/** After this many, it is said that it takes long. */
const long = 6_000;

/** Says that an answer is awaited: to eyes and ears, and only where it takes a while. */
export class Waiting {
  readonly #answers: HTMLElement;
  readonly #progress: HTMLElement;
  readonly #say: Say;
  #timers: ReturnType<typeof setTimeout>[] = [];

  /** The progress is an element with role=status, which is in the page before it speaks. */
  constructor(answers: HTMLElement, progress: HTMLElement, say: Say) {
    this.#answers = answers;
    this.#progress = progress;
    this.#say = say;
  }

  /** Says these words, until others are said. */
  tell(words: string): void {
    this.#progress.classList.remove('unseen');
    this.#progress.textContent = words;
  }

  begin(): void {
    this.#timers.forEach(clearTimeout);
    this.#timers = [
      setTimeout(() => {
        this.#answers.setAttribute('aria-busy', 'true');
        this.tell(this.#say('Recherche des structures…', 'Looking for structures…'));
      }, quick),
      setTimeout(() => this.tell(stillLooking(this.#say)), long),
    ];
  }

  /** The answer is there. The words are for ears alone: eyes see it. */
  end(heard: string): void {
    this.#timers.forEach(clearTimeout);
    this.#answers.removeAttribute('aria-busy');
    this.#progress.classList.add('unseen');
    this.#progress.textContent = heard;
  }
}

function stillLooking(say: Say): string {
  return say("C'est plus long que d'habitude : la recherche continue…", 'This takes longer than usual: still looking…');
}
