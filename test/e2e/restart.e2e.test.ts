import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { virtualClock } from '../../local/memory/clock.ts'
import { statusAndCode } from '../kit/http-client.ts'
import { type DatabaseService, noon, startDatabaseService, temporaryFolder } from '../kit/service.ts'
import { brokenLinks, siteRecords } from './audit-trail.ts'
import { bankAnswers, newScene, newSecret } from './scene.ts'

let dataFolder: string
let target: DatabaseService
const clock = virtualClock(noon)

beforeEach(async () => {
  dataFolder = await temporaryFolder()
  target = await startDatabaseService({ dataFolder, clock })
})

afterEach(async () => {
  await target.close()
  await rm(dataFolder, { recursive: true })
})

describe('a restart on the same folder', () => {
  test('keeps forms, keys, submissions, sign-ins and their ends, settings and templates', async () => {
    const scene = await newScene(target)
    const administrator = await scene.token('administrator', 'root')
    await scene.request('PATCH', '/v1/site', { token: administrator, body: { name: 'Kept', formMinutes: 5 } })
    await scene.request('DELETE', '/v1/templates/card-payment', { token: administrator })
    const signedOut = await scene.token('agent', 'agent-7')
    await scene.post('/v1/session/sign-out', {}, signedOut)
    const sent = await scene.sent()
    const opened = await scene.opened()
    const submitKey = await scene.submitKeyFor(opened)
    const spent = await scene.submitted()
    const submitted = await scene.submitted()
    const retrieveKey = await scene.retrieveKeyFor(submitted)
    const list = (by = scene) =>
      by.request('GET', `/v1/conversations/${scene.conversationId}/forms`, { token: scene.agent })
    const before = await list()

    await target.close()
    target = await startDatabaseService({ dataFolder, clock })
    const after = await newScene(target, scene.siteId)

    expect((await list(after)).body).toEqual(before.body)
    expect(statusAndCode(await after.open(sent.openKey, newSecret()))).toBe('200 done')
    expect(statusAndCode(await after.submitWith(opened, submitKey))).toBe('201 done')
    expect(statusAndCode(await after.submitWith(spent, spent.submitKey))).toBe('404 not-available')
    const retrieved = await after.retrieveWith(submitted.submissionId, retrieveKey, scene.agent)
    expect(retrieved.body).toMatchObject({ answers: bankAnswers })
    expect(statusAndCode(await after.send({}, { by: scene.agent, to: scene.conversationId }))).toBe('201 done')
    expect(statusAndCode(await after.send({}, { by: signedOut, to: scene.conversationId }))).toBe('401 not-signed-in')
    const site = await after.request('GET', '/v1/site', { token: administrator })
    expect(site.body).toMatchObject({ name: 'Kept', formMinutes: 5 })
    expect(statusAndCode(await after.send({ templateId: 'card-payment', only: ['card-number'] }))).toBe('422 not-valid')

    const records = await siteRecords(target, scene.siteId)
    expect(records.length).toBeGreaterThan(15)
    expect(brokenLinks(records)).toEqual([])
  })

  test('abuse 24: empties the holding and nothing else', async () => {
    const scene = await newScene(target)
    const sealingKey = 'BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU'
    const sealed = { enc: sealingKey, ciphertext: Buffer.alloc(48).toString('base64url') }
    const only = ['cardholder-name', 'card-verification-code']
    const form = await scene.opened({ templateId: 'card-payment', sealingKey, only })
    const submitKey = await scene.submitKeyFor(form)
    const answers = { 'cardholder-name': 'Ada' }
    const more = { sealedAnswers: { 'card-verification-code': sealed } }
    const { submissionId } = Object((await scene.submitWith(form, submitKey, answers, more)).body)

    await target.close()
    target = await startDatabaseService({ dataFolder, clock })
    const after = await newScene(target, scene.siteId)
    const retrieved = await after.retrieved({ ...form, submitKey, submissionId }, scene.agent)
    expect(retrieved.body).toMatchObject({ answers, sealedAnswers: {}, sealedStatus: 'gone' })
  })
})

test('abuse 41: an agent retrieves while somebody replays keys of the same conversation in a loop', async () => {
  const scene = await newScene(target)
  const spent = await scene.submitted()
  let isOver = false
  const replay = async (): Promise<number> => {
    let replays = 0
    while (!isOver) {
      expect(statusAndCode(await scene.submitWith(spent, spent.submitKey))).toBe('404 not-available')
      replays += 1
    }
    return replays
  }
  const loops = Array.from({ length: 5 }, replay)
  for (let count = 0; count < 6; count++) {
    const form = await scene.submitted()
    expect((await scene.retrieved(form)).body).toMatchObject({ answers: bankAnswers })
  }
  isOver = true
  const replays = (await Promise.all(loops)).reduce((sum, each) => sum + each, 0)
  expect(replays).toBeGreaterThan(10)
  const records = await siteRecords(target, scene.siteId)
  expect(records.filter(({ event }) => event === 'key-replayed')).toHaveLength(replays)
  expect(brokenLinks(records)).toEqual([])
})
