import type { Check } from '../../finding.ts'
import { roleNames } from '../../stage-resources.ts'
import { accountRoles } from '../account-roles.ts'
import { freeNames, takenByOthers } from './free-names.ts'

export const roleNamesCheck: Check = {
  name: 'names: roles',
  async run(context) {
    const { settings, readAws } = context
    const ofStage = new Set(roleNames(settings))
    const existing = (await accountRoles(readAws)).filter((name) => ofStage.has(name))
    return freeNames(context, {
      existing: existing.map((name) => ({ name, physicalId: name })),
      change: takenByOthers(settings.stage),
    })
  },
}
