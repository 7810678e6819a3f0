import * as z from 'zod/mini'
import { allPages, pageToken } from '../../aws/all-pages.ts'
import type { Check } from '../../finding.ts'
import { edgeFirewall } from '../../stage-resources.ts'
import { freeNames, takenByOthers } from './free-names.ts'

const Acls = z.looseObject({
  NextMarker: pageToken,
  WebACLs: z._default(z.array(z.looseObject({ Name: z.string(), Id: z.string() })), []),
})

const scope = 'CLOUDFRONT'

/** Checks the name of CloudFront's firewall, which is always in us-east-1. */
export const firewallNameCheck: Check = {
  name: 'names: firewall',
  async run(context) {
    const { name, region } = edgeFirewall(context.settings)
    const all = await allPages(async (NextMarker) => {
      const parameters = { Scope: scope, Limit: 100, NextMarker }
      const page = await context.readAws('wafv2:ListWebACLs', Acls, { region, parameters })
      // The last page may also have a marker.
      return { items: page.WebACLs, next: page.WebACLs.length === 0 ? undefined : page.NextMarker }
    })
    const existing = all
      .filter(({ Name }) => Name === name)
      .map(({ Name, Id }) => ({ name: Name, physicalId: `${Name}|${Id}|${scope}` }))
    return freeNames(context, { existing, change: takenByOthers(context.settings.stage) })
  },
}
