import type { IndexedResource } from './chart-index.ts';
import { elementOf, listOf, stringOf } from './json.ts';

/** Whether the resource's status is one of those, and nothing unknown modifies it. */
export const stated = (resource: IndexedResource, statuses: readonly string[]): boolean =>
  statuses.includes(stringOf(elementOf(resource.json, 'status')) ?? '') &&
  listOf(elementOf(resource.json, 'modifierExtension')).length === 0;

/** When a dispense was handed over, or at least prepared. */
export const dispensed = (resource: IndexedResource): string | null =>
  stringOf(elementOf(resource.json, 'whenHandedOver')) ?? stringOf(elementOf(resource.json, 'whenPrepared'));
