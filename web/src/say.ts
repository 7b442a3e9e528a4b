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
  return lang === 'en' ? (_, en) => en : (fr) => fr;
}

/** Numbers as people of a language write them: 48 700, 82,5. */
export function number(lang: Lang, x: number, decimals = 0): string {
  return x.toLocaleString(lang === 'en' ? 'en-GB' : 'fr-FR', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** A time in minutes as people say it: "6 min", "1 h 10". */
export function duration(lang: Lang, minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 60) return `${number(lang, whole)}\u00a0min`;
  const rest = String(whole % 60).padStart(2, '0');
  return rest === '00' ? `${Math.floor(whole / 60)}\u00a0h` : `${Math.floor(whole / 60)}\u00a0h\u00a0${rest}`;
}
