/** Determines the issuer of the agents whom a chat backend names, because the backend names only their subjects. */

interface SitesOfIssuer {
  readonly kind: 'people' | 'machine'
  readonly issuer: string
  readonly sites: readonly string[] | string
  readonly agentsOf?: string | undefined
}

/** True if the two entries have a site in common, or at least one of them covers every site. */
const shareSites = (one: SitesOfIssuer, other: SitesOfIssuer): boolean =>
  typeof one.sites === 'string' ||
  typeof other.sites === 'string' ||
  one.sites.some((site) => other.sites.includes(site))

/** Returns the issuers of the people who may work at a site of this entry. */
const peopleIssuersFor = (entries: readonly SitesOfIssuer[], machine: SitesOfIssuer): ReadonlySet<string> =>
  new Set(entries.filter((each) => each.kind === 'people' && shareSites(each, machine)).map(({ issuer }) => issuer))

/**
 * True if it is clear which issuer's agents a chat backend names. An agent is identified by issuer and subject, but the
 * backend names only the subject. Its entry must therefore name the issuer if a site has people of several issuers. It
 * must not name an issuer that has no people at the site.
 */
export const namesAgentsIssuer = (entries: readonly SitesOfIssuer[]): boolean =>
  entries
    .filter(({ kind }) => kind === 'machine')
    .every((machine) => {
      const issuers = peopleIssuersFor(entries, machine)
      return machine.agentsOf === undefined ? issuers.size <= 1 : issuers.has(machine.agentsOf)
    })

/**
 * Returns the issuer of the agents whom a machine client of this entry names. Returns the client's own issuer if no
 * issuer has people at its sites.
 */
export const agentsIssuerOf = (entries: readonly SitesOfIssuer[], machine: SitesOfIssuer): string => {
  const [only] = peopleIssuersFor(entries, machine)
  return machine.agentsOf ?? only ?? machine.issuer
}
