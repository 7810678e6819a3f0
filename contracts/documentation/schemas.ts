/** All schemas with a name of their own. The bodies and replies of steps get the name of their step. */
import type { NamedSchema } from './named-schema.ts'
import { administration } from './schemas/administration.ts'
import { events } from './schemas/events.ts'
import { forms } from './schemas/forms.ts'
import { identifiers } from './schemas/identifiers.ts'
import { problems } from './schemas/problem.ts'
import { templates } from './schemas/templates.ts'

export const namedSchemas: readonly NamedSchema[] = [
  ...identifiers,
  ...forms,
  ...templates,
  ...administration,
  ...problems,
  ...events,
]
