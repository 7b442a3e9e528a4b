import type { Say } from '../say';

/** Where the device is, to about 100 m: three decimals of a degree, which is all that leaves this function. */
export interface Located {
  lon: number;
  lat: number;
  /** How far off that may be, in metres. */
  metres: number;
}

/** How long a device may look for itself, once it is allowed to. */
const patience = 15_000;
/** What it found within the last minute is good enough. */
const fresh = 60_000;

/** Asks the device where it is. Call it only when somebody asked for it. Fails with an Error that says in words what to do. */
export function locate(say: Say): Promise<Located> {
  return new Promise((resolve, reject) => {
    const { geolocation } = navigator;
    if (!isSecureContext || !geolocation) {
      reject(new Error(withoutLocation(say)));
      return;
    }
    geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ lon: about(coords.longitude), lat: about(coords.latitude), metres: Math.max(coords.accuracy, 100) }),
      (error) => reject(new Error(refusal(error, say))),
      { enableHighAccuracy: false, timeout: patience, maximumAge: fresh },
    );
  });
}

/** A coordinate to about 100 m. */
export function about(degrees: number): number {
  return Math.round(degrees * 1000) / 1000;
}

function withoutLocation(say: Say): string {
  return say(
    'Ce navigateur ne donne pas de position ici. Écrivez une adresse ou une commune.',
    'This browser gives no position here. Write an address or a commune.',
  );
}

function refusal(error: GeolocationPositionError, say: Say): string {
  switch (error.code) {
    case error.PERMISSION_DENIED:
      return say(
        "Votre position n'a pas été partagée. Écrivez une adresse ou une commune, ou autorisez la position dans les réglages du navigateur.",
        'Your position was not shared. Write an address or a commune, or allow the position in the settings of the browser.',
      );
    case error.TIMEOUT:
      return say(
        'Votre appareil met trop de temps à se situer. Réessayez dehors, ou écrivez une adresse.',
        'Your device takes too long to find itself. Try again outdoors, or write an address.',
      );
    default:
      return say(
        'Votre appareil ne sait pas où il est. Écrivez une adresse ou une commune.',
        'Your device does not know where it is. Write an address or a commune.',
      );
  }
}
