import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { compose as sweepRetention } from '../../../lambdas/pci-zone/sweep-retention.handler.ts'
import { errorsIn, statusAndCode, textField } from '../../kit/http-client.ts'
import { type DatabaseService, startDatabaseService } from '../../kit/service.ts'
import { chainOf } from '../audit-trail.ts'
import { localRunDependencies } from '../local-user-pool.ts'
import { newScene, type Scene } from '../scene.ts'

let target: DatabaseService
let scene: Scene
let administrator: string
let manager: string

beforeAll(async () => {
  target = await startDatabaseService()
})

beforeEach(async () => {
  scene = await newScene(target)
  administrator = await scene.token('administrator', 'root')
  manager = await scene.token('agent-manager', 'manager-1')
})

afterAll(async () => {
  await target.close()
})

const putSite = (more: object = {}) =>
  scene.request('PATCH', '/v1/site', {
    token: administrator,
    body: { name: 'A', profiles: { 'agent-manager': ['form:observe', 'secure-form:view-history'] }, ...more },
  })
const list = (conversationId: string, query = '', token = manager) =>
  scene.request('GET', `/v1/history/conversations/${conversationId}${query}`, { token })
const reason = 'complaint 4711 of a visitor'
const view = (submissionId: string, body: object = {}, token = manager) =>
  scene.post(`/v1/history/submissions/${submissionId}/view`, { reason, ...body }, token)

const masked = { 'account-holder': '••••', iban: 'DE••••3000', 'may-use-account': '••••' }

describe('abuse 16: the history', () => {
  test('is nobody’s by default', async () => {
    const { submissionId, conversationId } = await scene.submitted()
    await scene.close()
    for (const token of [scene.agent, manager, administrator]) {
      expect(statusAndCode(await list(conversationId, '', token))).toBe('403 not-permitted')
      expect(statusAndCode(await view(submissionId, {}, token))).toBe('403 not-permitted')
    }
  })

  test('shows a permitted manager masked answers of a closed conversation, on record', async () => {
    await putSite()
    const { submissionId, formId, conversationId } = await scene.submitted()
    expect(statusAndCode(await list(conversationId))).toBe('409 conflict')
    expect(statusAndCode(await view(submissionId))).toBe('409 conflict')
    await scene.close()

    const about = {
      ...{ submissionId, formId, templateId: 'bank-account', agentId: 'agent-7' },
      submittedAt: new Date(target.clock.now()).toISOString(),
    }
    expect((await list(conversationId)).body).toEqual({ submissions: [about] })
    const reply = await view(submissionId)
    expect([reply.status, reply.body]).toEqual([200, { ...about, answers: masked }])
    const revealed = await view(submissionId, { reveal: ['iban'] })
    expect(revealed.body).toEqual({ ...about, answers: { ...masked, iban: 'DE89370400440532013000' } })

    const chain = await chainOf(target, `${scene.siteId}#conversation#${conversationId}`)
    const views = chain.filter(({ event }) => event === 'history-viewed')
    expect(views.map(({ actor, outcome, questionId }) => [actor, outcome, questionId])).toEqual([
      ['agent:manager-1', 'released', undefined],
      ['agent:manager-1', 'released', undefined],
      ['agent:manager-1', 'released', 'iban'],
    ])
    expect(JSON.stringify(chain)).not.toContain('4711')
  })

  test('shows nothing off the record, masked or not', async () => {
    await putSite()
    const questions = [
      ['word', 'text', false],
      ['secret', 'text', true],
      ['code', 'pin', true],
    ].map(([id, type, offTheRecord]) => ({
      ...{ id, type, offTheRecord, label: { en: 'A' } },
      ...{ required: false, masked: false },
    }))
    const template = { defaultLocale: 'en', title: { en: 'A' }, questions }
    await scene.request('PUT', '/v1/templates/secrets', { token: administrator, body: template })
    const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
    const point = await crypto.subtle.exportKey('raw', pair.publicKey)
    const sealingKey = Buffer.from(point).toString('base64url')
    const form = await scene.opened({ templateId: 'secrets', sealingKey })
    const sealed = { enc: sealingKey, ciphertext: Buffer.alloc(48, 7).toString('base64url') }
    const more = { sealedAnswers: { secret: sealed, code: sealed } }
    const submitted = await scene.submitWith(form, await scene.submitKeyFor(form), { word: 'hello' }, more)
    await scene.close()
    const reveal = ['word', 'secret', 'code']
    const reply = await view(textField(submitted, 'submissionId'), { reveal })
    expect(reply.body).toMatchObject({ answers: { word: 'hello' } })
    expect(reply.body).not.toHaveProperty('answers.secret')
    expect(reply.body).not.toHaveProperty('answers.code')
  })

  test('asks for a sign-in of the last five minutes to view, not to list', async () => {
    await putSite()
    const { submissionId, conversationId } = await scene.submitted()
    await scene.close()
    target.clock.advance(5 * 60_000 - 1)
    expect(statusAndCode(await view(submissionId))).toBe('200 done')
    target.clock.advance(1)
    expect(statusAndCode(await view(submissionId))).toBe('403 sign-in-again')
    expect(statusAndCode(await list(conversationId))).toBe('200 done')
    expect(statusAndCode(await view(submissionId, {}, await scene.token('agent-manager', 'manager-1')))).toBe(
      '200 done',
    )
  })

  test.each([
    ['no reason', { reason: undefined }, 'reason', 'required'],
    ['a short reason', { reason: 'nine char' }, 'reason', 'too-short'],
    ['a reason of blanks', { reason: ' '.repeat(20) }, 'reason', 'too-short'],
    ['a question that nobody asked', { reveal: ['card-number'] }, 'reveal.0', 'unknown'],
    ['a question id that is none', { reveal: ['__proto__'] }, 'reveal.0', 'bad-format'],
    ['a question alone', { reveal: 'iban' }, 'reveal', 'wrong-type'],
  ])('with %s is refused', async (_, body, field, code) => {
    await putSite()
    const { submissionId } = await scene.submitted()
    await scene.close()
    const reply = await view(submissionId, body)
    expect([statusAndCode(reply), errorsIn(reply)]).toEqual(['422 not-valid', [{ field, code }]])
  })

  test('abuse 6: is the site’s own, and what is nowhere is not found', async () => {
    await putSite()
    const other = await newScene(target)
    const { submissionId, conversationId } = await other.submitted()
    await other.close()
    expect(statusAndCode(await list(conversationId))).toBe('404 not-found')
    expect(statusAndCode(await view(submissionId))).toBe('404 not-found')
    expect(statusAndCode(await list('nowhere'))).toBe('404 not-found')
    expect(statusAndCode(await view('00000000-0000-4000-8000-000000000000'))).toBe('404 not-found')
  })

  test('I12: ends with the retention that the site sets, for what was submitted before too', async () => {
    await putSite()
    const { submissionId, conversationId } = await scene.submitted()
    await scene.close()
    target.clock.advance(40 * 86_400_000)
    administrator = await scene.token('administrator', 'root')
    manager = await scene.token('agent-manager', 'manager-1')
    expect(statusAndCode(await view(submissionId))).toBe('200 done')
    await putSite({ retentionMonths: 1 })
    expect(statusAndCode(await view(submissionId))).toBe('404 not-found')
    expect((await list(conversationId)).body).toEqual({ submissions: [] })
  })

  test('I12: what was removed because the site keeps less is gone, though it keeps more again', async () => {
    await putSite()
    const { submissionId, conversationId } = await scene.submitted()
    await scene.close()
    target.clock.advance(40 * 86_400_000)
    administrator = await scene.token('administrator', 'root')
    manager = await scene.token('agent-manager', 'manager-1')
    const { dependencies, close } = localRunDependencies(target)
    const removesWhatIsOver = sweepRetention(dependencies)
    await removesWhatIsOver({}, { awsRequestId: 'request-1' })
    expect(statusAndCode(await view(submissionId))).toBe('200 done')
    await putSite({ retentionMonths: 1 })
    await removesWhatIsOver({}, { awsRequestId: 'request-1' })
    close()
    await putSite({ retentionMonths: 13 })
    expect(statusAndCode(await view(submissionId))).toBe('404 not-found')
    const listed = await list(conversationId)
    expect([listed.status, listed.body]).toEqual([200, { submissions: [] }])
    const erasure = await scene.post('/v1/erasures', { conversationId }, administrator)
    expect(erasure.body).toMatchObject({ status: 'done', erasedSubmissions: 0 })
    const chain = await chainOf(target, `${scene.siteId}#conversation#${conversationId}`)
    expect(chain.map(({ event }) => event)).not.toContain('submission-erased')
  })
})

test('I12: the sending agent retrieves nothing that its site no longer keeps', async () => {
  const form = await scene.submitted()
  target.clock.advance(40 * 86_400_000)
  administrator = await scene.token('administrator', 'root')
  const agent = await scene.token('agent', 'agent-7')
  const retrieveKey = await scene.retrieveKeyFor(form, agent)
  expect(statusAndCode(await scene.retrieved(form, agent))).toBe('200 done')
  await putSite({ retentionMonths: 1 })
  expect(statusAndCode(await scene.retrieveWith(form.submissionId, retrieveKey, agent))).toBe('404 not-available')
  expect(statusAndCode(await scene.issueRetrieveKey(form.formId, agent))).toBe('404 not-available')
})
