import addressparser from 'nodemailer/lib/addressparser';

export interface MailAddress {
  name: string;
  address: string;
}

/** Every address of a header, groups opened; what is none is left out. */
export const parseAddresses = (value: string | undefined): MailAddress[] =>
  addressparser(value ?? '', { flatten: true }).flatMap(({ name, address }) =>
    /^[^\s@]+@[^\s@]+$/.test(address ?? '') ? [{ name: name ?? '', address: (address ?? '').toLowerCase() }] : [],
  );

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** `Mira Okafor <mira@acme.example>` as people see it. */
export const shown = ({ name, address }: MailAddress): string => (name === '' ? address : `${name} <${address}>`);
