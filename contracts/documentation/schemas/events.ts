/** The names and descriptions of the events that the service pushes and publishes. */
import { ConversationEventMessage, EventMessage, FormEventMessage } from '../../events.ts'
import { PublishedEvent } from '../../published-event.ts'
import { named } from '../named-schema.ts'

export const events = [
  named('FormEventMessage', FormEventMessage, {
    description:
      'A message about a form of this agent. A message may arrive more than once. Clients must ignore fields that they do not know.',
    fields: {
      event: 'What happened. `form-progress` is pushed but never stored or published on the bus.',
      at: 'When it happened, by the service’s clock.',
      formId: 'The form, which the agent sent.',
      conversationId: 'The conversation in which the form was sent.',
      status:
        'The status of the form when the message is sent. It may be a later status than the one that `event` implies.',
      questions: 'The state of each question. Present only in a `form-progress` message.',
    },
  }),
  named('ConversationEventMessage', ConversationEventMessage, {
    description:
      'A message about a conversation in which the agent sent a form. Afterwards the agent may see fewer of its forms, or none. The agent to whom a conversation is transferred gets no message about the transfer.',
    fields: {
      event: 'What happened to the conversation: it was closed, or assigned to another agent. One of two names.',
      at: 'When it happened, by the service’s clock.',
      conversationId: 'The conversation that was closed or transferred.',
    },
  }),
  named('EventMessage', EventMessage, {
    description:
      'One message: JSON in a text frame. Events that occur while no socket is open are not sent later, so list the forms after connecting.',
  }),
  named('PublishedEvent', PublishedEvent, {
    description:
      'An event about a form or a submission. It contains ids, never an answer. Each event is published at least once and may arrive more than once.',
    fields: {
      event: 'What happened. It is also the `detail-type` of the event on the bus.',
      at: 'When it happened, by the service’s clock.',
      siteId: 'The site at which the form was sent.',
      conversationId: 'The conversation in which the form was sent.',
      formId: 'The form that the event concerns. Absent if the event concerns no single form.',
      submissionId: 'The token of the answers. Absent for events before the submission.',
    },
  }),
]
