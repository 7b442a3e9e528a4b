import type { Say } from '../say';
import type { Stage } from './stage';

/** The buttons that zoom, and the one that shows the whole region. */
export function controls(stage: Stage, say: Say): HTMLElement {
  const group = document.createElement('div');
  group.className = 'map-controls';
  group.append(
    button('+', say('Agrandir la carte', 'Zoom in'), () => stage.zoom(1)),
    button('−', say('Réduire la carte', 'Zoom out'), () => stage.zoom(-1)),
    button('⤢', say('Toute la région', 'The whole region'), () => stage.show(stage.region.bounds)),
  );
  return group;
}

function button(sign: string, words: string, press: () => void): HTMLButtonElement {
  const b = document.createElement('button');
  b.type = 'button';
  b.textContent = sign;
  b.title = words;
  b.setAttribute('aria-label', words);
  b.addEventListener('click', press);
  return b;
}

/**
 * The line that names the sources, always in sight: cut where it is too long, whole when it is pressed. OpenStreetMap
 * stands first: its licence asks for its name where the map is.
 */
export function credits(sources: string): HTMLElement {
  const line = document.createElement('details');
  const text = document.createElement('summary');
  line.className = 'map-credits';
  const parts = sources.split(' · ');
  const osm = parts.filter((part) => part.includes('OpenStreetMap'));
  text.textContent = [...osm, ...parts.filter((part) => !osm.includes(part))].join(' · ');
  line.append(text);
  return line;
}

/** The cross at the map's middle, which those who move the map by keyboard point with. */
export function cross(): HTMLElement {
  const mark = document.createElement('span');
  mark.className = 'map-cross';
  mark.hidden = true;
  return mark;
}

/** The words that show when a part of the map could not be loaded, until one moves on. */
export function missing(stage: Stage, say: Say): HTMLElement {
  const notice = document.createElement('p');
  notice.className = 'map-missing';
  notice.setAttribute('role', 'status');
  stage.gl.on('error', ({ error }) => {
    if (!('status' in error)) console.error(error); // not the server's word
    notice.textContent = say(
      'Une partie de la carte n’a pas pu être chargée.',
      'A part of the map could not be loaded.',
    );
  });
  stage.gl.on('movestart', () => notice.replaceChildren());
  return notice;
}
