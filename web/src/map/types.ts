import type { FeatureCollection } from 'geojson';
import type { Lang } from '../say';

/** What a map is made of, and where it stands. */
export interface MapOptions {
  /** The element that is filled: its width and height are the page's to give. It may stand in a shadow root. */
  container: HTMLElement;
  /** The service's root URL, absolute, ending with "/": tiles and values come from there. */
  root: string;
  lang: Lang;
  /** West, south, east, north, in degrees, of the first view; the region's own if not told. */
  bounds?: Bounds;
  /** Dark or light for good; as the reader's device asks, and as it changes, if not told. */
  dark?: boolean;
  /** Names the sources of what is drawn, in one line; it stays in sight on the map. */
  sources: string;
  /** false: a picture, that neither moves nor takes focus. */
  interactive?: boolean;
}

export type Bounds = [west: number, south: number, east: number, north: number];

/** Where a question starts from. */
export interface Origin {
  lon: number;
  lat: number;
  label: string;
}

/** One structure of an answer, as its item in the list tells it (data-id, data-lon …). */
export interface Found {
  id: string;
  lon: number;
  lat: number;
  /** Its number, on the list and on the map. */
  rank: number;
  nom: string;
  state: 'open' | 'by appointment' | 'unknown' | 'closed';
}

/** A way: its lines in the order one travels them. */
export type Way = {
  /** What one does: walk to or from a street (drawn straight), follow streets, or go as the crow flies. */
  kind: 'walk' | 'streets' | 'straight';
  line: [lon: number, lat: number][];
}[];

/** What lies at a place of the map, or under its cross: what the readout says in words. */
export type MapValue =
  | {
      kind: 'cell';
      /** Within which all its people arrive; null where one of them reaches no structure. */
      minutes: number | null;
      /** How many cells of the grid it is: squares join where they would be too small to see. */
      cells: number;
      /** Of the group that is counted. */
      people: number;
      commune: string;
      /** The nearest structure's name, "" where none can be reached. */
      nearest: string;
      /** Whether the source estimated the people rather than counting them. */
      estimated: boolean;
    }
  | { kind: 'territory'; territoryKind: string; code: string; name: string; minutes: number | null }
  | { kind: 'structure'; id: string; nom: string; commune: string };

/** A map on a page. Every method may be called at any time, in any order; the last one wins. */
export interface MaillageMap {
  /**
   * Marks an answer: where it starts from, and its structures by their rank, as buttons. The view goes where all
   * are seen. onChoose is told the id of the button that is pressed; choose is then the page's to call.
   */
  showAnswer(origin: Origin | null, found: Found[], onChoose: (id: string) => void): void;
  /** Draws the way to one structure of the answer, and brings all of it into sight; null, or another answer: none. */
  showWay(way: Way | null): void;
  /** Marks one structure of the answer as chosen, and brings it into sight; null: none. */
  choose(id: string | null): void;
  /**
   * Paints the cells by their time to the nearest structure that meets the filters (mode, level, publics,
   * reseaux_porteurs, accessible, eligible, season, group, territoire), turning at the target (minutes). Structures
   * that meet them are dots.
   */
  showCells(filters: URLSearchParams, target: number): void;
  /**
   * Paints the territories of a kind by the median minutes told of each code (null: no access; a code that is not told
   * stays blank), turning at the target.
   */
  showTerritories(kind: string, minutes: ReadonlyMap<string, number | null>, target: number): void;
  /** Moves the target of what is painted: nothing is asked from the server. */
  setTarget(target: number): void;
  /**
   * Outlines zones (polygons; features' `rank` property is their name) over what is painted; null: none.
   * onChoose is told the rank of the one that is pressed; chooseZone is then the page's to call.
   */
  showZones(zones: FeatureCollection | null, onChoose: (rank: number) => void): void;
  /** Marks a zone as chosen, and brings it into sight; null: none. */
  chooseZone(rank: number | null): void;
  /**
   * Marks a territory as chosen, and brings the bounds, if told, into sight; null: none. The kind is what onTerritory
   * tells from then on, whatever is painted.
   */
  chooseTerritory(kind: string, code: string | null, bounds?: Bounds): void;
  /**
   * Tells what lies under the pointer or, by keyboard, under the cross at the map's middle; null: nothing. The map
   * says it in words by itself: this is for a page that marks it elsewhere too.
   */
  onValue(tell: (value: MapValue | null) => void): void;
  /** Tells which territory is pressed (a click, a tap, Enter): of the kind of chooseTerritory, or of those painted. */
  onTerritory(tell: (code: string, name: string) => void): void;
  /** Shows the whole region, or bounds. */
  fit(bounds?: Bounds): void;
  /** Follows its element when the page has changed its size; windows' changes are seen without. */
  resize(): void;
  /** Takes the map down and frees what it holds. */
  remove(): void;
  /** Milliseconds between frames painted from now until all is drawn, for the bench; the first counts from the call. */
  frames(): Promise<number[]>;
}
