/** The permissions and the built-in profiles. A site may change these profiles or add its own. */
export const permissions = [
  'secure-form:use',
  'form:observe',
  'secure-form:view-history',
  'site:administer',
  'data:erase',
  'audit:read',
] as const

export type Permission = (typeof permissions)[number]

export const builtInProfiles = {
  agent: ['secure-form:use'],
  'agent-manager': ['form:observe'],
  administrator: ['site:administer', 'data:erase', 'audit:read'],
} as const satisfies Record<string, readonly Permission[]>
