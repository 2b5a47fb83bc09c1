/** What a date is formatted for: the reader's time zone, and the moment "today" is measured from. */
export interface DateReader {
  timeZone: string;
  now: Date;
}

const partsIn = (at: Date, timeZone: string): Record<string, string> => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    ...{ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  });
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
};

/** 2026-11-21, as the reader's calendar has it. */
const dayIn = (at: Date, timeZone: string): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);

const DAY_MS = 86_400_000;

const relativeDay = (at: Date, { timeZone, now }: DateReader): string | undefined => {
  const distance = (Date.parse(dayIn(at, timeZone)) - Date.parse(dayIn(now, timeZone))) / DAY_MS;
  return { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(distance)];
};

const ordinal = (day: string): string => {
  const number = Number(day);
  if (number % 100 >= 11 && number % 100 <= 13) return `${day}th`;
  return `${day}${['th', 'st', 'nd', 'rd'][number % 10] ?? 'th'}`;
};

const AGO: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const ago = (at: Date, now: Date): string => {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1_000);
  const [unit, size] = AGO.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
};

const longFor = (at: Date, reader: DateReader): string => {
  const { weekday, month, day, year } = partsIn(at, reader.timeZone);
  const isThisYear = year === partsIn(reader.now, reader.timeZone).year;
  return `${weekday}, ${month} ${ordinal(day ?? '')}${isThisYear ? '' : `, ${year}`}`;
};

const tokenValue = (token: string, at: Date, reader: DateReader): string | undefined => {
  const { weekday, month = '', day = '', year, hour, minute, second } = partsIn(at, reader.timeZone);
  const plain: Readonly<Record<string, string>> = {
    date_num: dayIn(at, reader.timeZone),
    date_slash: dayIn(at, reader.timeZone).split('-').toReversed().join('/'),
    date: `${month} ${ordinal(day)}, ${year}`,
    date_short: `${month.slice(0, 3)} ${day}, ${year}`,
    date_long: `${weekday}, ${month} ${ordinal(day)}, ${year}`,
    date_long_full: `${month} ${day}, ${year}`,
    day_divider: longFor(at, reader),
    time: `${hour}:${minute}`,
    time_secs: `${hour}:${minute}:${second}`,
    ago: ago(at, reader.now),
  };
  return token.endsWith('_pretty')
    ? (relativeDay(at, reader) ?? plain[token.slice(0, -'_pretty'.length)])
    : plain[token];
};

/** `<!date^…>` as Slack shows it: https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
export const slackDate = (seconds: number, format: string, reader: DateReader): string => {
  const at = new Date(seconds * 1_000);
  const words = format.replace(/\{(\w+)\}/g, (whole, token: string) => tokenValue(token, at, reader) ?? whole);
  return format.startsWith('{') ? words.charAt(0).toUpperCase() + words.slice(1) : words;
};

/** A message's ts is its time in seconds. */
export const clockTime = (ts: string, timeZone: string): string =>
  slackDate(Number(ts), '{time}', { timeZone, now: new Date(Number(ts) * 1_000) });
