// full: ten thousand submissions take half a minute to put there and as long to erase
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ErasureView } from '../../../contracts/steps/erase.ts'
import { verify } from '../../../tools/audit/verify.ts'
import { type Reply, sendRequest } from '../../kit/http-client.ts'
import { putSubmissions } from '../../kit/many-submissions.ts'
import { type ProcessService, startProcessService } from '../../kit/process-service.ts'
import { itemsOf, tableNames } from '../../kit/tables.ts'

const [siteId, visitorRef] = ['brand', 'customer 4711']
const [conversations, submissions] = [400, 25]
const all = conversations * submissions
const minutes = 60_000

let service: ProcessService
let administrator: string

beforeAll(async () => {
  service = await startProcessService()
  administrator = await service.token({ siteId, subject: 'root', profile: 'administrator' })
}, minutes)

afterAll(() => service.close())

const erase = (body: object): Promise<Reply> =>
  sendRequest(service, 'POST', '/v1/erasures', { token: administrator, body })
const getErasure = (erasureId: string) =>
  sendRequest(service, 'GET', `/v1/erasures/${erasureId}`, { token: administrator })
const erasureIn = ({ body }: Reply): ErasureView => z.parse(ErasureView, body)
const remainingCount = async (table: 'submissions' | 'data-keys') =>
  (await itemsOf(service, table)).filter((item) => item.siteId === siteId).length

test('a conversation with a hundred submissions is erased in one request', { timeout: 2 * minutes }, async () => {
  const about = { siteId, visitorRef: 'somebody else', conversations: 1, submissions: 100, at: Date.now() }
  const [form] = await putSubmissions(service, about)
  const reply = await erase({ conversationId: form?.conversationId })
  expect([reply.status, reply.body]).toEqual([200, expect.objectContaining({ status: 'done', erasedSubmissions: 100 })])
})

test('ten thousand submissions of one visitor are erased even if the service is killed meanwhile, and the erasure reports its progress', {
  timeout: 10 * minutes,
}, async () => {
  await putSubmissions(service, { siteId, visitorRef, conversations, submissions, at: Date.now() })
  expect([await remainingCount('submissions'), await remainingCount('data-keys')]).toEqual([all, all])

  const first = await erase({ visitorRef })
  const begun = erasureIn(first)
  expect([first.status, begun.status]).toEqual([202, 'running'])
  expect(begun.erasedSubmissions).toBeGreaterThan(0)
  expect(begun.erasedSubmissions).toBeLessThan(all)

  const interrupted = erase({ visitorRef }).catch(() => 'nothing was answered')
  await pause(1_500)
  await service.kill()
  expect(await interrupted).toBe('nothing was answered')
  await service.start()
  const looked = erasureIn(await getErasure(begun.erasureId))
  expect(looked).toMatchObject({ erasureId: begun.erasureId, status: 'running', erasedAt: begun.erasedAt })
  expect(looked.erasedSubmissions).toBeGreaterThanOrEqual(begun.erasedSubmissions)

  const progress = [looked.erasedSubmissions]
  let reply: Reply
  do {
    reply = await erase({ visitorRef })
    expect(erasureIn(reply)).toMatchObject({ erasureId: begun.erasureId, erasedAt: begun.erasedAt })
    progress.push(erasureIn(reply).erasedSubmissions)
    expect(erasureIn(await getErasure(begun.erasureId))).toEqual(erasureIn(reply))
  } while (reply.status === 202)
  expect(progress).toEqual(progress.toSorted((one, other) => one - other))
  expect([reply.status, reply.body]).toEqual([200, { ...begun, status: 'done', erasedSubmissions: all }])
  expect(erasureIn(await getErasure(begun.erasureId))).toEqual(erasureIn(reply))
  expect([await remainingCount('submissions'), await remainingCount('data-keys')]).toEqual([0, 0])

  const tombstones = (await itemsOf(service, 'audit')).filter(({ event }) => event === 'submission-erased')
  expect(new Set(tombstones.map(({ submissionId }) => submissionId)).size).toBe(all + 100)
  expect(tombstones).toHaveLength(all + 100)
  const source = { table: tableNames.audit, endpoint: service.databaseEndpoint }
  expect(await verify({ source, firstCheckpoint: 1 })).toMatchObject({ isIntact: true })
})
