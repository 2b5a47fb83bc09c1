import type { Language, MailClient, MailServer, Verdict } from '../../../model';

export const CLIENT_NAMES: Readonly<Record<MailClient, string>> = {
  gmail: 'Gmail',
  outlook: 'Outlook for Windows',
  'outlook-web': 'Outlook on the web',
  'outlook-mobile': 'Outlook on a phone',
  apple: 'Apple Mail',
  iphone: 'iPhone',
  thunderbird: 'Thunderbird',
  yahoo: 'Yahoo Mail',
  proton: 'Proton Mail',
};

export const SERVER_NAMES: Readonly<Record<MailServer, string>> = {
  gmail: 'on Gmail',
  outlook: 'on Outlook',
  apple: 'on iCloud',
  other: 'on another server',
};

export const VERDICT_NAMES: Readonly<Record<Verdict, string>> = {
  pass: 'pass: all is well',
  fail: 'fail: DKIM and SPF both fail',
  none: 'none: nothing is known',
  misaligned: 'misaligned: both pass, for another domain',
  'dkim-only': 'dkim-only: SPF fails',
  'spf-only': 'spf-only: not signed',
};

const languages = new Intl.DisplayNames('en', { type: 'language' });
export const languageName = (language: Language): string => languages.of(language) ?? language;
