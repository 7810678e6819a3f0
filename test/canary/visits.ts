/** A visit to a local run in which every value is a canary: a journey that succeeds, and every kind of refusal. */
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Call } from '../../contracts/client.ts'
import { FormId, QuestionId } from '../../contracts/identifiers.ts'
import { protocol, type StepName } from '../../contracts/protocol.ts'
import { createSealingKey } from '../../widgets/shared/agent-sealing-key.ts'
import { sealAnswer } from '../../widgets/shared/seal-answer.ts'
import { newVisitorSecret, type OpenedForm, type Site } from '../kit/site.ts'
import { canaryAnswers, canaryForm, canarySecrets, templateId } from './canary-form.ts'
import { type CanaryValues, type ProbeRequest, randomDigits } from './canary-values.ts'

export const holdingSeconds = 5

export interface PreparedVisit {
  readonly form: OpenedForm
  /** The body of `submit-form`. */
  readonly submission: Submission
}

type Submission = Call<(typeof protocol)['submit-form']>['body'] & object

/** Puts the canary form, and sets how long the service holds sealed answers. */
export const prepareSite = async ({ signIn, request }: Site, holdingSeconds: number): Promise<void> => {
  const administrator = await signIn('administrator', 'root')
  await administrator.reply('patch-site', { body: { holdingSeconds } })
  const put = { token: administrator.accessToken, body: canaryForm }
  expect((await request('PUT', `/v1/templates/${templateId}`, put)).status).toBe(200)
}

/** Sends and opens a form and prepares its submission. */
export const prepareVisit = async (site: Site, canaryValues: CanaryValues, who: string): Promise<PreparedVisit> => {
  const { sealingKey } = await createSealingKey()
  const form = await site.openForm(await site.sendForm({ templateId, sealingKey }))
  canaryValues.registerSecret(`the open key of ${who}`, form.openKey)
  const visitorSecret = canaryValues.registerSecret(`the visitor secret of ${who}`, form.visitorSecret)
  const sealed = async (questionId: 'code' | 'word', answer: string) => {
    const place = { formId: FormId.parse(form.formId), templateVersion: 1, questionId: QuestionId.parse(questionId) }
    const { enc, ciphertext } = await sealAnswer(answer, { sealingKey, ...place })
    canaryValues.register(`the encapsulation of the ${questionId} of ${who}`, enc, {
      decoded: Buffer.from(enc, 'base64url'),
    })
    canaryValues.register(`the sealed ${questionId} of ${who}`, ciphertext, {
      decoded: Buffer.from(ciphertext, 'base64url'),
    })
    return { enc, ciphertext }
  }
  const secrets = canarySecrets(canaryValues, who)
  const submission = {
    formId: form.formId,
    visitorSecret,
    submitKey: canaryValues.registerSecret(`the submit key of ${who}`, await site.issueSubmitKey(form)),
    answers: canaryAnswers(canaryValues, who),
    sealedAnswers: { code: await sealed('code', secrets.code), word: await sealed('word', secrets.word) },
  }
  return { form, submission }
}

const newRetrieval = async ({ agent }: Site, canaryValues: CanaryValues, { form }: PreparedVisit, who: string) => {
  const { formId } = form
  const { submissionId, retrieveKey } = await agent.reply('issue-retrieve-key', { path: { formId } })
  canaryValues.registerSecret(`the retrieve key of ${who}`, retrieveKey)
  const { accessToken = '' } = agent
  return { path: { submissionId }, body: { retrieveKey }, accessToken }
}

/** A successful journey: submitted, retrieved, and the second use of each key refused. */
export const successfulVisit = async (site: Site, canaryValues: CanaryValues): Promise<void> => {
  const visitor = await prepareVisit(site, canaryValues, 'Ada')
  const { form, submission } = visitor
  await site.visitor.reply('submit-form', { body: submission })
  const retrieval = await newRetrieval(site, canaryValues, visitor, 'Ada')
  const { answers, sealedAnswers } = submission
  expect(await site.agent.reply('retrieve-submission', retrieval)).toMatchObject({
    ...{ answers, sealedAnswers, sealedStatus: 'available' },
  })
  expect(await probeStep(canaryValues, 'retrieve-submission', retrieval)).toBe(404)
  expect(await probeStep(canaryValues, 'submit-form', { body: submission })).toBe(404)
  const visitorSecret = canaryValues.registerSecret('the secret of a stranger', newVisitorSecret())
  expect(await probeStep(canaryValues, 'open-form', { body: { openKey: form.openKey, visitorSecret } })).toBe(404)
}

/** Submits and waits until the sealed answers in the holding have expired. */
export const visitWithExpiredHolding = async (
  site: Site,
  canaryValues: CanaryValues,
): Promise<PreparedVisit & { submissionId: string }> => {
  const visitor = await prepareVisit(site, canaryValues, 'Bob')
  const { submissionId } = await site.visitor.reply('submit-form', { body: visitor.submission })
  await pause(holdingSeconds * 1_000 + 300)
  const retrieval = await newRetrieval(site, canaryValues, visitor, 'Bob')
  expect(await site.agent.reply('retrieve-submission', retrieval)).toMatchObject({
    answers: visitor.submission.answers,
    sealedAnswers: {},
    sealedStatus: 'gone',
  })
  return { ...visitor, submissionId }
}

interface ProbedCall {
  readonly path?: Readonly<Record<string, string>>
  readonly body: object
  readonly accessToken?: string
}

/** Sends a step as a probe: its reply must not repeat a canary. */
const probeStep = (
  { probe }: CanaryValues,
  step: StepName,
  { path = {}, body, accessToken }: ProbedCall,
): Promise<number> => {
  const target = protocol[step].path.replace(/\{(\w+)\}/, (_, name: string) => path[name] ?? '')
  return probe(protocol[step].method, target, { body, ...(accessToken !== undefined && { accessToken }) })
}

/** Tampered data is refused or fails, and no reply reveals it. */
export const visitAfterTampering = async (
  site: Site,
  canaryValues: CanaryValues,
  { submitted, opened }: { submitted: PreparedVisit; opened: PreparedVisit },
): Promise<void> => {
  const retrieval = await newRetrieval(site, canaryValues, submitted, 'Bob')
  expect(await probeStep(canaryValues, 'retrieve-submission', retrieval)).toBe(404)
  const { submission } = opened
  const { formId, visitorSecret } = opened.form
  expect(await probeStep(canaryValues, 'submit-form', { body: submission })).toBe(503)
  expect(await probeStep(canaryValues, 'resume-form', { body: { formId, visitorSecret } })).toBe(503)
}

/** Every kind of refusal, with canaries wherever a caller can put a value. */
export const refusedVisit = async (site: Site, canaryValues: CanaryValues): Promise<void> => {
  const { form, submission } = await prepareVisit(site, canaryValues, 'Eve')
  const { submitKey, visitorSecret, answers } = submission
  const { accessToken = '' } = site.agent
  const { newValue, newFieldName } = canaryValues
  const submit = (more: object) =>
    canaryValues.probe('POST', '/v1/visitor/submit', { body: { ...submission, ...more } })

  // Invalid answers, and answers in the wrong place.
  const wrong = {
    name: `${newValue('a name with a bell')}\u0007`,
    mail: newValue('no address'),
    phone: newValue('no phone'),
    amount: newValue('no amount'),
    document: `${newValue('a document of many letters')}${newValue('and more of them')}`,
    card: canaryValues.register('a mistyped card', `${randomDigits(14)}x`),
  }
  expect(await submit({ answers: wrong })).toBe(422)
  expect(
    await submit({ answers: { ...answers, code: canaryValues.register('a code in clear', randomDigits(12)) } }),
  ).toBe(422)
  expect(await submit({ answers: { ...answers, [newFieldName('an id of no question')]: 'x' } })).toBe(422)
  expect(
    await submit({ sealedAnswers: { name: { enc: newValue('no enc'), ciphertext: newValue('no ciphertext') } } }),
  ).toBe(422)
  expect(await submit({ answers: newValue('a text for an object') })).toBe(422)
  expect(await submit({ [newFieldName('an unknown field')]: newValue('its value') })).toBe(422)
  expect(await submit({ [canaryValues.register('a code in the place of a name', randomDigits(12))]: 'x' })).toBe(422)
  expect(
    await submit({ answers: { [canaryValues.register('a card in the place of an id', '378282246310005')]: 'x' } }),
  ).toBe(422)
  expect(await submit({ formId: newValue('no form id') })).toBe(422)
  expect(await submit({ visitorSecret: newValue('no visitor secret') })).toBe(422)

  // Guessed keys, keys for another action, keys of another person.
  const guessed = (prefix: string) => canaryValues.registerSecret('a guessed key', `${prefix}${newVisitorSecret()}`)
  const retrieve = (key: string, knock: ProbeRequest = { accessToken }) =>
    canaryValues.probe('POST', `/v1/submissions/${crypto.randomUUID()}/retrieve`, {
      body: { retrieveKey: key },
      ...knock,
    })
  const stranger = canaryValues.registerSecret('the secret of a stranger', newVisitorSecret())
  expect(await submit({ submitKey: guessed('sfs_') })).toBe(404)
  expect(await submit({ submitKey: form.openKey })).toBe(404)
  expect(await submit({ visitorSecret: stranger })).toBe(404)
  expect(await submit({ submitKey: newValue('no key at all') })).toBe(404)
  expect(await retrieve(guessed('sfr_'))).toBe(404)
  expect(await retrieve(submitKey)).toBe(404)
  expect(await retrieve(guessed('sfr_'), {})).toBe(401)
  const open = (openKey: string) => canaryValues.probe('POST', '/v1/visitor/open', { body: { openKey, visitorSecret } })
  expect(await open(submitKey)).toBe(404)
  expect(await open(guessed('sfo_'))).toBe(404)

  await malformedRequests(canaryValues, site.siteId, accessToken)
  await malformedHeaders(canaryValues, accessToken)

  // The refusals spent nothing. In the end the conversation of the visitor's form closes.
  await site.visitor.reply('resume-form', { body: { formId: form.formId, visitorSecret } })
  await site.closeConversation(form.conversationId)
  expect(await submit({})).toBe(404)
}

/** Invalid bodies, paths, queries and methods. */
const malformedRequests = async (
  { probe, newValue, newFieldName }: CanaryValues,
  siteId: string,
  accessToken: string,
): Promise<void> => {
  const submit = (body: string | Buffer, headers = {}) => probe('POST', '/v1/visitor/submit', { body, headers })
  expect(await submit(`{"answers":{"name":"${newValue('malformed JSON')}`)).toBe(422)
  expect(
    await submit(Buffer.concat([Buffer.from(`{"formId":"${newValue('no UTF-8')}`), Buffer.from([0xff, 0x22, 0x7d])])),
  ).toBe(422)
  expect(await submit(`{"__proto__":{"${newValue('a prototype')}":"${newValue('its value')}"}}`)).toBe(422)
  expect(await submit(`"${newValue('a body too large').repeat(4_000)}"`)).toBe(413)
  expect(await submit(`name=${newValue('a form post')}`, { 'Content-Type': 'application/x-www-form-urlencoded' })).toBe(
    415,
  )
  expect(await submit('{}', { 'Content-Type': `application/json; charset=${newValue('no charset')}` })).toBe(415)

  expect(await probe('GET', `/v1/forms/${newValue('no form id in a path')}`, { accessToken })).toBe(422)
  expect(await probe('GET', `/${newValue('a path')}?${newValue('a parameter')}=${newValue('its value')}`)).toBe(404)
  expect(await probe('GET', `/v1/templates?cursor=${newValue('no cursor')}`, { accessToken })).toBe(422)
  expect(await probe('GET', `/v1/templates?${newFieldName('an unknown parameter')}=1`, { accessToken })).toBe(422)
  expect(await probe('PATCH', '/v1/visitor/open', { body: { openKey: newValue('a key in a wrong method') } })).toBe(405)
  const path = `/v1/submissions/${newValue('no submission id')}/retrieve`
  expect(await probe('POST', path, { accessToken, body: { retrieveKey: newValue('no retrieve key') } })).toBe(422)
  const token = {
    siteId,
    subject: 'agent-7',
    [newFieldName('an unknown field of a sign-in')]: newValue('its value'),
  }
  expect(await probe('POST', '/dev/token', { body: token })).toBe(422)
}

const malformedHeaders = async ({ probe, newValue, register }: CanaryValues, accessToken: string): Promise<void> => {
  const get = (headers: ProbeRequest['headers'] = {}) => probe('GET', `/v1/forms/${crypto.randomUUID()}`, { headers })
  const named = ['User-Agent', 'Cookie', 'Origin', 'Referer', 'X-Forwarded-For', 'X-Request-Id', 'X-Amzn-Trace-Id']
  const strange = Object.fromEntries(named.map((name) => [name, newValue(`the header ${name}`)]))
  expect(await get({ ...strange, Authorization: `Bearer ${accessToken}`, [newValue('a header')]: 'x' })).toBe(404)
  const tampered = `${accessToken.slice(0, -8)}${newValue('the end of a token')}`
  for (const bearer of [register('a tampered token', tampered), newValue('no token'), `a.${newValue('a claim')}.b`]) {
    expect(await get({ Authorization: `Bearer ${bearer}` })).toBe(401)
  }
  expect(await get({ Authorization: `Basic ${newValue('a password')}` })).toBe(401)
  expect(await get({ Host: `${newValue('a host')}.example` })).toBe(403)
}

/** Sends a request that is not HTTP. Returns the reply. */
export const sendNonHttp = (origin: string, canaryValues: CanaryValues): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const received: string[] = []
    const socket = connect(Number(port), hostname, () => {
      socket.end(`${canaryValues.newValue('no method')} / HTTP/1.1\r\n${canaryValues.newValue('no header')}\r\n\r\n`)
    })
    socket.setEncoding('utf8').on('data', (text) => received.push(String(text)))
    socket.on('error', reject).on('close', () => resolve(received.join('')))
  })
