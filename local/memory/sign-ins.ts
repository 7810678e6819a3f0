import { isUnused } from '../../lambdas/core/people/inactivity.ts'
import type { PersonRef } from '../../lambdas/core/people/people.ts'
import type { PersonRecord } from '../../lambdas/core/people/person.ts'
import type { SignInAttempts, SignIns } from '../../lambdas/core/people/sign-ins.ts'
import { keyOf, type Tables } from './tables.ts'

type People = Pick<Tables, 'people'>

const change = (
  { people }: People,
  person: PersonRef,
  to: (known: PersonRecord | undefined) => PersonRecord | false,
) => {
  const changed = to(people.get(keyOf.person(person)))
  if (changed === false) return false
  people.put(keyOf.person(person), changed)
  return true
}

const unknown = ({ siteId, issuer, subject }: PersonRef): PersonRecord => ({ siteId, issuer, subject, enabled: true })

const disabled = (known: PersonRecord, now: number): PersonRecord => ({
  ...known,
  enabled: false,
  signInsEndedAt: now,
})

export const worldSignIns = (tables: People): SignIns => ({
  async begun(person, signedInAt) {
    change(tables, person, (known = unknown(person)) =>
      known.enabled && (known.lastSignInAt ?? 0) < signedInAt ? { ...known, lastSignInAt: signedInAt } : false,
    )
  },
  disableUnused: async (person, now) =>
    change(tables, person, (known) => (known?.enabled && isUnused(known, now) ? disabled(known, now) : false)),
})

export const worldSignInAttempts = (tables: People): SignInAttempts => ({
  async started(person, { attemptId, now }) {
    change(tables, person, (known = unknown(person)) =>
      known.lastAttempt === attemptId
        ? false
        : {
            ...known,
            enabledAt: known.enabledAt ?? now,
            lastAttempt: attemptId,
            failedSignIns: (known.failedSignIns ?? 0) + 1,
          },
    )
    return tables.people.get(keyOf.person(person)) ?? unknown(person)
  },
  succeeded: async (person, now) =>
    change(tables, person, (known = unknown(person)) => {
      const { failedSignIns, lastAttempt, ...rest } = known
      return known.enabled ? { ...rest, lastSignInAt: now } : false
    }),
  lockOut: async (person, { limit, now }) =>
    change(tables, person, (known) =>
      known?.enabled && (known.failedSignIns ?? 0) > limit ? disabled(known, now) : false,
    ),
  async endAll(person, now) {
    change(tables, person, (known = { ...unknown(person), enabledAt: now }) =>
      (known.signInsEndedAt ?? 0) < now ? { ...known, signInsEndedAt: now } : false,
    )
  },
})
