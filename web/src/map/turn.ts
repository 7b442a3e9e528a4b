import type { Painting } from './painting';
import { classAt, endsOf } from './ramp';

/** Those of a painting whose class is another when the target moves, by name, and the class they are then of. */
export function turned(painting: Painting, target: number): [id: string | number, now: number][] {
  const [before, after] = [endsOf(painting.target), endsOf(target)];
  const changed: [string | number, number][] = [];
  for (const [id, minutes] of named(painting, Math.max(before.at(-1)!, after.at(-1)!))) {
    const now = classAt(minutes, after);
    if (now !== classAt(minutes, before)) changed.push([id, now]);
  }
  return changed;
}

/**
 * What is painted, by the names it has in tiles: territories by code; cells by their minutes, which are whole tenths,
 * one name for all that share them, up to where all are of the last class.
 */
function* named(painting: Painting, last: number): Iterable<[id: string | number, minutes: number]> {
  if (painting.by === 'cells') {
    for (let tenths = 0; tenths <= 10 * last; tenths++) yield [tenths / 10, tenths / 10];
    return;
  }
  for (const [code, minutes] of painting.minutes) if (minutes !== null) yield [code, minutes];
}
