import { locate, type Located } from '../places/locate';
import { element } from '../places/option';
import type { Say } from '../say';

/** What the button needs. */
export interface AroundOptions {
  /** The button; words about it are put at the end of its paragraph. */
  button: HTMLButtonElement;
  say: Say;
  /** Called with where the device is. */
  found: (where: Located) => void;
}

/** A device that has not answered after this many milliseconds is told to be slow. */
const slow = 3_000;
/** A position less sure than this, in metres, is told to be. */
const rough = 2_000;

/** Makes a button ask the device where it is: only when pressed, and never twice at once. */
export function offerAround({ button, say, found }: AroundOptions): void {
  let busy = false;
  const note = element('span', { class: 'places-note', role: 'status' });
  const tell = (words: string) => (note.textContent = words);
  button.closest('p')!.append(note);
  button.form?.addEventListener('input', () => tell(''));
  button.addEventListener('click', () => {
    if (!busy) void look();
  });

  async function look(): Promise<void> {
    busy = true;
    tell(say('Recherche de votre position…', 'Looking for your position…'));
    const timer = setTimeout(() => tell(stillLooking(say)), slow);
    try {
      const where = await locate(say);
      tell(where.metres > rough ? unsure(where.metres, say) : '');
      found(where);
    } catch (error) {
      tell((error as Error).message);
    } finally {
      clearTimeout(timer);
      busy = false;
    }
  }
}

function stillLooking(say: Say): string {
  return say(
    "Recherche de votre position… Si votre navigateur demande l'autorisation, acceptez-la.",
    'Looking for your position… If your browser asks for permission, grant it.',
  );
}

function unsure(metres: number, say: Say): string {
  const km = Math.round(metres / 1000);
  return say(
    `Votre position n'est connue qu'à ${km} km près : pour des temps plus justes, écrivez une adresse.`,
    `Your position is only known to within ${km} km: for better times, write an address.`,
  );
}
