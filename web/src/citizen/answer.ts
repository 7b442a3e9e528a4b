import { bodyOf, type Question, type Start } from './question';
import type { Lang, Say } from '../say';
import { trusted } from '../trusted';

/** How long an answer may take, in milliseconds: a phone in a valley is slow, but not for ever. */
const patience = 30_000;

/**
 * Asks the server for the structures of a question: its own section about them,
 * in words, whether it found any or says what to do. Fails, in words, only where no such
 * section comes; where the signal gives up, with whatever fetch throws.
 */
export async function askAnswer(question: Question, root: string, lang: Lang, say: Say, signal: AbortSignal) {
  const url = new URL('liste', root);
  url.searchParams.set('lang', lang);
  // AbortSignal.any and timeout do this, but not in phones of before 2024.
  const giveUp = new AbortController();
  const stop = () => giveUp.abort();
  signal.addEventListener('abort', stop);
  const timer = setTimeout(stop, patience);
  let html: string;
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: bodyOf(question, lang),
      headers: { Accept: 'text/html' },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: giveUp.signal,
    });
    html = await response.text();
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Error(unreachable(say), { cause: error });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
  const section = new DOMParser()
    .parseFromString(trusted(html), 'text/html')
    .querySelector<HTMLElement>('section.answer');
  if (!section) throw new Error(failed(say));
  return document.adoptNode(section);
}

/** What of the start an answer tells, so that a link can lead back to it; null where it does not know. */
export function startIn(section: HTMLElement): Start | null {
  const { lon, lat, label = '', commune } = section.dataset;
  if (commune) return { kind: 'commune', code: commune, label };
  return lon && lat ? { kind: 'place', lon: Number(lon), lat: Number(lat), label } : null;
}

/** The place that a button of an answer stands for ("you may have meant"); null where it is another button. */
export function startOfButton({ name, value, textContent }: HTMLButtonElement): Start | null {
  if (name === 'q') return { kind: 'text', label: value };
  return name === 'code_commune' ? { kind: 'commune', code: value, label: textContent.trim() } : null;
}

/** A section that says why there is no answer, made like those that the server makes. */
export function sorry(reason: string, say: Say): HTMLElement {
  const section = document.createElement('section');
  section.className = 'answer';
  section.setAttribute('aria-labelledby', 'answer-title');
  const title = document.createElement('h2');
  title.id = 'answer-title';
  title.tabIndex = -1;
  title.textContent = say("La réponse n'est pas arrivée", 'The answer did not come');
  const words = document.createElement('p');
  words.textContent = reason;
  section.append(title, words);
  return section;
}

function unreachable(say: Say): string {
  return say(
    'Vérifiez votre connexion, puis cherchez de nouveau. Ce que vous avez écrit est toujours là.',
    'Check your connection, then search again. What you wrote is still there.',
  );
}

function failed(say: Say): string {
  return say(
    'Le service ne répond pas comme il le devrait. Réessayez dans un instant.',
    'The service does not answer as it should. Try again in a moment.',
  );
}
