import type { Evidence } from '../vocab/evidence.ts';
import { conflicting, notRecognised, notRecorded, recorded, type Fact } from '../vocab/fact.ts';
import { codingFragment, evidence, type IndexedResource } from './chart-index.ts';
import type { Container } from './encounter-facts.ts';
import { at, stringOf } from './json.ts';
import { agreed, asOrderOnly, firstStated } from './merge-facts.ts';
import type { ProductReading } from './read-product.ts';

export interface PackageFacts {
  /** 11-digit NDC without hyphens. */
  readonly ndc: Fact<string>;
  readonly container: Fact<Container>;
  readonly lot: Fact<string>;
  readonly expiry: Fact<string>;
}

/** NDC codings that cannot be brought to 11 digits. */
function unreadNdcs({ places }: ProductReading): readonly Evidence[] {
  return places.concepts.flatMap(({ resource, concept }) =>
    concept.codings
      .filter(({ system, code }) => system === 'NDC' && code !== null)
      .map((coding) => evidence(resource, coding.path, codingFragment(coding))),
  );
}

function ndcOf(product: ProductReading): Fact<string> {
  const said = product.ndcs.map(({ value, evidence: from }) => ({ value: value.ndc, evidence: from }));
  const unread = unreadNdcs(product);
  const [first] = unread;
  return (
    agreed(said, recorded) ??
    (first ? notRecognised(first.fragment, unread) : notRecorded(['Medication.code (NDC)']))
  );
}

function containerOf(product: ProductReading): Fact<Container> {
  const known = product.ndcs.flatMap(({ value: { row }, evidence: from }) => (row ? [{ row, from }] : []));
  const kinds = new Set(
    known.map(({ row }) => `${row.kind} ${row.mgPerContainer?.n}/${row.mgPerContainer?.d}`),
  );
  const from = known.map((one) => one.from);
  const [first] = known;
  if (!first) return notRecorded(['package of the product']);
  const containers = known.flatMap(({ row }) =>
    row.kind
      ? [
          {
            kind: row.kind,
            mgPerContainer: row.mgPerContainer,
            volumeMl: row.volumeMl,
            verified: row.kindVerified,
          },
        ]
      : [],
  );
  if (kinds.size > 1) return conflicting(containers, from);
  const [container] = containers;
  return container ? recorded(container, from) : notRecognised(first.from.fragment, from);
}

function batchOf(
  medications: readonly IndexedResource[],
  element: 'lotNumber' | 'expirationDate',
): Fact<string> {
  const said = medications.flatMap((medication) => {
    const value = stringOf(at(medication.json, 'batch', element));
    return value === null ? [] : [{ value, evidence: evidence(medication, `batch.${element}`, value) }];
  });
  return agreed(said, recorded) ?? notRecorded([`Medication.batch.${element}`]);
}

/** Package facts of the product given; what only the ordered product states is order-only. */
export function readPackage(own: ProductReading, order: ProductReading | null): PackageFacts {
  const both = <T>(read: (product: ProductReading) => Fact<T>): Fact<T> =>
    firstStated([read(own), ...(order ? [asOrderOnly(read(order))] : [])]);
  return {
    ndc: both(ndcOf),
    container: both(containerOf),
    lot: both(({ places }) => batchOf(places.medications, 'lotNumber')),
    expiry: both(({ places }) => batchOf(places.medications, 'expirationDate')),
  };
}
