import { CITIES, type City, MONTHS } from './cities.js';
import { readBudget } from './read-money.js';
import { readCity, readMonth } from './read-place.js';
import type { Reply, Sample } from './sample.js';

const MONTH = `(?:${MONTHS.join('|')})`;

interface Stay {
  readonly month: number;
  readonly nights: number;
}

/** The last one of "12 to 15 May", "May 12-15", "3 nights in May". */
const readStay = (told: readonly string[]): Stay | undefined => {
  const text = told.join('\n');
  const month = readMonth(told);
  const span = /(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:-|–|to|until|till)\s*(\d{1,2})(?:st|nd|rd|th|\.)?/gi;
  const near = new RegExp(`${MONTH}\\s+${span.source}|${span.source}\\s+(?:of\\s+)?${MONTH}`, 'gi');
  const days = [...text.matchAll(near)].at(-1)?.slice(1).filter(Boolean).map(Number) ?? [];
  const counted = [...text.matchAll(/(\d+)[ -](?:night|day)s?\b/gi)].at(-1)?.[1];
  const nights = days.length === 2 ? days[1]! - days[0]! : Number(counted);
  return month !== undefined && nights > 0 && nights <= 60 ? { month, nights } : undefined;
};

const readPeople = (told: readonly string[]): number =>
  Number(/(\d+)\s+(?:people|persons|travell?ers|adults|of us)\b/i.exec(told.join('\n'))?.[1] ?? 1);

/** Asked with choices as well, for who can show them. */
const budgetQuestion = (city: City, people: number) => {
  const question = `What may the trip to ${city.name} cost altogether, in euros?`;
  const option = (amount: number) => ({ value: String(amount), label: `Up to ${amount} €` });
  return {
    type: 'CHOICE',
    question,
    options: [500, 700, 1_000].map((each) => option(people * each)),
    allowOther: true,
  };
};

const offer = (city: City, { month, nights }: Stay, people: number, budget: number | 'any'): Reply => {
  const priced = city.hotels.map((hotel) => ({ ...hotel, total: people * (city.flight + nights * hotel.night) }));
  const fitting = priced.filter(({ total }) => budget === 'any' || total <= budget).sort((a, b) => b.total - a.total);
  const best = fitting[0];
  if (!best) {
    const cheapest = Math.min(...priced.map(({ total }) => total));
    return { kind: 'rejected', text: `Nothing in ${city.name} fits: the cheapest offer is ${cheapest} for ${people}.` };
  }
  const text =
    `${best.name} in ${city.name}, ${nights} nights in ${MONTHS[month]}, for ${people}: ` +
    `flight ${people} × ${city.flight} €, room ${people * nights} × ${best.night} €. It is held for 24 hours.`;
  return { kind: 'done', text, data: { place: city.name, nights, people, offers: fitting } };
};

/** Needs dates and a budget, and asks for what it was not told. */
export const travelDesk: Sample = {
  slug: 'travel-desk',
  name: 'Travel desk',
  description: 'Finds flight and hotel offers for a trip. Asks back when it was not told the dates or the budget.',
  skills: [
    {
      id: 'find-offers',
      name: 'Find travel offers',
      description:
        'Finds a flight and a hotel for a trip to a city, for given dates, people and budget. Books nothing.',
      tags: ['travel', 'trip', 'flight', 'hotel', 'offer', 'accommodation'],
      examples: ['Find a hotel and flights to Lisbon for 4 people, 12 to 15 May, up to 2000 €'],
    },
  ],
  reply: (told) => {
    const city = readCity(told);
    if (!city) return { kind: 'rejected', text: `I travel to ${CITIES.map(({ name }) => name).join(', ')} only.` };
    const stay = readStay(told);
    if (!stay) return { kind: 'ask', text: `When is the trip to ${city.name}? For example: 12 to 15 May.` };
    const budget = readBudget(told);
    if (budget === undefined) {
      const question = budgetQuestion(city, readPeople(told));
      return { kind: 'ask', text: question.question, question };
    }
    return offer(city, stay, readPeople(told), budget);
  },
};
