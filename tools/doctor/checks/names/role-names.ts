import * as z from 'zod/mini'
import { allPages, pageToken } from '../../aws/all-pages.ts'
import { xmlList } from '../../aws/reply.ts'
import type { Check } from '../../finding.ts'
import { roleNames } from '../../stage-resources.ts'
import { freeNames, takenInAnyRegion } from './free-names.ts'

const Roles = z.looseObject({
  Roles: xmlList('member', z.looseObject({ RoleName: z.string() })),
  Marker: pageToken,
})

/** IAM has no Regions. */
export const roleNamesCheck: Check = {
  name: 'names: roles',
  async run(context) {
    const { settings, readAws } = context
    const wanted = new Set(roleNames(settings))
    const all = await allPages(async (Marker) => {
      const page = await readAws('iam:ListRoles', Roles, { parameters: { MaxItems: 1000, Marker } })
      return { items: page.Roles.map(({ RoleName }) => RoleName), next: page.Marker }
    })
    const existing = all.filter((name) => wanted.has(name)).map((name) => ({ name, physicalId: name }))
    return freeNames(context, { existing, change: takenInAnyRegion(settings.stage) })
  },
}
