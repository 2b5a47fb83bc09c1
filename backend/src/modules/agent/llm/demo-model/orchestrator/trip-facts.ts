import type { DemoAnswer } from '../demo-request.js';

/** What the demo model understands of a journey. */
export interface TripFacts {
  readonly place?: string | undefined;
  readonly month?: string | undefined;
  readonly people?: string | undefined;
}

const MONTH = /\b(January|February|March|April|May|June|July|August|September|October|November|December)\b/;
const PLACE = /\b(?:in|to|at|for)\s+(\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?)/gu;
const PEOPLE = /\b(\d{1,4})\s+(?:people|persons|guests|colleagues|of us)\b/i;

export const readTripFacts = (text: string): TripFacts => ({
  place: [...text.matchAll(PLACE)].map(([, name]) => name).find((name) => name && !MONTH.test(name)),
  month: MONTH.exec(text)?.[1],
  people: PEOPLE.exec(text)?.[1],
});

/** What a form was filled in with. */
export const answeredTripFacts = (answers: readonly DemoAnswer[]): TripFacts => {
  const values = Object.assign({}, ...answers.map(({ value }) => value.values ?? {})) as Record<string, unknown>;
  const given = (name: string) => (values[name] === undefined ? undefined : String(values[name]));
  return { place: given('place'), month: given('month'), people: given('people') };
};

const LABELS = { place: 'Place', month: 'Month', people: 'People' } as const;

export const factLines = (facts: TripFacts): string[] =>
  (['place', 'month', 'people'] as const).flatMap((name) => (facts[name] ? [`${LABELS[name]}: ${facts[name]}`] : []));

/** Undoes `factLines`. */
export const readFactLines = (lines: readonly string[]): TripFacts => {
  const of = (name: keyof typeof LABELS) =>
    lines.find((line) => line.startsWith(`${LABELS[name]}: `))?.slice(LABELS[name].length + 2);
  return { place: of('place'), month: of('month'), people: of('people') };
};

const inPlace = ({ place }: TripFacts) => (place ? ` in ${place}` : '');
const inMonth = ({ month }: TripFacts) => (month ? ` in ${month}` : '');
const forPeople = ({ people }: TripFacts) => (people ? ` for ${people} people` : '');
export const whereAndWhen = (facts: TripFacts): string => inPlace(facts) + inMonth(facts);
export const allOf = (facts: TripFacts): string => whereAndWhen(facts) + forPeople(facts);
