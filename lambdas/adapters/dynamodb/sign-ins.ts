import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { Fault } from '../../core/fault.ts'
import { inactivityLimitMs } from '../../core/people/inactivity.ts'
import type { PersonRef } from '../../core/people/people.ts'
import type { SignInAttempt, SignInAttempts, SignIns } from '../../core/people/sign-ins.ts'
import {
  attemptsExceed,
  enabled,
  inactiveSince,
  isNewAttempt,
  notDisabled,
  signedInBefore,
  signInNotRevoked,
} from './conditions.ts'
import { personItems } from './items.ts'
import type { DynamoDbPorts } from './ports.ts'
import { conditionalWrite, takesEffect } from './request/conditional-write.ts'
import { allOf, type Change, type Condition, conditionalUpdate } from './request/expressions.ts'
import { tableAndKey } from './request/ports.ts'

/** The attributes that identify a person. Setting them creates the person's record. */
const identityAttributes = ({ siteId, issuer }: PersonRef) => ({ siteId, issuer })

const disabledAt = (now: number): Change => ({ set: { enabled: false, signInsEndedAt: now } })

/** The attributes that the update in `recordStart` returns. The update names no other attributes. */
const StoredAttempt = z.object({ enabled: z.boolean(), enabledAt: z.optional(z.int()), failedSignIns: z.int() })

const personUpdates = ({ documents, tables, pause }: DynamoDbPorts) => {
  const update = (person: PersonRef, change: Change, condition: Condition) => ({
    ...tableAndKey(tables, personItems, person),
    ...conditionalUpdate(change, condition),
  })
  return {
    takesEffect: (person: PersonRef, change: Change, condition: Condition): Promise<boolean> =>
      takesEffect(() => documents.send(new UpdateCommand(update(person, change, condition))), pause),
    async attributes(person: PersonRef, change: Change, condition: Condition): Promise<SignInAttempt> {
      const command = new UpdateCommand({
        ...update(person, change, condition),
        ReturnValues: 'UPDATED_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      })
      const written = await conditionalWrite(() => documents.send(command), pause)
      const attempt = z.safeParse(
        StoredAttempt,
        'tookEffect' in written ? written.tookEffect.Attributes : written.existingItem,
      )
      if (!attempt.success) throw new Fault('stored-item-malformed')
      const { enabled, enabledAt, failedSignIns } = attempt.data
      return { enabled, failedSignIns, ...(enabledAt !== undefined && { enabledAt }) }
    },
  }
}

/**
 * Records and ends sign-ins. Writes neither profiles nor counts of failed sign-ins, so a role with only this access
 * cannot grant a permission.
 */
export function dynamoDbSignIns(ports: DynamoDbPorts): SignIns {
  const change = personUpdates(ports)
  return {
    async recordSignIn(person, signedInAt) {
      const known = { set: { ...identityAttributes(person), lastSignInAt: signedInAt }, setOnce: { enabled: true } }
      await change.takesEffect(person, known, allOf(notDisabled, signedInBefore(signedInAt)))
    },
    disableInactive: (person, now) =>
      change.takesEffect(person, disabledAt(now), allOf(enabled, inactiveSince(now - inactivityLimitMs))),
  }
}

export function dynamoDbSignInAttempts(ports: DynamoDbPorts): SignInAttempts {
  const change = personUpdates(ports)
  return {
    recordStart: (person, { attemptId, now }) =>
      change.attributes(
        person,
        {
          set: { ...identityAttributes(person), lastAttempt: attemptId },
          setOnce: { enabled: true, enabledAt: now },
          add: { failedSignIns: 1 },
        },
        isNewAttempt(attemptId),
      ),
    recordSuccess: (person, now) =>
      change.takesEffect(
        person,
        {
          set: { ...identityAttributes(person), lastSignInAt: now },
          setOnce: { enabled: true },
          remove: ['failedSignIns', 'lastAttempt'],
        },
        notDisabled,
      ),
    lockOut: (person, { limit, now }) =>
      change.takesEffect(person, disabledAt(now), allOf(enabled, attemptsExceed(limit))),
    async endAll(person, now) {
      const ended = {
        set: { ...identityAttributes(person), signInsEndedAt: now },
        setOnce: { enabled: true, enabledAt: now },
      }
      await change.takesEffect(person, ended, signInNotRevoked(now))
    },
  }
}
