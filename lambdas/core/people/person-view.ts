import { PersonView } from '../../../contracts/person.ts'
import type { PersonRecord } from '../records.ts'
import { timestamp } from '../time.ts'

/** A person as administrators see them. */
export const personView = ({ subject, profile, enabled, lastSignInAt }: PersonRecord): PersonView =>
  PersonView.parse({
    subject,
    enabled,
    ...(profile === undefined ? {} : { profile }),
    ...(lastSignInAt === undefined ? {} : { lastSignInAt: timestamp(lastSignInAt) }),
  })
