/** The people and the one question that every mail of the corpus is about. */
export const TOKEN = 'q7k2m4x9c3v8b1n6z5a0s2d4f7';
export const OWN_ADDRESS = 'parley@mail.example';
export const ASKED_FROM = `parley+${TOKEN}@mail.example`;
export const MARKER_HEADER = 'x-parley-delivery';
export const SENTINEL = '=== Reply above this line ===';
export const AUTHSERV = 'mx.google.com';

export const SUBJECT = 'Approve the deployment of shop-api 4.2?';
export const QUESTION = [
  SENTINEL,
  '',
  'Release bot asks: may shop-api 4.2 go to production?',
  '',
  'What: deploy shop-api 4.2',
  'Where: production, eu-west',
  '1. Approve',
  '2. Reject',
  '',
  'Answer by replying to this mail, or open https://parley.example/q/7hd2',
  'You get this mail because Parley asks you by mail first.',
];
export const MESSAGE_ID = '<q-7hd2-1@parley.example>';

export interface Person {
  name: string;
  address: string;
}
export const ANNA: Person = { name: 'Anna Schmidt', address: 'anna.schmidt@example.com' };
