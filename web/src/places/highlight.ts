/** A piece of a text, and whether it was typed. */
export interface Piece {
  text: string;
  typed: boolean;
}

/** Parts a text into what somebody typed of it and the rest: beginnings of words, accents and case aside. */
export function pieces(text: string, typed: string): Piece[] {
  const words = wordsOf(fold(typed).letters.join(''));
  const { letters, from } = fold(text);
  const folded = letters.join('');
  const out: Piece[] = [];
  const add = (part: string, hit: boolean): void => {
    const last = out.at(-1);
    if (last?.typed === hit) last.text += part;
    else if (part) out.push({ text: part, typed: hit });
  };
  let done = 0; // in text
  for (const { index, 0: word } of folded.matchAll(wordPattern)) {
    const length = longestStart(word, words);
    if (!length) continue;
    const start = from[index]!;
    const end = from[index + length] ?? text.length;
    add(text.slice(done, start), false);
    add(text.slice(start, end), true);
    done = end;
  }
  add(text.slice(done), false);
  return out;
}

const wordPattern = /[\p{L}\p{N}]+/gu;

function wordsOf(folded: string): string[] {
  return folded.match(wordPattern) ?? [];
}

/** How much of a word was typed: the longest of the typed words that it begins with. */
function longestStart(word: string, typed: string[]): number {
  return Math.max(0, ...typed.filter((start) => word.startsWith(start)).map((start) => start.length));
}

/** A text's letters without accents or case, each with where in the text it comes from. */
function fold(text: string): { letters: string[]; from: number[] } {
  const letters: string[] = [];
  const from: number[] = [];
  let at = 0;
  for (const char of text) {
    const plain = char.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace('œ', 'oe').replace('æ', 'ae');
    for (const unit of plain.split('')) {
      letters.push(unit);
      from.push(at);
    }
    at += char.length;
  }
  return { letters, from };
}
