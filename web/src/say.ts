/** The two languages people read Maillage in. */
export type Lang = 'fr' | 'en';

/** Reads a language tag: what is not English is French. */
export function langOf(tag: string | null | undefined): Lang {
  return tag?.toLowerCase().startsWith('en') ? 'en' : 'fr';
}

/** A way to say each sentence in one language: both are written side by side, where they are said. */
export type Say = (fr: string, en: string) => string;

/** Says sentences in a language. */
export function sayIn(lang: Lang): Say {
  return lang === 'en' ? (_, en) => en : (fr) => typeset(fr);
}

/** A French sentence as it is printed, as the server's pages are: no line begins with a sign. */
export function typeset(fr: string): string {
  return fr
    .replace(/ (?=[:»])/g, '\u00a0')
    .replace(/« /g, '«\u00a0')
    .replace(/ (?=[;?!%])/g, '\u202f');
}

/** Numbers as people of a language write them: 48 700, 82,5. */
export function number(lang: Lang, x: number, decimals = 0): string {
  return x.toLocaleString(lang === 'en' ? 'en-GB' : 'fr-FR', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** A time in minutes as people say it, and as the server's say.Minutes does: "6 min", "1 h 10", "1 h 10 min". */
export function duration(lang: Lang, minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 1 && minutes > 0) return '<\u202f1\u202fmin';
  if (whole < 60) return `${whole}\u202fmin`;
  const hours = Math.floor(whole / 60);
  const rest = String(whole % 60).padStart(2, '0');
  if (lang === 'en') return `${hours}\u202fh\u202f${rest}\u202fmin`;
  return rest === '00' ? `${hours}\u202fh` : `${hours}\u202fh\u202f${rest}`;
}
