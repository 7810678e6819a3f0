import { PersonView } from '../../../contracts/person.ts'
import { etagOf } from '../etag.ts'
import { timestamp } from '../time.ts'
import type { PersonRecord } from './person.ts'

/** Returns the entity tag of a person's settings. */
export const personEtag = ({ enabled, profile }: Pick<PersonRecord, 'enabled' | 'profile'>): string =>
  etagOf({ enabled, profile })

/** Returns a person as administrators see them. */
export const personView = ({ subject, profile, enabled, lastSignInAt }: PersonRecord): PersonView =>
  PersonView.parse({
    subject,
    enabled,
    etag: personEtag({ enabled, profile }),
    ...(profile === undefined ? {} : { profile }),
    ...(lastSignInAt === undefined ? {} : { lastSignInAt: timestamp(lastSignInAt) }),
  })
