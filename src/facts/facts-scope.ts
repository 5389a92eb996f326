import type { ChartIndex, IndexedResource } from './chart-index.ts';
import { readProduct, type ProductReading } from './read-product.ts';

/** The index of one chart and what was already read from it, so that a product is read once. */
export interface FactsScope {
  readonly index: ChartIndex;
  /** What a resource says about its product. */
  product(holder: IndexedResource): ProductReading;
}

export function factsScope(index: ChartIndex): FactsScope {
  const products = new Map<IndexedResource, ProductReading>();
  return {
    index,
    product(holder) {
      const known = products.get(holder);
      if (known) return known;
      const read = readProduct(index, holder);
      products.set(holder, read);
      return read;
    },
  };
}
