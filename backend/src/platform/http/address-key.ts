import { isIPv6 } from 'node:net';

/**
 * What an address counts as. An IPv6 customer holds a whole /64 (RFC 6177), so single addresses of it are no limit to
 * anyone; an IPv4 address in IPv6 form is the IPv4 address.
 */
export function addressKey(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  return v4 ?? `${groups(ip).slice(0, 4).join(':')}::/64`;
}

function groups(ip: string): string[] {
  const [head = '', tail] = (ip.split('%')[0] ?? '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  if (tail === undefined) return left.map(trim);
  const right = tail === '' ? [] : tail.split(':');
  return [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right].map(trim);
}

const trim = (group: string) => group.replace(/^0+(?=.)/, '');
