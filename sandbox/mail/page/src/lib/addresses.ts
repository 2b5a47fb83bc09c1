export interface Address {
  /** The address itself where no name is given. */
  name: string;
  address: string;
}

/** At commas that stand neither in quotes nor in angle brackets. */
const SINGLE = /(?:"(?:\\.|[^"\\])*"|<[^>]*>|[^,"<])+/g;
const PARTS = /^\s*(.*?)\s*<\s*([^<>]*?)\s*>\s*$/s;

const unquoted = (text: string): string => text.replace(/^"(.*)"$/s, '$1').replace(/\\(.)/g, '$1');

const addressOf = (text: string): Address => {
  const [, name = '', address = ''] = PARTS.exec(text) ?? ['', '', text.trim()];
  return { name: unquoted(name) || address, address: address.toLowerCase() };
};

/** The addresses of a header, as it was decoded. */
export const addressesOf = (header: string): Address[] =>
  (header.match(SINGLE) ?? []).filter((text) => text.trim() !== '').map(addressOf);

export const senderOf = ({ from }: { from: string }): Address =>
  addressesOf(from)[0] ?? { name: 'Nobody', address: '' };

/** Mail to name+anything@ reaches name@. */
export const withoutPlus = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, '@');
