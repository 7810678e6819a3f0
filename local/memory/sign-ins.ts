import { isInactive } from '../../lambdas/core/people/inactivity.ts'
import type { PersonRef } from '../../lambdas/core/people/people.ts'
import type { PersonRecord } from '../../lambdas/core/people/person.ts'
import type { SignInAttempts, SignIns } from '../../lambdas/core/people/sign-ins.ts'
import { keyOf, type Tables } from './tables.ts'

type People = Pick<Tables, 'people'>

const updatePerson = (
  { people }: People,
  person: PersonRef,
  to: (known: PersonRecord | undefined) => PersonRecord | false,
) => {
  const changed = to(people.get(keyOf.person(person)))
  if (changed === false) return false
  people.put(keyOf.person(person), changed)
  return true
}

const newPerson = ({ siteId, issuer, subject }: PersonRef): PersonRecord => ({ siteId, issuer, subject, enabled: true })

const disabledPerson = (known: PersonRecord, now: number): PersonRecord => ({
  ...known,
  enabled: false,
  signInsEndedAt: now,
})

export const memorySignIns = (tables: People): SignIns => ({
  async recordSignIn(person, signedInAt) {
    updatePerson(tables, person, (known = newPerson(person)) =>
      known.enabled && (known.lastSignInAt ?? 0) < signedInAt ? { ...known, lastSignInAt: signedInAt } : false,
    )
  },
  disableInactive: async (person, now) =>
    updatePerson(tables, person, (known) =>
      known?.enabled && isInactive(known, now) ? disabledPerson(known, now) : false,
    ),
})

export const memorySignInAttempts = (tables: People): SignInAttempts => ({
  async recordStart(person, { attemptId, now }) {
    updatePerson(tables, person, (known = newPerson(person)) =>
      known.lastAttempt === attemptId
        ? false
        : {
            ...known,
            enabledAt: known.enabledAt ?? now,
            lastAttempt: attemptId,
            failedSignIns: (known.failedSignIns ?? 0) + 1,
          },
    )
    const { enabled, enabledAt, failedSignIns = 1 } = tables.people.get(keyOf.person(person)) ?? newPerson(person)
    return { enabled, failedSignIns, ...(enabledAt !== undefined && { enabledAt }) }
  },
  recordSuccess: async (person, now) =>
    updatePerson(tables, person, (known = newPerson(person)) => {
      const { failedSignIns, lastAttempt, ...rest } = known
      return known.enabled ? { ...rest, lastSignInAt: now } : false
    }),
  lockOut: async (person, { limit, now }) =>
    updatePerson(tables, person, (known) =>
      known?.enabled && (known.failedSignIns ?? 0) > limit ? disabledPerson(known, now) : false,
    ),
  async endAll(person, now) {
    updatePerson(tables, person, (known = { ...newPerson(person), enabledAt: now }) =>
      (known.signInsEndedAt ?? 0) < now ? { ...known, signInsEndedAt: now } : false,
    )
  },
})
