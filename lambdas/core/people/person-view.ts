import { PersonView } from '../../../contracts/person.ts'
import { timestamp } from '../time.ts'
import type { PersonRecord } from './person.ts'

/** A person as administrators see them. */
export const personView = ({ subject, profile, enabled, lastSignInAt }: PersonRecord): PersonView =>
  PersonView.parse({
    subject,
    enabled,
    ...(profile === undefined ? {} : { profile }),
    ...(lastSignInAt === undefined ? {} : { lastSignInAt: timestamp(lastSignInAt) }),
  })
