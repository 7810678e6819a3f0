/** Promise I9: the refusals for a wrong key, form or conversation are identical. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Reply, statusAndCode } from '../kit/http-client.ts'
import { type DatabaseService, startDatabaseService } from '../kit/service.ts'
import {
  bankAnswers,
  type Caller,
  newSite,
  newVisitorSecret,
  type OpenedForm,
  proofOf,
  type Site,
  unknownKey,
} from '../kit/site.ts'
import { storageCalls } from '../kit/storage-calls.ts'

let service: DatabaseService
let site: Site
let other: Site
let colleague: Caller

const second = 1_000

beforeAll(async () => {
  service = await startDatabaseService()
  site = await newSite(service)
  other = await newSite(service)
  colleague = await site.signIn('agent', 'agent-8')
})

afterAll(async () => {
  await service.close()
})

type RefusedCall = () => Promise<Reply>
type RefusalCauses = Readonly<Record<string, () => Promise<RefusedCall>>>

/** Raw requests, because the client does not return headers. */
const post = (path: string, body: object, by?: Caller) => site.request('POST', path, { token: by?.accessToken, body })
const open = (openKey: string) => post('/v1/visitor/open', { openKey, visitorSecret: newVisitorSecret() })
const submit = (form: Pick<OpenedForm, 'formId' | 'visitorSecret'>, submitKey: string) =>
  post('/v1/visitor/submit', { ...proofOf(form), submitKey, answers: bankAnswers })
const retrieve = (submissionId: string, retrieveKey: string, by = site.agent) =>
  post(`/v1/submissions/${submissionId}/retrieve`, { retrieveKey }, by)

const openCauses: RefusalCauses = {
  unknown: async () => () => open(`sfo_${unknownKey()}`),
  malformed: async () => () => open(''),
  async spent() {
    const { openKey } = await site.openForm()
    return () => open(openKey)
  },
  async expired() {
    const { openKey } = await site.sendForm()
    service.clock.advance(300 * second)
    return () => open(openKey)
  },
  async 'for submitting'() {
    const submitKey = await site.issueSubmitKey(await site.openForm())
    return () => open(submitKey)
  },
  async 'for retrieving'() {
    const retrieveKey = await site.issueRetrieveKey(await site.submitForm())
    return () => open(retrieveKey)
  },
  async 'of an earlier generation'() {
    const { formId, openKey } = await site.sendForm()
    await site.agent.reply('resend-form', { path: { formId } })
    return () => open(openKey)
  },
  async 'of a cancelled form'() {
    const { formId, openKey } = await site.sendForm()
    await site.agent.reply('cancel-form', { path: { formId } })
    return () => open(openKey)
  },
  async 'of a closed conversation'() {
    const { openKey, conversationId } = await site.sendForm()
    await site.closeConversation(conversationId)
    return () => open(openKey)
  },
}

const submitCauses: RefusalCauses = {
  async unknown() {
    const form = await site.openForm()
    return () => submit(form, `sfs_${unknownKey()}`)
  },
  async 'unknown, for no form'() {
    const form = { formId: randomUUID(), visitorSecret: newVisitorSecret() }
    return () => submit(form, `sfs_${unknownKey()}`)
  },
  async spent() {
    const form = await site.submitForm()
    return () => submit(form, form.submitKey)
  },
  async expired() {
    const form = await site.openForm()
    const submitKey = await site.issueSubmitKey(form)
    service.clock.advance(30 * second)
    return () => submit(form, submitKey)
  },
  async 'for opening'() {
    const form = await site.openForm()
    const { openKey } = await site.sendForm()
    return () => submit(form, openKey)
  },
  async 'of another form'() {
    const [form, another] = [await site.openForm(), await site.openForm()]
    const submitKey = await site.issueSubmitKey(another)
    return () => submit(form, submitKey)
  },
  async 'of another visitor'() {
    const form = await site.openForm()
    const submitKey = await site.issueSubmitKey(form)
    return () => submit({ ...form, visitorSecret: newVisitorSecret() }, submitKey)
  },
  async 'of an earlier generation'() {
    const form = await site.openForm()
    const submitKey = await site.issueSubmitKey(form)
    await site.agent.reply('resend-form', { path: { formId: form.formId } })
    return () => submit(form, submitKey)
  },
  async 'of a declined form'() {
    const form = await site.openForm()
    const submitKey = await site.issueSubmitKey(form)
    await site.events.declined(form)
    return () => submit(form, submitKey)
  },
  async 'of a closed conversation'() {
    const form = await site.openForm()
    const submitKey = await site.issueSubmitKey(form)
    await site.closeConversation(form.conversationId)
    return () => submit(form, submitKey)
  },
}

const retrieveCauses: RefusalCauses = {
  async unknown() {
    const { submissionId } = await site.submitForm()
    return () => retrieve(submissionId, `sfr_${unknownKey()}`)
  },
  'unknown, for no submission': async () => () => retrieve(randomUUID(), `sfr_${unknownKey()}`),
  async spent() {
    const form = await site.submitForm()
    const retrieveKey = await site.issueRetrieveKey(form)
    await retrieve(form.submissionId, retrieveKey)
    return () => retrieve(form.submissionId, retrieveKey)
  },
  async expired() {
    const form = await site.submitForm()
    const retrieveKey = await site.issueRetrieveKey(form)
    service.clock.advance(60 * second)
    return () => retrieve(form.submissionId, retrieveKey)
  },
  async 'for opening'() {
    const { submissionId } = await site.submitForm()
    const { openKey } = await site.sendForm()
    return () => retrieve(submissionId, openKey)
  },
  async 'of another submission'() {
    const form = await site.submitForm()
    const retrieveKey = await site.issueRetrieveKey(form)
    const { submissionId } = await site.submitForm()
    return () => retrieve(submissionId, retrieveKey)
  },
  async 'of another agent'() {
    const form = await site.submitForm()
    const retrieveKey = await site.issueRetrieveKey(form)
    return () => retrieve(form.submissionId, retrieveKey, colleague)
  },
  async 'of another site'() {
    const form = await site.submitForm()
    const retrieveKey = await site.issueRetrieveKey(form)
    return () => retrieve(form.submissionId, retrieveKey, other.agent)
  },
  async 'of a closed conversation'() {
    const form = await site.submitForm()
    const retrieveKey = await site.issueRetrieveKey(form)
    await site.closeConversation(form.conversationId)
    return () => retrieve(form.submissionId, retrieveKey)
  },
}

/** With `isBoundAnswered`, the step reports to the form's own browser how the form ended, so the request must come from another browser. */
const visitorCauses = (path: string, more: object = {}, isBoundAnswered = false): RefusalCauses => {
  const ask = (formId: string, visitorSecret: string) => post(`/v1/visitor/${path}`, { formId, visitorSecret, ...more })
  return {
    'for no form': async () => () => ask(randomUUID(), newVisitorSecret()),
    async 'for a form that was never opened'() {
      const { formId } = await site.sendForm()
      return () => ask(formId, newVisitorSecret())
    },
    async 'by another visitor'() {
      const { formId } = await site.openForm()
      return () => ask(formId, newVisitorSecret())
    },
    async 'for a form that was sent again'() {
      const { formId, visitorSecret } = await site.openForm()
      await site.agent.reply('resend-form', { path: { formId } })
      return () => ask(formId, visitorSecret)
    },
    async 'for a cancelled form'() {
      const { formId, visitorSecret } = await site.openForm()
      await site.agent.reply('cancel-form', { path: { formId } })
      return () => ask(formId, isBoundAnswered ? newVisitorSecret() : visitorSecret)
    },
    async 'for a closed conversation'() {
      const { formId, visitorSecret, conversationId } = await site.openForm()
      await site.closeConversation(conversationId)
      return () => ask(formId, isBoundAnswered ? newVisitorSecret() : visitorSecret)
    },
    async 'by another visitor, for a form that was submitted'() {
      const { formId } = await site.submitForm()
      return () => ask(formId, newVisitorSecret())
    },
    async 'by another visitor, for a form that was declined'() {
      const form = await site.openForm()
      await site.events.declined(form)
      return () => ask(form.formId, newVisitorSecret())
    },
  }
}

const agentCauses = (method: 'GET' | 'POST', path: string): RefusalCauses => {
  const ask = (formId: string, { accessToken }: Caller) =>
    site.request(method, `/v1/forms/${formId}${path}`, { token: accessToken, ...(method === 'POST' && { body: {} }) })
  return {
    'for no form': async () => () => ask(randomUUID(), site.agent),
    async 'for a colleague’s form'() {
      const { formId } = await site.submitForm()
      return () => ask(formId, colleague)
    },
    async 'for another site’s form'() {
      const { formId } = await site.submitForm()
      return () => ask(formId, other.agent)
    },
    ...(method === 'POST' && {
      async 'for a closed conversation'() {
        const { formId, conversationId } = await site.submitForm()
        await site.closeConversation(conversationId)
        return () => ask(formId, site.agent)
      },
    }),
  }
}

const conversationCauses = (
  ask: (conversationId: string, by: Caller) => Promise<Reply>,
  isList: boolean,
): RefusalCauses => ({
  'for no conversation': async () => () => ask('unknown', site.agent),
  async 'for a colleague’s conversation'() {
    const to = await site.newConversation('agent-8')
    return () => ask(to, site.agent)
  },
  async 'for a colleague’s conversation with forms in it'() {
    const to = await site.newConversation('agent-8')
    for (let count = 0; count < 3; count++) await site.sendForm({ by: colleague, conversationId: to })
    return () => ask(to, site.agent)
  },
  async 'for another site’s conversation'() {
    const to = await other.newConversation()
    return () => ask(to, site.agent)
  },
  ...(!isList && {
    async 'for a closed conversation'() {
      const to = await site.newConversation()
      await site.closeConversation(to)
      return () => ask(to, site.agent)
    },
  }),
})

const routes: Readonly<Record<string, RefusalCauses>> = {
  'open-form': openCauses,
  'submit-form': submitCauses,
  'retrieve-submission': retrieveCauses,
  'resume-form': visitorCauses('resume', {}, true),
  'resume-form, brief': visitorCauses('resume', { brief: true }, true),
  'extend-form': visitorCauses('extend'),
  'report-progress': visitorCauses('progress', { questions: {} }),
  'issue-submit-key': visitorCauses('submit-key'),
  'decline-form': visitorCauses('decline'),
  'get-form': agentCauses('GET', ''),
  'cancel-form': agentCauses('POST', '/cancel'),
  'resend-form': agentCauses('POST', '/resend'),
  'issue-retrieve-key': agentCauses('POST', '/retrieve-key'),
  'send-form': conversationCauses(
    (to, by) => post(`/v1/conversations/${to}/forms`, { templateId: 'bank-account' }, by),
    false,
  ),
  'list-forms': conversationCauses(
    (to, { accessToken }) => site.request('GET', `/v1/conversations/${to}/forms`, { token: accessToken }),
    true,
  ),
}

/** The parts of a reply that a caller can compare. */
const visibleParts = ({ status, headers, body }: Reply) => {
  const { date: _date, 'x-request-id': requestId, ...rest } = headers
  return { status, headers: rest, body: { ...Object(body), requestId: requestId === Object(body).requestId } }
}

/** The first refusal of a route. */
const firstRefusalOf = async (route: string) => {
  const [prepare] = Object.values(routes[route] ?? {})
  if (prepare === undefined) throw new Error(`nothing refuses ${route}`)
  return visibleParts(await (await prepare())())
}

describe('abuse 53: all refusals are identical', () => {
  test.each(Object.keys(routes))('from %s, regardless of the cause', async (route) => {
    const first = await firstRefusalOf(route)
    expect(first.body).toMatchObject({ status: 404, code: 'not-available', requestId: true })
    for (const [cause, prepare] of Object.entries(routes[route] ?? {})) {
      const refused = await prepare()
      const reply = await refused()
      expect([cause, statusAndCode(reply)]).toEqual([cause, '404 not-available'])
      expect([cause, visibleParts(reply)]).toEqual([cause, first])
    }
  })

  test('from different routes', async () => {
    const looks = new Set<string>()
    for (const route of Object.keys(routes)) looks.add(JSON.stringify(await firstRefusalOf(route)))
    expect(looks.size).toBe(1)
  })
})

describe('abuse 53: all refusals cause the same database calls', () => {
  /**
   * A refusal is recorded in one of the sixteen chains of the day, at random. The first record of a chain needs an extra read of
   * its head, so each refusal is repeated, and the fewest calls count.
   */
  const fewest = async (refused: RefusedCall, times: number): Promise<string> => {
    const counts: string[][] = []
    for (let count = 0; count < times; count++) counts.push(await storageCalls(service, refused))
    return counts.sort((one, another) => one.length - another.length)[0]?.join(' ') ?? ''
  }

  test.each(Object.keys(routes))('from %s, regardless of the cause', async (route) => {
    const work: Record<string, string> = {}
    for (const [cause, prepare] of Object.entries(routes[route] ?? {})) work[cause] = await fewest(await prepare(), 6)
    // Only the transaction notices that the conversation was closed after the key was issued.
    if (route === 'retrieve-submission') {
      expect(work['of a closed conversation']).toContain('TransactWriteItems')
      delete work['of a closed conversation']
    }
    const [first] = Object.values(work)
    expect(first).toMatch(/^\w+/)
    expect(work).toEqual(Object.fromEntries(Object.keys(work).map((cause) => [cause, first])))
  })
})
