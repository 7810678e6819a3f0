import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { listAudit } from '../../../contracts/steps/list-audit.ts'
import { errorsIn, type Reply, statusAndCode, textField } from '../../kit/http-client.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { chainOf } from '../audit-trail.ts'
import { newScene, type Scene } from '../scene.ts'

let target: LocalService
let scene: Scene
let administrator: string

beforeAll(async () => {
  target = await startMemoryService()
})

beforeEach(async () => {
  scene = await newScene(target)
  administrator = await scene.token('administrator', 'root')
})

afterAll(async () => {
  await target.close()
})

const list = (query: string, token = administrator): Promise<Reply> =>
  scene.request('GET', `/v1/audit?${query}`, { token })
const eventsIn = ({ body }: Reply) => z.parse(listAudit.reply, body).events

test('what happened to a form is on record, step by step, with the hashes of the chain', async () => {
  const form = await scene.submitted()
  await scene.retrieved(form)
  await scene.close()
  const events = eventsIn(await list(`conversationId=${scene.conversationId}`))
  expect(events.map(({ event, outcome, actor }) => `${event} ${outcome} ${actor}`)).toEqual([
    'conversation-opened done chat-backend:chat-backend',
    'form-sent done agent:agent-7',
    'form-opened done visitor',
    'form-submitted done visitor',
    'retrieve-key-issued done agent:agent-7',
    'submission-retrieved released agent:agent-7',
    'conversation-closed done chat-backend:chat-backend',
  ])
  expect(events.at(5)).toMatchObject({
    conversationId: scene.conversationId,
    formId: form.formId,
    submissionId: form.submissionId,
    at: new Date(target.clock.now()).toISOString(),
  })
  const chain = await chainOf(target, `${scene.siteId}#conversation#${scene.conversationId}`)
  expect(events.map(({ eventId, hash }) => [eventId, hash])).toEqual(chain.map(({ eventId, hash }) => [eventId, hash]))
})

test('the list comes in pages, and a cursor is good for its own conversation only', async () => {
  await scene.submitted()
  const query = `conversationId=${scene.conversationId}`
  const all = eventsIn(await list(query))
  const first = await list(`${query}&limit=1`)
  expect(eventsIn(first)).toEqual(all.slice(0, 1))
  const cursor = textField(first, 'cursor')
  expect((await list(`${query}&cursor=${cursor}`)).body).toEqual({ events: all.slice(1) })
  const another = await scene.newConversation()
  expect(statusAndCode(await list(`conversationId=${another}&cursor=${cursor}`))).toBe('422 not-valid')
})

test('page by page the list is whole, though others write to the conversation all the while', async () => {
  const query = `conversationId=${scene.conversationId}&limit=7`
  await Promise.all(Array.from({ length: 60 }, () => scene.sent()))
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const [page] = await Promise.all([
      list(cursor === undefined ? query : `${query}&cursor=${cursor}`),
      ...(seen.length < 40 ? [scene.sent(), scene.sent()] : []),
    ])
    seen.push(...eventsIn(page).map(({ hash }) => hash))
    cursor = z.parse(listAudit.reply, page.body).cursor
  } while (cursor !== undefined)
  const chain = await chainOf(target, `${scene.siteId}#conversation#${scene.conversationId}`)
  expect(chain.length).toBeGreaterThan(70)
  expect(seen).toEqual(chain.map(({ hash }) => hash))
})

test('a conversation must be named, and be known to the site', async () => {
  const nameless = await list('limit=5')
  expect([statusAndCode(nameless), errorsIn(nameless)]).toEqual([
    '422 not-valid',
    [{ field: 'conversationId', code: 'required' }],
  ])
  expect(statusAndCode(await list('conversationId=nowhere'))).toBe('404 not-found')
  const other = await newScene(target)
  expect(statusAndCode(await list(`conversationId=${other.conversationId}`))).toBe('404 not-found')
})

test('what is on record of a day shows a refusal at once, and a release once its pointer is put', async () => {
  const form = await scene.submitted()
  await scene.retrieved(form)
  expect((await scene.request('GET', '/v1/people', { token: scene.agent })).status).toBe(403)
  const now = target.clock.now()
  const [from, to] = [now - 60_000, now + 60_000].map((at) => new Date(at).toISOString())
  const query = `from=${from}&to=${to}`
  expect(eventsIn(await list(`${query}&event=permission-refused`))).toMatchObject([
    { actor: 'agent:agent-7', outcome: 'refused', chain: expect.stringContaining(`${scene.siteId}#day#`) },
  ])
  await vi.waitFor(
    async () => {
      const events = eventsIn(await list(`${query}&subject=agent-7`))
      expect(events.find(({ event }) => event === 'submission-retrieved')).toMatchObject({
        outcome: 'released',
        submissionId: form.submissionId,
        chain: `${scene.siteId}#conversation#${scene.conversationId}`,
      })
    },
    { timeout: 20_000, interval: 200 },
  )
  const other = await newScene(target)
  expect(eventsIn(await list(query, await other.token('administrator', 'root')))).toEqual([])
})
