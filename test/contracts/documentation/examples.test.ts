import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { eventExamples } from '../../../contracts/documentation/asyncapi.ts'
import { takesBody } from '../../../contracts/documentation/operation.ts'
import { namedSchemas } from '../../../contracts/documentation/schemas.ts'
import type { StepDocumentation } from '../../../contracts/documentation/step-documentation.ts'
import { stepDocumentation } from '../../../contracts/documentation/steps.ts'
import { ConversationEventMessage, FormEventMessage } from '../../../contracts/events.ts'
import { protocol } from '../../../contracts/protocol.ts'
import { PublishedEvent } from '../../../contracts/published-event.ts'
import type { Step } from '../../../contracts/step.ts'

const documented: Readonly<Record<string, StepDocumentation>> = stepDocumentation
const steps = Object.entries<Step>(protocol)

const requestOf = (name: string) => {
  const { example } = documented[name] ?? {}
  return { path: example?.path, query: example?.query, body: example?.body }
}

describe('the examples', () => {
  test.each(steps)('of %s are a request and a reply that its schemas accept', (name, step) => {
    const { path, query, body } = requestOf(name)
    z.parse(step.pathParameters, path)
    z.parse(step.query, query)
    if (takesBody(step)) z.parse(step.body, body)
    else expect(body).toBeUndefined()
    const reply = documented[name]?.example.reply
    expect(reply).toBeDefined()
    // A reply that is parsed is not changed, so nothing in it is missing or too much.
    expect(z.parse(step.reply, reply)).toEqual(reply)
  })

  test.each(namedSchemas.filter(({ example }) => example !== undefined))(
    'of $name is one that it accepts',
    ({ schema, example }) => {
      z.core.parse(schema, example)
    },
  )

  test('of the events are ones that their schemas accept', () => {
    z.parse(FormEventMessage, eventExamples.formEvent)
    z.parse(ConversationEventMessage, eventExamples.conversationEvent)
    z.parse(PublishedEvent, eventExamples.publishedEvent)
  })
})
