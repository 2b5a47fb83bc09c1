export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export interface City {
  readonly name: string;
  /** Usual highest temperature of the day in each month, in °C. */
  readonly highs: readonly number[];
  /** Usual days with rain in each month. */
  readonly rain: readonly number[];
  /** Return flight and a night, for one, in euros. */
  readonly flight: number;
  readonly hotels: readonly { readonly name: string; readonly night: number }[];
}

const city = (
  name: string,
  highs: readonly number[],
  rain: readonly number[],
  flight: number,
  ...hotels: City['hotels']
): City => ({ name, highs, rain, flight, hotels });

/** Made up from round numbers near the usual climate; the hotels are inventions. */
export const CITIES: readonly City[] = [
  city(
    'Lisbon',
    [15, 16, 18, 20, 22, 26, 28, 28, 27, 23, 18, 15],
    [11, 9, 8, 9, 6, 3, 1, 1, 4, 8, 10, 11],
    180,
    { name: 'Hotel Alfama', night: 110 },
    { name: 'Casa do Rio', night: 75 },
  ),
  city(
    'Barcelona',
    [14, 15, 17, 19, 22, 26, 29, 29, 26, 22, 17, 15],
    [5, 5, 5, 6, 6, 5, 3, 5, 6, 7, 6, 5],
    150,
    { name: 'Hotel Gràcia', night: 130 },
    { name: 'Pensió Mar', night: 85 },
  ),
  city(
    'Rome',
    [12, 13, 16, 19, 24, 28, 31, 31, 27, 22, 17, 13],
    [8, 8, 8, 9, 6, 4, 2, 3, 6, 8, 10, 9],
    160,
    { name: 'Albergo Trastevere', night: 125 },
    { name: 'Casa Aurelia', night: 80 },
  ),
  city(
    'Vienna',
    [4, 6, 11, 16, 21, 24, 27, 26, 21, 15, 8, 4],
    [8, 7, 9, 8, 9, 10, 9, 8, 8, 6, 8, 8],
    120,
    { name: 'Hotel am Naschmarkt', night: 120 },
    { name: 'Pension Josefstadt', night: 78 },
  ),
  city(
    'Berlin',
    [3, 5, 9, 15, 20, 23, 25, 25, 20, 14, 8, 4],
    [10, 8, 9, 8, 9, 10, 10, 9, 8, 8, 9, 10],
    90,
    { name: 'Hotel Kreuzberg', night: 105 },
    { name: 'Pension Spree', night: 70 },
  ),
  city(
    'Copenhagen',
    [3, 3, 6, 11, 16, 20, 22, 22, 18, 13, 8, 5],
    [10, 8, 9, 8, 8, 9, 9, 10, 10, 11, 11, 11],
    140,
    { name: 'Hotel Nyhavn', night: 160 },
    { name: 'Amager Rooms', night: 95 },
  ),
];
