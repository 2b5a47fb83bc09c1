import { BlockList, isIP } from 'node:net';

const block = (...ranges: readonly (readonly [string, number])[]): BlockList => {
  const list = new BlockList();
  for (const [net, prefix] of ranges) list.addSubnet(net, prefix, net.includes(':') ? 'ipv6' : 'ipv4');
  return list;
};

/** Nobody's agent lives there: link-local with the metadata services of clouds, multicast, and what is no address at all. */
const NEVER = block(
  ...([
    ['169.254.0.0', 16],
    ['0.0.0.0', 8],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
    ['100.100.100.200', 32],
  ] as const),
  ...([
    ['192.0.0.192', 32],
    ['fe80::', 10],
    ['ff00::', 8],
    ['fd00:ec2::254', 128],
    ['::', 128],
  ] as const),
);
/** This machine and its neighbours; also those that are written as another kind of address. */
const PRIVATE = block(
  ...([
    ['10.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['127.0.0.0', 8],
    ['100.64.0.0', 10],
  ] as const),
  ...([
    ['192.0.0.0', 24],
    ['198.18.0.0', 15],
    ['::1', 128],
    ['fc00::', 7],
    ['fec0::', 10],
  ] as const),
  ...([
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['2002::', 16],
    ['2001::', 32],
  ] as const),
);

const holds = (list: BlockList, address: string): boolean =>
  list.check(address, address.includes(':') ? 'ipv6' : 'ipv4');

/** Why nothing is sent to an address (server-side request forgery); null: it may be. */
export const addressProblem = (address: string, allowPrivate: boolean): string | null => {
  if (!isIP(address)) return 'It has no usable address.';
  if (holds(NEVER, address)) return `${address} is an address that no agent may have.`;
  if (!allowPrivate && holds(PRIVATE, address))
    return `${address} is an address of a private network; in production agents have to be public.`;
  return null;
};

/** What can be said of a URL before its name is looked up. */
export const urlProblem = (text: string, allowPrivate: boolean): string | null => {
  if (!URL.canParse(text)) return 'This is no URL.';
  const { protocol, hostname, username, password } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return 'An agent is reached by http or https.';
  if (protocol === 'http:' && !allowPrivate) return 'In production an agent has to be reached by https.';
  if (username || password) return 'The URL must not hold a password; give a token instead.';
  const literal = hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) ? addressProblem(literal, allowPrivate) : null;
};
