import type { FeatureCollection } from 'geojson';
import { sayIn } from '../say';
import { framesOf } from './frames';
import { controls, credits, cross, missing } from './furniture';
import { Legend } from './legend';
import { boundsOf, Markers } from './markers';
import { listen } from './pointing';
import { Readout, type Counted } from './readout';
import type { Stage } from './stage';
import type { Bounds, Found, MaillageMap, MapOptions, MapValue, Origin, Way } from './types';
import { territoryAt, valueAt, zoneAt } from './values';
import { boundsOfZone } from './zone';

/** What plays on a stage: what the page asks for, and what pointing at it answers. */
export class Play implements MaillageMap {
  private readonly markers: Markers;
  private readonly legend: Legend;
  private readonly readout: Readout;
  private counted: Counted | undefined;
  private tellValue: (value: MapValue | null) => void = () => {};
  private tellTerritory: (code: string, name: string) => void = () => {};
  private tellZone: (rank: number) => void = () => {};

  constructor(
    private readonly stage: Stage,
    private readonly options: MapOptions,
  ) {
    const { container, lang, sources, interactive = true } = options;
    const say = sayIn(lang);
    this.markers = new Markers(stage, say);
    this.legend = new Legend(lang, container);
    this.readout = new Readout(lang, container);
    container.append(credits(sources), missing(stage, say));
    stage.onTurn = () => this.explain();
    if (interactive) this.answerPointing();
  }

  /** Makes the map answer who points at it, by pointer or by keyboard. */
  private answerPointing(): void {
    const { stage } = this;
    const mark = cross();
    this.options.container.append(controls(stage, sayIn(this.options.lang)), mark);
    listen(stage, mark, {
      at: (point, byKeyboard) => {
        const value = point && valueAt(stage, point);
        this.readout.say(value, this.counted, byKeyboard && stage.now.painting !== null);
        this.tellValue(value);
      },
      press: (point) => {
        const zone = zoneAt(stage, point);
        if (zone !== null) return this.tellZone(zone);
        const territory = territoryAt(stage, point);
        if (territory) this.tellTerritory(territory.code, territory.name);
      },
    });
  }

  private explain(): void {
    this.legend.show(this.stage.now.painting, this.stage.now.night);
  }

  showAnswer(origin: Origin | null, found: Found[], onChoose: (id: string) => void): void {
    this.stage.change({ way: null });
    this.markers.show(origin, found, onChoose);
  }

  showWay(way: Way | null): void {
    this.stage.change({ way });
    const bounds = boundsOf((way ?? []).flatMap(({ line }) => line.map(([lon, lat]) => ({ lon, lat }))));
    if (bounds) this.stage.show(bounds, 16, true);
  }

  choose(id: string | null): void {
    this.markers.choose(id);
  }

  showCells(filters: URLSearchParams, target: number): void {
    this.counted = this.stage.region.groups.get(filters.get('group') ?? 'all');
    this.stage.paint({ by: 'cells', filters: filters.toString(), base: target, target });
    this.explain();
    this.stage.settle();
  }

  showTerritories(kind: string, minutes: ReadonlyMap<string, number | null>, target: number): void {
    this.stage.paint({ by: 'territories', kind, minutes, base: target, target });
    this.explain();
    this.stage.settle();
  }

  setTarget(target: number): void {
    this.stage.turnTo(target);
    this.explain();
  }

  showZones(zones: FeatureCollection | null, onChoose: (rank: number) => void): void {
    this.tellZone = onChoose;
    this.stage.change({ zones });
  }

  chooseZone(rank: number | null): void {
    const { chosen, zones } = this.stage.now;
    this.stage.change({ chosen: { ...chosen, zone: rank } });
    const bounds = rank === null ? null : boundsOfZone(zones, rank);
    if (bounds) this.stage.show(bounds, 11);
  }

  chooseTerritory(kind: string, code: string | null, bounds?: Bounds): void {
    this.stage.change({ chosen: { ...this.stage.now.chosen, territory: { kind, code } } });
    if (bounds) this.stage.show(bounds, 12);
  }

  onValue(tell: (value: MapValue | null) => void): void {
    this.tellValue = tell;
  }

  onTerritory(tell: (code: string, name: string) => void): void {
    this.tellTerritory = tell;
  }

  fit(bounds?: Bounds): void {
    this.stage.show(bounds ?? this.stage.region.bounds);
  }

  resize(): void {
    this.stage.gl.resize();
  }

  remove(): void {
    this.stage.remove();
    this.options.container.replaceChildren();
  }

  frames(): Promise<number[]> {
    return framesOf(this.stage.gl);
  }
}
