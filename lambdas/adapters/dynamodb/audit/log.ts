import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { AuditEvent, AuditLog } from '../../../core/audit/audit.ts'
import { conversationChain, dayChain, dayChains, linkRecord, placeOf } from '../../../core/audit/audit-chain.ts'
import type { ChainPlace } from '../../../core/audit/chain-head.ts'
import type { Clock } from '../../../core/clock.ts'
import { Fault } from '../../../core/fault.ts'
import type { Randomness } from '../../../core/randomness.ts'
import { writeOnCondition } from '../request/conditional-write.ts'
import { jitteredPause } from '../request/jittered-pause.ts'
import type { DynamoDbPorts } from '../request/ports.ts'
import { lookUpEnd, putAtFreePlace } from './chain-head.ts'
import { type ChainEnds, chainEnds, laterPlace } from './chain-head-cache.ts'

export interface AuditLogPorts extends DynamoDbPorts {
  readonly clock: Clock
  readonly randomness: Randomness
  /** Shared with the vault's transactions where they run in the same process. */
  readonly ends?: ChainEnds
}

const attempts = 30

export function dynamoDbAuditLog(ports: AuditLogPorts): AuditLog {
  const { documents, tables, clock, randomness, pause = jitteredPause, ends = chainEnds() } = ports

  /** The place that the event got, or nothing when somebody else's record has taken it. */
  const put = async (event: AuditEvent, chain: string, after: ChainPlace): Promise<ChainPlace | undefined> => {
    const record = linkRecord(event, { chain, after, at: clock.now(), eventId: randomness.uuid() })
    const command = new PutCommand({
      ...putAtFreePlace(tables, record),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
    const written = await writeOnCondition(() => documents.send(command), pause)
    // The SDK asks again when an answer was lost; then what stands there may be this very record.
    const isThere = 'tookEffect' in written || written.stoodThere?.eventId === record.eventId
    if (!isThere) return undefined
    ends.remember(chain, placeOf(record))
    return placeOf(record)
  }

  const appendTo = (chain: string, event: AuditEvent, hint: ChainPlace | undefined): Promise<ChainPlace> =>
    ends.inTurn(chain, async (remembered) => {
      let after = laterPlace(hint, remembered) ?? (await lookUpEnd(ports, chain))
      for (let attempt = 1; attempt <= attempts; attempt++) {
        const place = await put(event, chain, after)
        if (place !== undefined) return place
        await pause(attempt)
        after = await lookUpEnd(ports, chain)
      }
      throw new Fault('audit-failed')
    })

  const shard = (): number => (randomness.bytes(1)[0] ?? 0) % dayChains

  const noteOnSomeChain = async (event: AuditEvent): Promise<void> => {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const chain = dayChain(event.siteId, clock.now(), shard())
      const place = await ends.inTurn(chain, async (remembered) => {
        const end = remembered ?? (await lookUpEnd(ports, chain))
        return await put(event, chain, end)
      })
      if (place !== undefined) return
      ends.forget(chain)
      await pause(attempt)
    }
    throw new Fault('audit-failed')
  }

  return {
    append: (event, after) => orAuditFault(appendTo(conversationChain(event), event, after)),
    note: (event) => orAuditFault(noteOnSomeChain(event)),
  }
}

const orAuditFault = async <Result>(work: Promise<Result>): Promise<Result> => {
  try {
    return await work
  } catch (error) {
    throw new Fault('audit-failed', error)
  }
}
