import * as z from 'zod/mini'
import { allPages, pageToken } from '../../aws/all-pages.ts'
import type { Check, CheckContext } from '../../finding.ts'
import { firewalls } from '../../stage-resources.ts'
import { freeNames, type Named, takenByOthers } from './free-names.ts'

const Acls = z.looseObject({
  NextMarker: pageToken,
  WebACLs: z._default(z.array(z.looseObject({ Name: z.string(), Id: z.string() })), []),
})

/** Checks the names of the stage's firewalls. CloudFront's firewall is always in us-east-1. */
export const firewallNamesCheck: Check = {
  name: 'names: firewalls',
  async run(context) {
    const { settings } = context
    const existing: Named[] = []
    for (const firewall of firewalls(settings)) existing.push(...(await acls(context, firewall)))
    return freeNames(context, { existing, change: takenByOthers(settings.stage) })
  },
}

const acls = async (
  { readAws }: CheckContext,
  { scope, region, name }: ReturnType<typeof firewalls>[number],
): Promise<readonly Named[]> => {
  const all = await allPages(async (NextMarker) => {
    const parameters = { Scope: scope, Limit: 100, NextMarker }
    const page = await readAws('wafv2:ListWebACLs', Acls, { region, parameters })
    // The last page may also have a marker.
    return { items: page.WebACLs, next: page.WebACLs.length === 0 ? undefined : page.NextMarker }
  })
  return all
    .filter(({ Name }) => Name === name)
    .map(({ Name, Id }) => ({ name: Name, physicalId: `${Name}|${Id}|${scope}` }))
}
