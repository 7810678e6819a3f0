import { createECDH } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { virtualClock } from '../../local/memory/clock.ts'
import { brokenLinks, siteRecords } from '../kit/audit-trail.ts'
import { statusAndCode } from '../kit/http-client.ts'
import { type DatabaseService, noon, startDatabaseService, temporaryFolder } from '../kit/service.ts'
import { bankAnswers, newSite, replyIn, type Site } from '../kit/site.ts'

let dataFolder: string
let service: DatabaseService
const clock = virtualClock(noon)

beforeEach(async () => {
  dataFolder = await temporaryFolder()
  service = await startDatabaseService({ dataFolder, clock })
})

afterEach(async () => {
  await service.close()
  await rm(dataFolder, { recursive: true })
})

/** Restarts the service on the same folder, and returns the same site there. */
const restart = async ({ siteId }: Site): Promise<Site> => {
  await service.close()
  service = await startDatabaseService({ dataFolder, clock })
  return await newSite(service, { id: siteId })
}

describe('a restart with the same data folder', () => {
  test('keeps forms, keys, submissions, active and ended sign-ins, settings and templates', async () => {
    const site = await newSite(service)
    const conversationId = await site.newConversation()
    const administrator = await site.signIn('administrator', 'root')
    await administrator.reply('patch-site', { body: { name: 'Kept', formMinutes: 5 } })
    await administrator.reply('delete-template', { path: { templateId: 'card-payment' } })
    const signedOut = await site.signedOutAgent()
    const sent = await site.sendForm({ conversationId })
    const opened = await site.openForm({ conversationId })
    const submitKey = await site.issueSubmitKey(opened)
    const spent = await site.submitForm({ conversationId })
    const submitted = await site.submitForm({ conversationId })
    const retrieveKey = await site.issueRetrieveKey(submitted)
    const path = { conversationId }
    const before = await site.agent.reply('list-forms', { path })

    const after = await restart(site)
    const agent = after.callerWith(site.agent.accessToken)
    const by = { conversationId, by: agent }

    expect(await agent.reply('list-forms', { path })).toEqual(before)
    expect(statusAndCode(await after.attempt.open(sent.openKey))).toBe('200 done')
    expect(statusAndCode(await after.attempt.submit(opened, submitKey))).toBe('201 done')
    expect(statusAndCode(await after.attempt.submit(spent, spent.submitKey))).toBe('404 not-available')
    const retrieved = replyIn(await after.attempt.retrieve(submitted.submissionId, retrieveKey, agent))
    expect(retrieved).toMatchObject({ answers: bankAnswers })
    expect(statusAndCode(await after.attempt.send(by))).toBe('201 done')
    const signedOutAfter = after.callerWith(signedOut.accessToken)
    expect(statusAndCode(await after.attempt.send({ ...by, by: signedOutAfter }))).toBe('401 not-signed-in')
    expect(await after.callerWith(administrator.accessToken).reply('get-site')).toMatchObject({
      name: 'Kept',
      formMinutes: 5,
    })
    const disabled = { templateId: 'card-payment', only: ['card-number'] }
    expect(statusAndCode(await after.attempt.send(disabled))).toBe('422 not-valid')

    const records = await siteRecords(service, site.siteId)
    expect(records.length).toBeGreaterThan(15)
    expect(brokenLinks(records)).toEqual([])
  })

  test('abuse 24: loses only the sealed answers in the holding', async () => {
    const site = await newSite(service)
    const sealingKey = createECDH('prime256v1').generateKeys('base64url')
    const sealed = { enc: sealingKey, ciphertext: Buffer.alloc(48).toString('base64url') }
    const only = ['cardholder-name', 'card-verification-code']
    const answers = { 'cardholder-name': 'Ada' }
    const form = await site.submitForm({ templateId: 'card-payment', sealingKey, only }, answers, {
      'card-verification-code': sealed,
    })
    const after = await restart(site)
    const retrieved = await after.retrieve(form, after.callerWith(site.agent.accessToken))
    expect(retrieved).toMatchObject({ answers, sealedAnswers: {}, sealedStatus: 'gone' })
  })
})

test('abuse 41: an agent can retrieve a submission while a client continuously replays keys from the same conversation', async () => {
  const site = await newSite(service)
  const conversationId = await site.newConversation()
  const spent = await site.submitForm({ conversationId })
  let isOver = false
  const replay = async (): Promise<number> => {
    let replays = 0
    while (!isOver) {
      expect(statusAndCode(await site.attempt.submit(spent, spent.submitKey))).toBe('404 not-available')
      replays += 1
    }
    return replays
  }
  const loops = Array.from({ length: 5 }, replay)
  for (let count = 0; count < 6; count++) {
    const form = await site.submitForm({ conversationId })
    expect(await site.retrieve(form)).toMatchObject({ answers: bankAnswers })
  }
  isOver = true
  const replays = (await Promise.all(loops)).reduce((sum, each) => sum + each, 0)
  expect(replays).toBeGreaterThan(10)
  const records = await siteRecords(service, site.siteId)
  expect(records.filter(({ event }) => event === 'key-replayed')).toHaveLength(replays)
  expect(brokenLinks(records)).toEqual([])
})
