/** Generates the AsyncAPI document: the messages of the WebSocket and the events of the event bus, as JSON Schemas. */
import { closeCodes, EventMessage, eventsPath, eventsProtocol } from '../events.ts'
import { PublishedEvent } from '../published-event.ts'
import { example } from './examples.ts'
import { generateSchemas, type Json, referenceTo } from './json-schemas.ts'
import { documentInfo } from './openapi.ts'

const { formId, conversationId, siteId, submissionId, submittedAt } = example
const ids = { formId, conversationId }

const formEvent = { event: 'form-progress', at: '2026-12-01T09:32:05.410Z', ...ids, status: 'opened' } as const

/** The examples, which a test parses with the schemas. */
export const eventExamples = {
  formEvent: { ...formEvent, questions: { iban: 'valid', 'may-use-account': 'empty' } },
  conversationEvent: { event: 'conversation-closed', at: '2026-12-01T09:50:00.000Z', conversationId },
  publishedEvent: { event: 'form-submitted', at: submittedAt, siteId, ...ids, submissionId },
} as const

/** The envelope in which EventBridge delivers an event to a rule’s targets. */
const busEvent: Json = {
  type: 'object',
  description:
    'An event as EventBridge delivers it. A rule can match `source`, `detail-type` and the fields of `detail`. AWS adds further fields.',
  properties: {
    source: { type: 'string', const: 'sealform', description: 'Always `sealform`, the same for every stage.' },
    'detail-type': { type: 'string', description: 'The name of the event, the same as `detail.event`.' },
    time: { type: 'string', format: 'date-time', description: 'When it happened, with a precision of seconds.' },
    detail: {
      description: 'The event itself, with the id of the form and, after a submission, its token.',
      ...referenceTo('PublishedEvent'),
    },
  },
  required: ['source', 'detail-type', 'time', 'detail'],
}

const messageOf = (name: string, title: string, payload: Json, sent: unknown): Json => ({
  name,
  title,
  contentType: 'application/json',
  payload,
  examples: [{ name, payload: sent }],
})

const closeCodesText = Object.entries({
  [closeCodes.goingAway]: 'The service is restarting, or the connection has reached its maximum duration.',
  [closeCodes.nothingToSay]: 'The page sent a message. The service accepts no messages.',
  [closeCodes.sessionOver]:
    'The person signed out, was idle for too long, was disabled, or reached the maximum duration of a sign-in.',
  [closeCodes.notPermitted]: 'The person’s profile no longer has `secure-form:use`.',
})
  .map(([code, meaning]) => `- ${code}: ${meaning}`)
  .join('\n')

const channels: Json = {
  agentEvents: {
    address: eventsPath,
    title: 'Events for an agent’s tab',
    description: `A WebSocket that pushes events about the forms of one agent. The tab opens it with two subprotocols, \`${eventsProtocol}\` and a ticket from \`issue-events-ticket\`. Each message is one JSON text. The service accepts no messages. After the socket closes with any code, ask for another ticket.\n\nThe service closes the socket with these codes:\n\n${closeCodesText}`,
    servers: [{ $ref: '#/servers/service' }],
    messages: {
      formEvent: { $ref: '#/components/messages/formEvent' },
      conversationEvent: { $ref: '#/components/messages/conversationEvent' },
    },
    bindings: { ws: { method: 'GET', bindingVersion: '0.1.0' } },
  },
  bus: {
    address: 'sealform-{stage}',
    title: 'Events of all forms',
    description:
      'The EventBridge bus of the stage. A consumer adds a rule of its own. The local run sends the details of the same events as server-sent events.',
    parameters: { stage: { description: 'The name of the stage, such as `production`.' } },
    servers: [{ $ref: '#/servers/eventBridge' }],
    messages: { publishedEvent: { $ref: '#/components/messages/publishedEvent' } },
  },
}

const operations: Json = {
  pushToAgent: {
    action: 'send',
    channel: { $ref: '#/channels/agentEvents' },
    title: 'Push an event to the sender’s tabs',
    summary: 'Each open tab of the agent who sent the form gets the event within seconds.',
    messages: [
      { $ref: '#/channels/agentEvents/messages/formEvent' },
      { $ref: '#/channels/agentEvents/messages/conversationEvent' },
    ],
  },
  publish: {
    action: 'send',
    channel: { $ref: '#/channels/bus' },
    title: 'Publish an event on the bus',
    summary: 'Each event about a form or a submission that took effect is published at least once.',
    messages: [{ $ref: '#/channels/bus/messages/publishedEvent' }],
  },
}

/** The AsyncAPI 3 document that `GET /asyncapi.json` returns. */
export const asyncApiDocument = (): { asyncapi: string } & Json => {
  const schemas = generateSchemas()
  const { license, ...info } = documentInfo
  return {
    asyncapi: '3.1.0',
    id: 'urn:sealform:events',
    info: {
      ...info,
      license: { name: license.name, url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      title: 'Sealform events',
      description:
        'The events of Sealform. They contain ids and states, never an answer. An event may arrive more than once, and events may arrive in another order than they happened: `at` and `status` say what is current. The operations are in the [OpenAPI document](/v1/openapi.json).',
    },
    defaultContentType: 'application/json',
    servers: {
      service: {
        host: 'forms.example.com',
        protocol: 'wss',
        description: 'The origin of the service, over TLS. The local run listens on `ws://127.0.0.1:8787`.',
      },
      eventBridge: {
        host: 'events.{region}.amazonaws.com',
        protocol: 'eventbridge',
        description: 'Amazon EventBridge in the region of the stage.',
        variables: { region: { description: 'The AWS region of the stage.', default: 'eu-central-1' } },
      },
    },
    channels,
    operations,
    components: {
      schemas: {
        ...schemas.componentsOf({
          request: [],
          reply: [schemas.nameOf(EventMessage), schemas.nameOf(PublishedEvent)],
        }),
        BusEvent: busEvent,
      },
      messages: {
        formEvent: messageOf(
          'formEvent',
          'An event about a form',
          referenceTo('FormEventMessage'),
          eventExamples.formEvent,
        ),
        conversationEvent: messageOf(
          'conversationEvent',
          'An event about a conversation',
          referenceTo('ConversationEventMessage'),
          eventExamples.conversationEvent,
        ),
        publishedEvent: messageOf('publishedEvent', 'An event about a form or a submission', referenceTo('BusEvent'), {
          source: 'sealform',
          'detail-type': eventExamples.publishedEvent.event,
          time: '2026-12-01T09:33:42Z',
          detail: eventExamples.publishedEvent,
        }),
      },
    },
  }
}
