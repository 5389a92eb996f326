import { textOnly, notRecorded, type Fact } from '../vocab/fact.ts';
import type { Route } from '../vocab/route.ts';
import { isNotInjected } from '../vocab/route.ts';
import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import { dosageOf } from './administration-dose.ts';
import { elementOf, MAX_TEXT, objectsOf, stringOf } from './json.ts';
import { asOrderOnly, firstStated } from './merge-facts.ts';
import { readRouteConcept, type RouteContext, type RouteReading } from './read-route.ts';
import { readDosageText } from './text/read-dosage-text.ts';

interface Scope {
  readonly index: ChartIndex;
  readonly resource: IndexedResource;
  readonly context: RouteContext;
}

const together = (readings: readonly RouteReading[]): RouteReading => {
  const said = readings.flatMap(({ injected }) => (injected === null ? [] : [injected]));
  return {
    fact: firstStated(readings.map(({ fact }) => fact)),
    // The first place that says so decides: the route element before the text.
    injected: said[0] ?? null,
  };
};

/** The route that a dosage text names, text-only. */
function ofText(scope: Scope, text: string | null, path: string): RouteReading {
  const nothing: RouteReading = { fact: notRecorded([`${scope.resource.type}.${path}`]), injected: null };
  if (text === null) return nothing;
  const { route } = readDosageText(text, scope.context);
  if (!route) return nothing;
  const fact: Fact<Route> = textOnly(route, [evidence(scope.resource, path, text)]);
  return { fact, injected: route === 'other' ? null : !isNotInjected(route) };
}

/** HL7 and SNOMED words for a push, which make a plain intravenous route an intravenous push. */
const PUSH = /\b(?:push|ivp|bolus)\b|^420620005$/i;

function withMethod(scope: Scope, method: unknown, reading: RouteReading): RouteReading {
  if (reading.fact.how !== 'recorded' || reading.fact.value !== 'intravenous') return reading;
  const concept = scope.index.concept(method, 'dosage.method');
  const words = [concept.text, ...concept.codings.flatMap(({ code, display }) => [code, display])].filter(
    (word) => word !== null,
  );
  const push = words.find((word) => PUSH.test(word));
  if (push === undefined) return reading;
  const from = [...reading.fact.evidence, evidence(scope.resource, 'dosage.method', push)];
  return { ...reading, fact: { how: 'recorded', value: 'intravenous-push', evidence: from } };
}

/** The route an administration states: `dosage.route`, then `dosage.text`. */
export function ownRoute(scope: Scope): RouteReading {
  const { dosage, text } = dosageOf(scope.resource);
  const structured = readRouteConcept({
    ...scope,
    value: elementOf(dosage, 'route'),
    path: 'dosage.route',
  });
  const reading = withMethod(scope, elementOf(dosage, 'method'), structured);
  return together([reading, ofText(scope, text, 'dosage.text')]);
}

/** The route an order states, order-only. Instructions that name different routes conflict. */
export function orderRoute(scope: Scope): RouteReading {
  const readings = objectsOf(elementOf(scope.resource.json, 'dosageInstruction')).map(
    (instruction, place) => {
      const path = `dosageInstruction[${place}]`;
      return together([
        readRouteConcept({ ...scope, value: elementOf(instruction, 'route'), path: `${path}.route` }),
        ofText(scope, stringOf(elementOf(instruction, 'text'), MAX_TEXT), `${path}.text`),
      ]);
    },
  );
  const reading = together(readings);
  return { ...reading, fact: asOrderOnly(reading.fact) };
}
