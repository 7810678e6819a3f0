import * as z from 'zod/mini'
import { SentForm } from '../form-view.ts'
import { ConversationId, FormId, Locale, QuestionId, TemplateId } from '../identifiers.ts'
import { RequestedContext } from '../requested-context.ts'
import { SealingKey } from '../sealing.ts'
import { noFields, step } from '../step.ts'

export const sendForm = step({
  name: 'send-form',
  summary: 'Sends a form to the visitor of a conversation.',
  zone: 'control-zone',
  method: 'POST',
  path: '/v1/conversations/{conversationId}/forms',
  caller: 'person',
  anyOf: ['secure-form:use'],
  pathParameters: z.strictObject({ conversationId: ConversationId }),
  query: noFields,
  body: z.strictObject({
    templateId: TemplateId,
    /**
     * The template version that the agent has seen. If it is not the latest version, the service refuses with
     * `conflict`.
     */
    templateVersion: z.optional(z.int().check(z.gte(1))),
    locale: z.optional(Locale),
    /** The public key of the agent's tab. Required if the form asks a question that is off the record. */
    sealingKey: z.optional(SealingKey),
    /** The questions to ask and validate. If absent, the form asks all questions of the template. */
    only: z.optional(z.array(QuestionId).check(z.minLength(1), z.maxLength(100))),
    /** An earlier form of the conversation that this one completes. */
    follows: z.optional(FormId),
    /** The context, which states what the form is for. The visitor sees the context. It cannot be changed later. */
    context: z.optional(RequestedContext),
  }),
  reply: SentForm,
  success: 201,
  refusals: ['not-signed-in', 'not-permitted', 'not-available', 'conflict'],
})
