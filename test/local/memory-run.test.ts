/** The local run without a data folder. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { brokenLinks, siteRecords } from '../e2e/audit-trail.ts'
import { newScene } from '../e2e/scene.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'

let target: LocalService
beforeAll(async () => {
  target = await startMemoryService()
})
afterAll(() => target.close())

test('in memory, a form goes from the agent to the visitor and back, and every event is recorded', async () => {
  const scene = await newScene(target)
  const form = await scene.submitted()
  const { status, body } = await scene.retrieved(form)
  expect(status).toBe(200)
  expect(body).toMatchObject({ answers: { iban: 'DE89370400440532013000' } })
  const records = await siteRecords(target, scene.siteId)
  expect(records.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['form-sent', 'form-opened', 'form-submitted', 'submission-retrieved']),
  )
  expect(brokenLinks(records)).toEqual([])
})
