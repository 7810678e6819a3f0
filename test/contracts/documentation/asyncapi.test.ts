import { describe, expect, test } from 'vitest'
import { auditEventNames } from '../../../contracts/audit-event.ts'
import { asyncApiDocument } from '../../../contracts/documentation/asyncapi.ts'
import { referencesIn } from '../../../contracts/documentation/json-schemas.ts'
import { closeCodes, conversationEventNames, pushedEventNames } from '../../../contracts/events.ts'

const document = JSON.parse(JSON.stringify(asyncApiDocument()))
const { schemas } = document.components

describe('the AsyncAPI document', () => {
  test('has the messages of the socket and of the bus, with the names of the contract', () => {
    expect(schemas.FormEventMessage.properties.event.enum).toEqual(pushedEventNames)
    expect(schemas.ConversationEventMessage.properties.event.enum).toEqual(conversationEventNames)
    expect(schemas.PublishedEvent.properties.event.enum).toEqual(
      auditEventNames.filter((name) => /^(form|submission)-/.test(name)),
    )
    expect(document.channels.agentEvents.address).toBe('/v1/events')
  })

  test('explains every code with which the service closes a socket', () => {
    for (const code of Object.values(closeCodes))
      expect(document.channels.agentEvents.description).toContain(`- ${code}: `)
  })

  test('refers only to schemas that it contains', () => {
    const referred = referencesIn(schemas)
    expect(referred.length).toBeGreaterThan(5)
    expect(referred.filter((name) => !Object.hasOwn(schemas, name))).toEqual([])
  })
})
