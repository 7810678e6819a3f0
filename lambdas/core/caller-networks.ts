/**
 * The networks by which callers are counted. An IPv6 caller has a whole /64 of addresses, and many callers have a /48
 * (RFC 6177).
 */

export interface CallerNetworks {
  /** The IPv4 address, or the /64 of the IPv6 address. An address in another format is kept unchanged. */
  readonly caller: string
  /** The /48 of the IPv6 address. Absent for any other address. */
  readonly network?: string
}

/**
 * Returns the networks of an address. An IPv4-mapped address (RFC 4291, section 2.5.5.2) counts as the IPv4 address.
 */
export const callerNetworks = (address: string): CallerNetworks => {
  const groups = ipv6Groups(address)
  if (groups === undefined) return { caller: address }
  if (groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff') return { caller: ipv4Of(groups.slice(6)) }
  return { caller: `${groups.slice(0, 4).join(':')}/64`, network: `${groups.slice(0, 3).join(':')}/48` }
}

const groupsOfAddress = 8

/**
 * Returns the eight groups of an IPv6 address in lower case and without leading zeros. Returns nothing if the text is
 * not an IPv6 address.
 */
const ipv6Groups = (address: string): readonly string[] | undefined => {
  const [withoutZone = ''] = address.split('%')
  // The URL parser serialises an IPv6 address in its canonical form (RFC 5952).
  const host = withoutZone.includes(':') ? URL.parse(`http://[${withoutZone}]`)?.hostname : undefined
  if (host === undefined) return undefined
  const [head = '', tail] = host.slice(1, -1).split('::')
  const [before, after] = [groupsIn(head), groupsIn(tail ?? '')]
  const omitted = Array.from({ length: groupsOfAddress - before.length - after.length }, () => '0')
  return [...before, ...omitted, ...after]
}

const groupsIn = (text: string): readonly string[] => (text === '' ? [] : text.split(':'))

const ipv4Of = (groups: readonly string[]): string =>
  groups
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.')
