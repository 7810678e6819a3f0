import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { Fault } from '../../core/fault.ts'
import { longestUnusedMs } from '../../core/people/inactivity.ts'
import type { PersonRef } from '../../core/people/people.ts'
import type { SignInAttempts, SignIns } from '../../core/people/sign-ins.ts'
import {
  anotherAttempt,
  enabled,
  notDisabled,
  signedInAfterAnyEnd,
  signedInBefore,
  startedMoreOftenThan,
  unusedSince,
} from './conditions.ts'
import { personItems } from './items.ts'
import { takesEffect, writeOnCondition } from './request/conditional-write.ts'
import { allOf, type Change, type Condition, changeOnCondition } from './request/expressions.ts'
import { at, type DynamoDbPorts } from './request/ports.ts'

/** What makes somebody known who was not. */
const asKnown = ({ siteId, issuer }: PersonRef) => ({ siteId, issuer })

const disabledAt = (now: number): Change => ({ set: { enabled: false, signInsEndedAt: now } })

const changes = ({ documents, tables, pause }: DynamoDbPorts) => {
  const update = (person: PersonRef, change: Change, condition: Condition) => ({
    ...at(tables, personItems, person),
    ...changeOnCondition(change, condition),
  })
  return {
    takesEffect: (person: PersonRef, change: Change, condition: Condition): Promise<boolean> =>
      takesEffect(() => documents.send(new UpdateCommand(update(person, change, condition))), pause),
    async now(person: PersonRef, change: Change, condition: Condition) {
      const command = new UpdateCommand({
        ...update(person, change, condition),
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      })
      const written = await writeOnCondition(() => documents.send(command), pause)
      const stands = 'tookEffect' in written ? written.tookEffect.Attributes : written.stoodThere
      if (stands === undefined) throw new Fault('storage-failed')
      return personItems.fromItem(stands)
    },
  }
}

/** Touches neither a profile nor a count: what a role needs to do this, it cannot use to raise anybody. */
export function dynamoDbSignIns(ports: DynamoDbPorts): SignIns {
  const change = changes(ports)
  return {
    async begun(person, signedInAt) {
      const known = { set: { ...asKnown(person), lastSignInAt: signedInAt }, setOnce: { enabled: true } }
      await change.takesEffect(person, known, allOf(notDisabled, signedInBefore(signedInAt)))
    },
    disableUnused: (person, now) =>
      change.takesEffect(person, disabledAt(now), allOf(enabled, unusedSince(now - longestUnusedMs))),
  }
}

export function dynamoDbSignInAttempts(ports: DynamoDbPorts): SignInAttempts {
  const change = changes(ports)
  return {
    started: (person, { attemptId, now }) =>
      change.now(
        person,
        {
          set: { ...asKnown(person), lastAttempt: attemptId },
          setOnce: { enabled: true, enabledAt: now },
          add: { failedSignIns: 1 },
        },
        anotherAttempt(attemptId),
      ),
    succeeded: (person, now) =>
      change.takesEffect(
        person,
        {
          set: { ...asKnown(person), lastSignInAt: now },
          setOnce: { enabled: true },
          remove: ['failedSignIns', 'lastAttempt'],
        },
        notDisabled,
      ),
    lockOut: (person, { limit, now }) =>
      change.takesEffect(person, disabledAt(now), allOf(enabled, startedMoreOftenThan(limit))),
    async endAll(person, now) {
      const ended = { set: { ...asKnown(person), signInsEndedAt: now }, setOnce: { enabled: true, enabledAt: now } }
      await change.takesEffect(person, ended, signedInAfterAnyEnd(now))
    },
  }
}
