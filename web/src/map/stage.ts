import { Map as MapLibre, setWorkerUrl, VectorTileSource } from 'maplibre-gl';
import { asset } from '../assets';
import { sayIn } from '../say';
import { room, roomImage } from './marks';
import { hatchImage, hatching, sourceOf, type Painting } from './painting';
import type { Region } from './region';
import type { Scene } from './scene';
import { styleOf } from './style';
import type { Bounds, MapOptions } from './types';
import { turned } from './turn';
import { mapLibreWords } from './words';

/** How far one may go beyond the region, in its own extents: enough for the whole of it to stand in a wide element. */
const beyond = 2;

/** MapLibre on an element, drawing one scene at a time. */
export class Stage {
  readonly gl: MapLibre;
  private scene: Scene;
  /** The scene is drawn anew before the next frame, however many changes were made to it. */
  private due = false;
  /** Whether the view was led somewhere, by the page or by hand. */
  private led = false;
  private readonly stillness = matchMedia('(prefers-reduced-motion: reduce)');
  private readonly darkness = matchMedia('(prefers-color-scheme: dark)');
  private readonly watch = new AbortController();

  private constructor(
    private readonly options: MapOptions,
    readonly region: Region,
  ) {
    this.scene = {
      root: options.root,
      night: options.dark ?? this.darkness.matches,
      kinds: region.kinds,
      painting: null,
      zones: null,
      marks: [],
      way: null,
      chosen: { territory: null, zone: null },
    };
    this.dress();
    this.gl = this.start();
    this.darkness.addEventListener('change', () => this.turn(), { signal: this.watch.signal });
  }

  /** Sets a stage, and waits until it can be drawn on; tiles come after. */
  static async set(options: MapOptions, region: Region): Promise<Stage> {
    setWorkerUrl(asset('map-worker.js'));
    const stage = new Stage(options, region);
    await stage.gl.once('style.load');
    stage.draft();
    return stage;
  }

  private start(): MapLibre {
    const { container, bounds, lang, interactive = true } = this.options;
    const [w, s, e, n] = this.region.bounds;
    const around = beyond * Math.max(e - w, n - s);
    const gl = new MapLibre({
      container,
      style: styleOf(this.scene),
      bounds: bounds ?? this.region.bounds,
      fitBoundsOptions: { padding: this.margin() },
      maxBounds: [w - around, s - around, e + around, n + around],
      maxZoom: 18,
      interactive,
      cooperativeGestures: true,
      dragRotate: false,
      touchPitch: false,
      attributionControl: false,
      renderWorldCopies: false,
      fadeDuration: this.stillness.matches ? 0 : 150,
      locale: mapLibreWords(sayIn(lang), this.region.name),
      validateStyle: false,
    });
    gl.on('movestart', ({ originalEvent }) => (this.led ||= originalEvent !== undefined));
    gl.touchZoomRotate.disableRotation();
    gl.keyboard.disableRotation();
    return gl;
  }

  get now(): Readonly<Scene> {
    return this.scene;
  }

  /** Changes the scene; it is drawn before the next frame. */
  change(part: Partial<Scene>): void {
    this.scene = { ...this.scene, ...part };
    if (this.due) return;
    this.due = true;
    requestAnimationFrame(() => {
      if (this.due && !this.watch.signal.aborted) this.draw();
    });
  }

  /** Moves the target of what is painted: the next frame shows it, no tile is asked for or made anew. */
  turnTo(target: number): void {
    const { painting } = this.scene;
    if (!painting || painting.target === target) return;
    if (this.due) this.draw();
    for (const [id, now] of turned(painting, target)) {
      this.gl.setFeatureState({ ...sourceOf(painting), id }, { class: now });
    }
    this.scene = { ...this.scene, painting: { ...painting, target } };
  }

  /** Paints something else, or the same of other values. */
  paint(painting: Painting): void {
    const before = this.scene.painting;
    if (before?.by === 'cells' && painting.by === 'cells') {
      // Names are minutes: what was told of them holds whatever the filters.
      this.turnTo(painting.target);
      return this.change({ painting: { ...painting, base: before.base } });
    }
    if (before && this.gl.getSource(sourceOf(before).source)) this.gl.removeFeatureState(sourceOf(before));
    this.change({ painting });
  }

  private draw(): void {
    this.due = false;
    const style = styleOf(this.scene);
    for (const [id, next] of Object.entries(style.sources)) {
      const now = this.gl.getSource(id);
      if (now instanceof VectorTileSource && next.type === 'vector' && now.tiles[0] !== next.tiles![0]) {
        this.renew(now, next.tiles!);
      }
    }
    this.gl.setStyle(style, { diff: true });
  }

  /** Asks for other tiles of a source: what is painted stays until they are there, and fades if that takes long. */
  private renew(source: VectorTileSource, tiles: string[]): void {
    const { classList } = this.options.container;
    source.setTiles(tiles);
    classList.add('stale');
    void this.gl.once('idle').then(() => classList.remove('stale'));
  }

  /** Shows the first view again, if nobody has asked for another since. */
  settle(): void {
    if (!this.led)
      this.gl.fitBounds(this.options.bounds ?? this.region.bounds, { padding: this.margin(), duration: 0 });
  }

  /** Shows bounds: at once for who wants no motion. */
  show(bounds: Bounds, maxZoom = 15, forMarks = false): void {
    this.led = true;
    this.gl.fitBounds(bounds, { padding: this.margin(forMarks), maxZoom, duration: this.duration(), linear: true });
  }

  /** Moves a point into sight, if it is out of it. */
  reveal(lon: number, lat: number): void {
    const { x, y } = this.gl.project([lon, lat]);
    const { clientWidth: w, clientHeight: h } = this.gl.getContainer();
    const edge = 48;
    if (x >= edge && y >= edge && x <= w - edge && y <= h - edge) return;
    this.led = true;
    this.gl.easeTo({ center: [lon, lat], duration: this.duration() });
  }

  /** Zooms in (1) or out (-1) by a step. */
  zoom(by: number): void {
    this.led = true;
    this.gl.zoomTo(this.gl.getZoom() + by, { duration: this.duration() });
  }

  private duration(): number {
    return this.stillness.matches ? 0 : 150;
  }

  /** Keeps what is shown clear of the legend where it takes the width, and marks of the buttons at the right. */
  private margin(forMarks = false): { top: number; right: number; bottom: number; left: number } {
    const { container } = this.options;
    const { clientWidth: w, clientHeight: h } = container;
    const [x, y] = [Math.min(40, w / 16), Math.min(40, h / 16)];
    const legend = container.querySelector<HTMLElement>('.map-legend');
    const foot = legend && legend.offsetWidth > w / 2 ? Math.min(legend.offsetHeight + 24, h / 3) : 0;
    if (!forMarks) return { top: y, right: x, bottom: y + foot, left: x };
    return { top: y + 16, right: Math.min(80, w / 4), bottom: y + 32 + foot, left: x + 16 };
  }

  private turn(): void {
    if (this.options.dark !== undefined) return;
    this.change({ night: this.darkness.matches });
    this.dress();
    this.draft();
    this.onTurn();
  }

  /** Called when day turns to night, or night to day. */
  onTurn: () => void = () => {};

  private dress(): void {
    this.options.container.classList.add('maillage-map');
    this.options.container.classList.toggle('night', this.scene.night);
  }

  private draft(): void {
    const image = hatching(this.scene.night);
    if (this.gl.hasImage(hatchImage)) this.gl.updateImage(hatchImage, image);
    else this.gl.addImage(hatchImage, image, { pixelRatio: 2 });
    if (!this.gl.hasImage(roomImage)) this.gl.addImage(roomImage, new ImageData(room, room));
  }

  remove(): void {
    this.watch.abort();
    this.gl.remove();
    this.options.container.classList.remove('maillage-map', 'night', 'stale');
  }
}
