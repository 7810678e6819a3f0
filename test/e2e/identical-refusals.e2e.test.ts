/** Promise I9: whatever is wrong with a key, a form or a conversation, the caller cannot tell. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Reply, statusAndCode } from '../kit/http-client.ts'
import { type DatabaseService, startDatabaseService } from '../kit/service.ts'
import { newScene, newSecret, type Scene } from './scene.ts'
import { storageCalls } from './storage-calls.ts'

let target: DatabaseService
let scene: Scene
let other: Scene
let colleague: string

const second = 1_000

beforeAll(async () => {
  target = await startDatabaseService()
  scene = await newScene(target)
  other = await newScene(target)
  colleague = await scene.token('agent', 'agent-8')
})

afterAll(async () => {
  await target.close()
})

type RefusedCall = () => Promise<Reply>
type RefusalCauses = Readonly<Record<string, () => Promise<RefusedCall>>>

/** A form in a conversation of its own, so that it can be closed alone. */
const newConversationOptions = async () => ({ to: await scene.newConversation() })

const openCauses: RefusalCauses = {
  unknown: async () => () => scene.open(`sfo_${newSecret()}`, newSecret()),
  malformed: async () => () => scene.open('', newSecret()),
  async spent() {
    const { openKey } = await scene.opened()
    return () => scene.open(openKey, newSecret())
  },
  async expired() {
    const { openKey } = await scene.sent()
    target.clock.advance(300 * second)
    return () => scene.open(openKey, newSecret())
  },
  async 'for submitting'() {
    const submitKey = await scene.submitKeyFor(await scene.opened())
    return () => scene.open(submitKey, newSecret())
  },
  async 'for retrieving'() {
    const retrieveKey = await scene.retrieveKeyFor(await scene.submitted())
    return () => scene.open(retrieveKey, newSecret())
  },
  async 'of an earlier generation'() {
    const { formId, openKey } = await scene.sent()
    await scene.post(`/v1/forms/${formId}/resend`, {}, scene.agent)
    return () => scene.open(openKey, newSecret())
  },
  async 'of a cancelled form'() {
    const { formId, openKey } = await scene.sent()
    await scene.post(`/v1/forms/${formId}/cancel`, {}, scene.agent)
    return () => scene.open(openKey, newSecret())
  },
  async 'of a closed conversation'() {
    const { openKey, conversationId } = await scene.sent({}, await newConversationOptions())
    await scene.close(conversationId)
    return () => scene.open(openKey, newSecret())
  },
}

const submitCauses: RefusalCauses = {
  async unknown() {
    const form = await scene.opened()
    return () => scene.submitWith(form, `sfs_${newSecret()}`)
  },
  async 'unknown, for no form'() {
    const form = { formId: randomUUID(), visitorSecret: newSecret(), openKey: '', conversationId: '' }
    return () => scene.submitWith(form, `sfs_${newSecret()}`)
  },
  async spent() {
    const form = await scene.submitted()
    return () => scene.submitWith(form, form.submitKey)
  },
  async expired() {
    const form = await scene.opened()
    const submitKey = await scene.submitKeyFor(form)
    target.clock.advance(30 * second)
    return () => scene.submitWith(form, submitKey)
  },
  async 'for opening'() {
    const form = await scene.opened()
    const { openKey } = await scene.sent()
    return () => scene.submitWith(form, openKey)
  },
  async 'of another form'() {
    const [form, another] = [await scene.opened(), await scene.opened()]
    const submitKey = await scene.submitKeyFor(another)
    return () => scene.submitWith(form, submitKey)
  },
  async 'of another visitor'() {
    const form = await scene.opened()
    const submitKey = await scene.submitKeyFor(form)
    return () => scene.submitWith({ ...form, visitorSecret: newSecret() }, submitKey)
  },
  async 'of an earlier generation'() {
    const form = await scene.opened()
    const submitKey = await scene.submitKeyFor(form)
    await scene.post(`/v1/forms/${form.formId}/resend`, {}, scene.agent)
    return () => scene.submitWith(form, submitKey)
  },
  async 'of a declined form'() {
    const form = await scene.opened()
    const submitKey = await scene.submitKeyFor(form)
    await scene.post('/v1/visitor/decline', scene.proofOf(form))
    return () => scene.submitWith(form, submitKey)
  },
  async 'of a closed conversation'() {
    const form = await scene.opened({}, await newConversationOptions())
    const submitKey = await scene.submitKeyFor(form)
    await scene.close(form.conversationId)
    return () => scene.submitWith(form, submitKey)
  },
}

const retrieveCauses: RefusalCauses = {
  async unknown() {
    const { submissionId } = await scene.submitted()
    return () => scene.retrieveWith(submissionId, `sfr_${newSecret()}`)
  },
  'unknown, for no submission': async () => () => scene.retrieveWith(randomUUID(), `sfr_${newSecret()}`),
  async spent() {
    const form = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(form)
    await scene.retrieveWith(form.submissionId, retrieveKey)
    return () => scene.retrieveWith(form.submissionId, retrieveKey)
  },
  async expired() {
    const form = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(form)
    target.clock.advance(60 * second)
    return () => scene.retrieveWith(form.submissionId, retrieveKey)
  },
  async 'for opening'() {
    const { submissionId } = await scene.submitted()
    const { openKey } = await scene.sent()
    return () => scene.retrieveWith(submissionId, openKey)
  },
  async 'of another submission'() {
    const form = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(form)
    const { submissionId } = await scene.submitted()
    return () => scene.retrieveWith(submissionId, retrieveKey)
  },
  async 'of another agent'() {
    const form = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(form)
    return () => scene.retrieveWith(form.submissionId, retrieveKey, colleague)
  },
  async 'of another site'() {
    const form = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(form)
    return () => scene.retrieveWith(form.submissionId, retrieveKey, other.agent)
  },
  async 'of a closed conversation'() {
    const form = await scene.submitted(await newConversationOptions())
    const retrieveKey = await scene.retrieveKeyFor(form)
    await scene.close(form.conversationId)
    return () => scene.retrieveWith(form.submissionId, retrieveKey)
  },
}

/** `isBoundAnswered`: the bound browser learns how its form ended, so another one asks. */
const visitorCauses = (path: string, more: object = {}, isBoundAnswered = false): RefusalCauses => {
  const ask = (formId: string, visitorSecret: string) =>
    scene.post(`/v1/visitor/${path}`, { formId, visitorSecret, ...more })
  return {
    'for no form': async () => () => ask(randomUUID(), newSecret()),
    async 'for a form that was never opened'() {
      const { formId } = await scene.sent()
      return () => ask(formId, newSecret())
    },
    async 'by another visitor'() {
      const { formId } = await scene.opened()
      return () => ask(formId, newSecret())
    },
    async 'for a form that was sent again'() {
      const { formId, visitorSecret } = await scene.opened()
      await scene.post(`/v1/forms/${formId}/resend`, {}, scene.agent)
      return () => ask(formId, visitorSecret)
    },
    async 'for a cancelled form'() {
      const { formId, visitorSecret } = await scene.opened()
      await scene.post(`/v1/forms/${formId}/cancel`, {}, scene.agent)
      return () => ask(formId, isBoundAnswered ? newSecret() : visitorSecret)
    },
    async 'for a closed conversation'() {
      const { formId, visitorSecret, conversationId } = await scene.opened({}, await newConversationOptions())
      await scene.close(conversationId)
      return () => ask(formId, isBoundAnswered ? newSecret() : visitorSecret)
    },
    async 'by another visitor, for a form that was submitted'() {
      const { formId } = await scene.submitted()
      return () => ask(formId, newSecret())
    },
    async 'by another visitor, for a form that was declined'() {
      const form = await scene.opened()
      await scene.post('/v1/visitor/decline', scene.proofOf(form))
      return () => ask(form.formId, newSecret())
    },
  }
}

const agentCauses = (method: 'GET' | 'POST', path: string): RefusalCauses => {
  const ask = (formId: string, token: string) =>
    scene.request(method, `/v1/forms/${formId}${path}`, { token, ...(method === 'POST' && { body: {} }) })
  return {
    'for no form': async () => () => ask(randomUUID(), scene.agent),
    async 'for a colleague’s form'() {
      const { formId } = await scene.submitted()
      return () => ask(formId, colleague)
    },
    async 'for another site’s form'() {
      const { formId } = await scene.submitted()
      return () => ask(formId, other.agent)
    },
    ...(method === 'POST' && {
      async 'for a closed conversation'() {
        const { formId, conversationId } = await scene.submitted(await newConversationOptions())
        await scene.close(conversationId)
        return () => ask(formId, scene.agent)
      },
    }),
  }
}

const conversationCauses = (
  ask: (conversationId: string, token: string) => Promise<Reply>,
  isList: boolean,
): RefusalCauses => ({
  'for no conversation': async () => () => ask('chat-nowhere', scene.agent),
  async 'for a colleague’s conversation'() {
    const to = await scene.newConversation('agent-8')
    return () => ask(to, scene.agent)
  },
  async 'for a colleague’s conversation with forms in it'() {
    const to = await scene.newConversation('agent-8')
    for (let count = 0; count < 3; count++) await scene.sent({}, { by: colleague, to })
    return () => ask(to, scene.agent)
  },
  async 'for another site’s conversation'() {
    const to = await other.newConversation()
    return () => ask(to, scene.agent)
  },
  ...(!isList && {
    async 'for a closed conversation'() {
      const to = await scene.newConversation()
      await scene.close(to)
      return () => ask(to, scene.agent)
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
  'send-form': conversationCauses((to, by) => scene.send({}, { to, by }), false),
  'list-forms': conversationCauses(
    (to, token) => scene.request('GET', `/v1/conversations/${to}/forms`, { token }),
    true,
  ),
}

/** All that a caller can see, but for what is different in every reply. */
const visibleParts = ({ status, headers, body }: Reply) => {
  const { date: _date, 'x-request-id': requestId, ...rest } = headers
  return { status, headers: rest, body: { ...Object(body), requestId: requestId === Object(body).requestId } }
}

/** Of the first refusal of a route. */
const firstRefusalOf = async (route: string) => {
  const [prepare] = Object.values(routes[route] ?? {})
  if (prepare === undefined) throw new Error(`nothing refuses ${route}`)
  return visibleParts(await (await prepare())())
}

describe('abuse 53: each refusal of a route looks like every other', () => {
  test.each(Object.keys(routes))('%s', async (route) => {
    const first = await firstRefusalOf(route)
    expect(first.body).toMatchObject({ status: 404, code: 'not-available', requestId: true })
    for (const [cause, prepare] of Object.entries(routes[route] ?? {})) {
      const refused = await prepare()
      const reply = await refused()
      expect([cause, statusAndCode(reply)]).toEqual([cause, '404 not-available'])
      expect([cause, visibleParts(reply)]).toEqual([cause, first])
    }
  })

  test('and like those of every other route', async () => {
    const looks = new Set<string>()
    for (const route of Object.keys(routes)) looks.add(JSON.stringify(await firstRefusalOf(route)))
    expect(looks.size).toBe(1)
  })
})

describe('abuse 53: each refusal of a route asks as much of the database as every other', () => {
  /**
   * Which of the day's sixteen chains notes a refusal is left to chance, and the first note on one looks up its end: so each
   * is made until all chains have been met, and the fewest calls of a few count.
   */
  const fewest = async (refused: RefusedCall, times: number): Promise<string> => {
    const counts: string[][] = []
    for (let count = 0; count < times; count++) counts.push(await storageCalls(target, refused))
    return counts.sort((one, another) => one.length - another.length)[0]?.join(' ') ?? ''
  }

  test.each(Object.keys(routes))('%s', async (route) => {
    const work: Record<string, string> = {}
    for (const [cause, prepare] of Object.entries(routes[route] ?? {})) work[cause] = await fewest(await prepare(), 6)
    const [first] = Object.values(work)
    expect(first).toMatch(/^\w+/)
    expect(work).toEqual(Object.fromEntries(Object.keys(work).map((cause) => [cause, first])))
  })
})
