import type { ProductReading } from './read-product.ts';
import type { RouteReading } from './read-route.ts';

/**
 * Whether a needle is involved: what the administration says of route and product first, then what the order says.
 * True where nothing says otherwise, because an injection missed in silence is worse than a tablet shown.
 */
export function isInjected({
  product,
  orderProduct,
  route,
  ordered,
}: {
  readonly product: ProductReading;
  readonly orderProduct: ProductReading | null;
  readonly route: RouteReading;
  readonly ordered: RouteReading | null;
}): boolean {
  if (product.notAnInjection.length > 0) return false;
  if (route.injected !== null) return route.injected;
  const forms = new Set(product.forms.map(({ value }) => value));
  if (forms.has('injectable')) return true;
  if (forms.size > 0 || (orderProduct?.notAnInjection.length ?? 0) > 0) return false;
  if (ordered && ordered.injected !== null) return ordered.injected;
  const orderForms = new Set(orderProduct?.forms.map(({ value }) => value));
  return orderForms.size === 0 || orderForms.has('injectable');
}
