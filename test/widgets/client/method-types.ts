/**
 * The types of the client's methods. `npm run typecheck` compiles this file: each line after `@ts-expect-error` must be
 * an error, and every other line must compile. test/packed compiles it against the declarations of the package.
 */
import { createClient, type StepName } from '../../../widgets/client-package.ts'

const origin = 'https://forms.example.com'
const withToken = createClient({ origin, accessToken: async () => 'token' })
const withoutToken = createClient({ origin })
const conversationId = 'chat-123'
const body = { templateId: 'bank-account' }
const accessToken = 'token'
const { signal } = new AbortController()

export const inputs = async () => {
  await withToken.sendForm({ conversationId, body })
  await withToken.sendForm({ conversationId, body, accessToken, signal })
  await withoutToken.sendForm({ conversationId, body, accessToken })
  // @ts-expect-error the body is missing
  await withToken.sendForm({ conversationId })
  // @ts-expect-error the path parameter is missing
  await withToken.sendForm({ body })
  // @ts-expect-error the input is missing
  await withToken.sendForm()
  // @ts-expect-error a step of a signed-in person needs a token
  await withoutToken.sendForm({ conversationId, body })
  // @ts-expect-error the step takes no such field
  await withToken.sendForm({ conversationId, body: { ...body, sealedKey: '' } })
  // @ts-expect-error the step takes no etag
  await withToken.sendForm({ conversationId, body, ifMatch: '"1"' })
  // @ts-expect-error the body needs a template
  await withToken.sendForm({ conversationId, body: {} })

  await withToken.listTemplates()
  await withToken.listTemplates({ query: { limit: '20' } })
  // @ts-expect-error the query has no such parameter
  await withToken.listTemplates({ query: { page: '2' } })
  // @ts-expect-error the step needs a token
  await withoutToken.listTemplates()
  await withToken.patchSite({ body: { name: 'Acme' }, ifMatch: '"1"' })
  // @ts-expect-error an erasure has a target
  await withToken.erase({})

  await withoutToken.openForm({ body: { openKey: 'sfo_', visitorSecret: 'v' } })
  // @ts-expect-error a visitor has no access token
  await withToken.openForm({ body: { openKey: 'sfo_', visitorSecret: 'v' }, accessToken })
  await withoutToken.getOpenapi()
  // @ts-expect-error there is no such step
  await withToken.sendForms({ conversationId, body })
}

export const results = async (): Promise<string> => {
  const { reply, problem } = await withToken.sendForm({ conversationId, body })
  // @ts-expect-error the call may have been refused
  String(reply.link)
  if (problem !== undefined) return problem.code
  // @ts-expect-error the reply has no such field
  String(reply.answers)
  return reply.link
}

export const events = () => {
  withToken.connectEvents({
    signal,
    onEvent(event) {
      if (event.event === 'form-progress') String(event.questions)
      // @ts-expect-error there is no such event
      return event.event === 'form-sold'
    },
    onConnected() {},
    onDisconnected() {},
  })
  const handlers = { signal, onEvent() {}, onConnected() {}, onDisconnected() {} }
  // @ts-expect-error the agent needs a token
  withoutToken.connectEvents(handlers)
  withoutToken.connectEvents({ ...handlers, accessToken })
}

/** Every step has a method of its name. */
export const methodOf = (step: Extract<StepName, 'erase'>) => withToken[step]
