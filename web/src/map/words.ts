import type { Say } from '../say';

/** MapLibre's own sentences, in the reader's language. */
export function mapLibreWords(say: Say, region: string): Record<string, string> {
  return {
    'Map.Title': say(
      `Carte : ${region}. Flèches : se déplacer ; plus et moins : agrandir et réduire.`,
      `Map: ${region}. Arrows move it; plus and minus zoom.`,
    ),
    'CooperativeGesturesHandler.WindowsHelpText': say(
      'Ctrl + molette pour agrandir ou réduire la carte',
      'Ctrl + scroll to zoom the map',
    ),
    'CooperativeGesturesHandler.MacHelpText': say(
      '⌘ + molette pour agrandir ou réduire la carte',
      '⌘ + scroll to zoom the map',
    ),
    'CooperativeGesturesHandler.MobileHelpText': say(
      'Deux doigts pour déplacer la carte',
      'Use two fingers to move the map',
    ),
  };
}
