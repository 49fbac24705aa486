import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Whether an address belongs to a machine on the internet: not to this one, its network, or anything set aside. */
function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

/**
 * Whether a webhook may be sent to this address as far as can be seen before its name is looked up: `https` on the internet, or
 * a host that was allowed by name (with its port, if it was named with one).
 */
export function isAllowedUrl(url: URL, privateHosts: readonly string[]): boolean {
  if (isPrivateHost(url, privateHosts)) return true;
  const host = bareHost(url);
  return (
    url.protocol === 'https:' &&
    (isIP(host) === 0 ? !/(^|\.)localhost\.?$/.test(host) : isPublicAddress(host))
  );
}

/** Whether whoever runs the server has allowed it. */
export function isPrivateHost(url: URL, privateHosts: readonly string[]): boolean {
  return privateHosts.includes(url.hostname) || privateHosts.includes(url.host);
}

type Found = (error: Error | null, addresses: LookupAddress[]) => void;

/**
 * Looks a name up like `dns.lookup`, and finds nothing when any of its addresses is not public. Given to the connection itself,
 * so that the name cannot mean something else a moment after it was checked.
 */
export function lookupPublic(host: string, options: LookupAllOptions, found: Found): void {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) found(error, []);
    else if (addresses.every(({ address }) => isPublicAddress(address))) found(null, addresses);
    else found(new Error(`${host} is not on the internet`), []);
  });
}

/** The host without the brackets that IPv6 addresses stand in. */
function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}
