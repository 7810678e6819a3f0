import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { recordedEvents } from '../../kit/audit-trail.ts'
import { provideSite } from '../../kit/provide-site.ts'
import { type LocalService, startMemoryService } from '../../kit/service.ts'
import { type Caller, codeOf, newSite, type Site } from '../../kit/site.ts'
import { slowClock } from '../../kit/slow-clock.ts'

const clock = slowClock()
let service: LocalService
let site: Site
let administrator: Caller

provideSite(
  () => startMemoryService({ clock }),
  async (provided) => {
    service = provided.service
    site = provided.site
    administrator = await site.signIn('administrator', 'admin-1')
  },
)

const newErasure = async (of = site, by = administrator) => {
  const { submissionId } = await of.submitForm()
  return await by.reply('erase', { body: { submissionId } })
}

test('returns the receipt of a completed erasure, and writes no audit record', async () => {
  const erasure = await newErasure()
  const before = await recordedEvents(service, site)
  const { erasureId } = erasure
  expect(await administrator.call('get-erasure', { path: { erasureId } })).toMatchObject({
    status: 200,
    reply: { erasureId, status: 'done', erasedSubmissions: 1, erasedAt: erasure.erasedAt },
  })
  expect(await recordedEvents(service, site)).toEqual(before)
})

test('returns the progress of an erasure, and does not continue the erasure', async () => {
  const { conversationId } = await site.submitForm()
  clock.slowDown(2_000)
  const { erasureId } = await administrator.reply('erase', { body: { conversationId } })
  clock.slowDown(0)
  for (let time = 0; time < 2; time++) {
    const { status, reply } = await administrator.call('get-erasure', { path: { erasureId } })
    expect([status, reply]).toMatchObject([202, { erasureId, status: 'running', erasedSubmissions: 0 }])
  }
  await administrator.reply('erase', { body: { conversationId } })
  const { status, reply } = await administrator.call('get-erasure', { path: { erasureId } })
  expect([status, reply]).toMatchObject([200, { erasureId, status: 'done', erasedSubmissions: 1 }])
})

test('returns `not-signed-in` to a caller without a token', async () => {
  const { erasureId } = await newErasure()
  const result = await site.visitor.call('get-erasure', { path: { erasureId } })
  expect([result.status, codeOf(result)]).toEqual([401, 'not-signed-in'])
})

test('returns `not-permitted` to a caller without data:erase, and writes an audit record', async () => {
  const { erasureId } = await newErasure()
  for (const caller of [site.agent, await site.signIn('agent-manager', 'manager-1'), site.backend]) {
    const result = await caller.call('get-erasure', { path: { erasureId } })
    expect([result.status, codeOf(result)]).toEqual([403, 'not-permitted'])
  }
  expect(await recordedEvents(service, site)).toContain('permission-refused/refused')
})

test('returns the same `not-found` for an erasure that is unknown or from another site', async () => {
  const other = await newSite(service)
  const ofAnotherSite = await newErasure(other, await other.signIn('administrator', 'admin-1'))
  for (const erasureId of [randomUUID(), ofAnotherSite.erasureId]) {
    const result = await administrator.call('get-erasure', { path: { erasureId } })
    expect([result.status, codeOf(result)]).toEqual([404, 'not-found'])
  }
})
