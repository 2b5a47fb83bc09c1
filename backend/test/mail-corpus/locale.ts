/** How mail programs speak in one language. `sent` is the date as that language writes it. */
export interface Locale {
  lang: string;
  sent: string;
  /** What stands above a quote. `%d` the date, `%n` the name, `%a` the address. */
  attribution: string;
  /** From, Sent, To, Subject. */
  labels: readonly [string, string, string, string];
  original: string;
  phone: string;
  closing: string;
  answers: readonly string[];
}

export const locale = (
  lang: string,
  sent: string,
  attribution: string,
  labels: string,
  words: readonly [original: string, phone: string, closing: string],
  answers: readonly string[],
): Locale => {
  const [from = '', date = '', to = '', subject = ''] = labels.split('|');
  const [original, phone, closing] = words;
  return { lang, sent, attribution, labels: [from, date, to, subject], original, phone, closing, answers };
};
