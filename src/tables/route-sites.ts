import { siteRow, type SiteKind } from './sites.ts';
import type { Route } from '../vocab/route.ts';
import type { Site } from '../vocab/site.ts';

/**
 * Places a route cannot reach. Only plain contradictions stand here: what a row does not name fits, because
 * charts name places loosely ("intra-articular, knee" for a bursa) and a doubtful finding is worse than none.
 * Anatomy, in our own words; the two contradictions of the practice reference (intravenous with the knee,
 * intra-articular with the deltoid) are among them.
 */
interface Misfit {
  readonly kinds: readonly SiteKind[];
  readonly sites: readonly Site[];
  /** Sites of those kinds that nevertheless fit, because the name is also used of what lies around. */
  readonly except: readonly Site[];
}

const AROUND_VEINS: readonly Site[] = ['wrist', 'ankle', 'elbow'];
const AROUND_MUSCLE: readonly Site[] = ['shoulder', 'hip'];
const OFF_THE_SPINE: readonly SiteKind[] = [
  'joint',
  'bursa',
  'tendon',
  'fascia',
  'tunnel',
  'digit',
  'muscle',
  'eyelid',
];
const vein: Misfit = {
  kinds: ['joint', 'bursa', 'tendon', 'fascia', 'tunnel', 'muscle', 'eyelid', 'spine', 'skin'],
  sites: [],
  except: AROUND_VEINS,
};
const nowhere: Misfit = { kinds: [], sites: [], except: [] };
const canal: Misfit = {
  kinds: OFF_THE_SPINE,
  sites: ['hand', 'foot', 'thigh', 'upper-arm', 'forearm', 'arm', 'lower-leg', 'antecubital-fossa', 'eye'],
  except: ['facet-joint', 'sacroiliac-joint'],
};

const MISFITS: Readonly<Record<Route, Misfit>> = {
  'intra-articular': {
    kinds: ['muscle', 'eyelid', 'skin', 'fascia', 'tunnel', 'tendon'],
    sites: ['thigh', 'upper-arm', 'forearm', 'arm', 'lower-leg', 'buttock', 'abdomen', 'eye'],
    except: [],
  },
  intrabursal: {
    kinds: ['muscle', 'eyelid', 'skin', 'spine', 'tunnel'],
    sites: ['abdomen', 'eye', 'ear'],
    except: [],
  },
  'tendon-sheath': { kinds: ['eyelid', 'spine', 'skin'], sites: ['abdomen', 'eye', 'ear'], except: [] },
  intramuscular: {
    kinds: ['joint', 'bursa', 'digit', 'eyelid', 'tunnel'],
    sites: ['eye', 'ear'],
    except: AROUND_MUSCLE,
  },
  intravenous: vein,
  'intravenous-push': vein,
  'intravenous-infusion': vein,
  subcutaneous: { kinds: ['joint', 'bursa', 'tunnel'], sites: ['eye'], except: AROUND_MUSCLE },
  epidural: canal,
  intrathecal: canal,
  'trigger-point': { kinds: ['bursa', 'digit', 'tunnel', 'eyelid'], sites: ['eye', 'ear'], except: [] },
  ocular: {
    kinds: ['joint', 'bursa', 'tendon', 'fascia', 'tunnel', 'digit', 'muscle', 'spine', 'region'],
    sites: [],
    except: [],
  },
  'soft-tissue': nowhere,
  intralesional: nowhere,
  periarticular: nowhere,
  intradermal: nowhere,
  perineural: nowhere,
  oral: nowhere,
  topical: nowhere,
  other: nowhere,
};

/** False when the route plainly cannot reach the site. */
export function routeReaches(route: Route, site: Site): boolean {
  const misfit = MISFITS[route];
  if (misfit.except.includes(site)) return true;
  return !misfit.sites.includes(site) && !misfit.kinds.includes(siteRow(site).kind);
}
