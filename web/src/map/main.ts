/**
 * The map: the citizen's, the planner's and the widget's. A page imports it when
 * one asks to see it:
 *
 *     const { createMap } = (await import(asset('map.js'))) as typeof import('../map/main');
 *     const map = await createMap({ container, root, lang, sources });
 *     map.showAnswer(origin, found, (id) => map.choose(id));
 */
import { sayIn } from '../say';
import { framesOf } from './frames';
import { Legend } from './legend';
import { Markers } from './markers';
import { boundsOfZone } from './zone';
import { controls, credits, cross } from './furniture';
import { listen } from './pointing';
import { Readout, type Counted } from './readout';
import { askRegion } from './region';
import { adoptSheet } from './sheet';
import { Stage } from './stage';
import type { MaillageMap, MapOptions, MapValue } from './types';
import { valueAt, zoneAt } from './values';

export type * from './types';

/**
 * Draws a map in an element. Where the browser draws none, or the service does not answer, the element says so in
 * words, and the promise is rejected: the page's list tells everything.
 */
export async function createMap(options: MapOptions): Promise<MaillageMap> {
  adoptSheet(options.container);
  try {
    const region = await askRegion(options.root, options.lang);
    return play(await Stage.set(options, region), options);
  } catch (cause) {
    const words = sayIn(options.lang)(
      'La carte ne peut pas être affichée ici. La liste dit tout ce qu’elle montre.',
      'The map cannot be shown here. The list tells all that it shows.',
    );
    const notice = document.createElement('p');
    notice.className = 'nomap';
    notice.textContent = words;
    options.container.classList.add('maillage-map');
    options.container.replaceChildren(notice);
    throw new Error(words, { cause });
  }
}

function play(stage: Stage, { container, lang, sources, interactive = true }: MapOptions): MaillageMap {
  const say = sayIn(lang);
  const markers = new Markers(stage, say);
  const legend = new Legend(lang, container);
  const readout = new Readout(lang, container);
  container.append(credits(sources));
  let counted: Counted | undefined;
  let tellValue: (value: MapValue | null) => void = () => {};
  let tellTerritory: (code: string, name: string) => void = () => {};
  let tellZone: (rank: number) => void = () => {};

  const relabel = () => legend.show(stage.now.painting, stage.now.night);
  stage.onTurn = relabel;

  if (interactive) {
    const plus = cross();
    container.append(controls(stage, say), plus);
    listen(stage, plus, {
      at(point, byKeyboard) {
        const value = point && valueAt(stage, point);
        stage.gl.getCanvasContainer().classList.toggle('maplibregl-track-pointer', value !== null && !byKeyboard);
        readout.say(value, counted, byKeyboard && stage.now.painting !== null);
        tellValue(value);
      },
      press(point) {
        const zone = zoneAt(stage, point);
        if (zone !== null) return tellZone(zone);
        const value = valueAt(stage, point);
        if (value?.kind === 'territory') tellTerritory(value.code, value.name);
      },
    });
  }

  return {
    showAnswer: (origin, found, onChoose) => markers.show(origin, found, onChoose),
    choose: (id) => markers.choose(id),
    showCells(filters, target) {
      counted = stage.region.groups.get(filters.get('group') ?? 'all');
      stage.paint({ by: 'cells', filters: filters.toString(), base: target, target });
      relabel();
    },
    showTerritories(kind, minutes, target) {
      stage.paint({ by: 'territories', kind, minutes, base: target, target });
      relabel();
    },
    setTarget(target) {
      stage.turnTo(target);
      relabel();
    },
    showZones(zones, onChoose) {
      tellZone = onChoose;
      stage.change({ zones });
    },
    chooseZone(rank) {
      stage.change({ chosen: { ...stage.now.chosen, zone: rank } });
      const bounds = rank !== null && boundsOfZone(stage.now.zones, rank);
      if (bounds) stage.show(bounds, 11);
    },
    chooseTerritory(kind, code, bounds) {
      stage.change({ chosen: { ...stage.now.chosen, territory: code === null ? null : { kind, code } } });
      if (bounds) stage.show(bounds, 12);
    },
    onValue: (tell) => (tellValue = tell),
    onTerritory: (tell) => (tellTerritory = tell),
    fit: (bounds) => stage.show(bounds ?? stage.region.bounds),
    resize: () => void stage.gl.resize(),
    remove() {
      stage.remove();
      container.replaceChildren();
    },
    frames: () => framesOf(stage.gl),
  };
}
