import { CITIES, type City, MONTHS } from './cities.js';
import { readCity, readMonth } from './read-place.js';
import type { Sample } from './sample.js';

const inMonth = ({ name, highs, rain }: City, month: number): string =>
  `${name} in ${MONTHS[month]}: around ${highs[month]} °C by day, ${rain[month]} days with rain.`;

const overYear = (city: City): string => {
  const best = city.highs.indexOf(Math.max(...city.highs));
  return `${city.name} over the year: warmest in ${MONTHS[best]} with around ${city.highs[best]} °C, coolest with ${Math.min(...city.highs)} °C.`;
};

/** Answers at once, or not at all. */
export const weather: Sample = {
  slug: 'weather',
  name: 'Weather',
  description:
    'Tells the usual climate of a city in a month: temperature by day and days with rain. It is no forecast.',
  skills: [
    {
      id: 'climate',
      name: 'Climate of a place',
      description: `Usual weather and temperature of a city in a month of the year. Knows ${CITIES.map(({ name }) => name).join(', ')}.`,
      tags: ['weather', 'climate', 'temperature', 'rain', 'season'],
      examples: ['What is the weather like in Lisbon in May?', 'How warm is Vienna in October?'],
    },
  ],
  reply: (told) => {
    const city = readCity(told);
    const month = readMonth(told);
    if (!city)
      return { kind: 'rejected', text: `I have tables for ${CITIES.map(({ name }) => name).join(', ')} only.` };
    if (month === undefined)
      return { kind: 'done', text: overYear(city), data: { place: city.name, highs: city.highs } };
    const data = { place: city.name, month: MONTHS[month], high: city.highs[month], rainDays: city.rain[month] };
    return { kind: 'done', text: inMonth(city, month), data };
  },
};
