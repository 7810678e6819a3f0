/** The service in memory with one site and the people who call its steps. */
import { AgentId, type ProfileName, SiteId } from '../../contracts/identifiers.ts'
import { SiteSettings } from '../../contracts/site-settings.ts'
import { isRefusal, type Outcome } from '../../lambdas/core/outcome.ts'
import type { PersonPrincipal, Principal } from '../../lambdas/core/people/principal.ts'
import type { SiteRecord } from '../../lambdas/core/sites/site.ts'
import { createMemoryDependencies, type MemoryDependenciesSettings } from '../../local/memory/dependencies.ts'

export const acme = SiteId.parse('acme')
export const issuer = 'https://issuer.example'

export function siteFixture(settings: Partial<SiteRecord> = {}, memorySettings: MemoryDependenciesSettings = {}) {
  const fixture = createMemoryDependencies(memorySettings)
  const setSite = (changed: Partial<SiteRecord>, siteId = acme) =>
    fixture.tables.sites.put(siteId, SiteSettings.parse({ siteId, name: 'Acme', ...changed }))
  setSite(settings)
  let signIns = 0

  /** A new sign-in, now. */
  const signIn = (profile: ProfileName | string, subject = 'someone', siteId = acme): PersonPrincipal => ({
    kind: 'person',
    siteId,
    issuer,
    subject: AgentId.parse(subject),
    profile,
    sessionHash: String(++signIns).padStart(64, '0'),
    signedInAt: fixture.clock.now(),
  })
  /** Every audit record, chain by chain. */
  const records = () => fixture.tables.audit.all().flat()
  return { ...fixture, setSite, signIn, records }
}

export type SiteFixture = ReturnType<typeof siteFixture>

/** The fields of a signed-in request beside its own. */
export const request = <Who extends Principal, Path, Query, Body>(
  principal: Who,
  asked: { path: Path; query: Query; body: Body },
) => ({ ...asked, principal, address: '192.0.2.1' })

/** The value, or an error that names the refusal. */
export const replyOf = <Value>(outcome: Outcome<Value>): Value => {
  if (isRefusal(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`)
  return outcome.value
}

/** The refusal's code, or `done`. */
export const codeOf = (outcome: Outcome<unknown>): string => (isRefusal(outcome) ? outcome.refused : 'done')
