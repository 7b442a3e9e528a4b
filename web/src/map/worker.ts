import { trustedURL } from '../trusted';

/**
 * MapLibre's workers, as pages that require Trusted Types let them be made: build.mjs puts this class where
 * MapLibre says Worker. It gives them the address that setWorkerUrl was told, or a blob that imports it.
 */
class MapWorker extends globalThis.Worker {
  constructor(url: string, options?: WorkerOptions) {
    super(trustedURL(url), options);
  }
}

export { MapWorker as Worker };
