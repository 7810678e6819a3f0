/** A visit to a local run in which every value is a canary: a journey that succeeds, and every kind of refusal. */
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { FormId, QuestionId } from '../../contracts/identifiers.ts'
import { protocol } from '../../contracts/protocol.ts'
import { createSealingKey } from '../../widgets/shared/agent-sealing-key.ts'
import { sealAnswer } from '../../widgets/shared/seal-answer.ts'
import { newVisitorSecret, type RecordedSite, signIn } from '../e2e/own-process/recorded-site.ts'
import {
  type Answers,
  closeConversation,
  type Form,
  openForm,
  resumeForm,
  retrieveSubmission,
  sendForm,
  submitForm,
} from '../e2e/own-process/step-requests.ts'
import { canaryAnswers, canaryForm, canarySecrets, templateId } from './canary-form.ts'
import { type CanaryValues, type ProbeRequest, randomDigits } from './canary-values.ts'

export const holdingSeconds = 5

export interface PreparedVisit {
  readonly form: Form
  readonly visitorSecret: string
  readonly submitKey: string
  readonly sheet: Answers
}

export const putCanaryForm = async (origin: string): Promise<void> => {
  const accessToken = await signIn(origin, { siteId: 'acme', subject: 'root', profile: 'administrator' })
  const response = await fetch(new URL(`/v1/templates/${templateId}`, origin), {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${accessToken}` },
    body: JSON.stringify(canaryForm),
  })
  expect(response.status).toBe(200)
}

/** Sends and opens a form and prepares its submission. */
export const prepareVisit = async (
  stage: RecordedSite,
  canaryValues: CanaryValues,
  who: string,
): Promise<PreparedVisit> => {
  const key = await createSealingKey()
  const conversationId = await stage.newConversation()
  const sent = await stage.sendSuccessfully(
    sendForm(stage.agent, conversationId, { templateId, sealingKey: key.sealingKey }),
  )
  const openKey = canaryValues.registerSecret(`the open key of ${who}`, sent.openKey)
  const form = { conversationId, formId: sent.formId ?? '', openKey }
  const visitorSecret = canaryValues.registerSecret(`the visitor secret of ${who}`, newVisitorSecret())
  await stage.sendSuccessfully(openForm(form, visitorSecret))
  const sealed = async (questionId: 'code' | 'word', answer: string) => {
    const place = { formId: FormId.parse(form.formId), templateVersion: 1, questionId: QuestionId.parse(questionId) }
    const { enc, ciphertext } = await sealAnswer(answer, { sealingKey: key.sealingKey, ...place })
    canaryValues.register(`the encapsulation of the ${questionId} of ${who}`, enc, {
      decoded: Buffer.from(enc, 'base64url'),
    })
    canaryValues.register(`the sealed ${questionId} of ${who}`, ciphertext, {
      decoded: Buffer.from(ciphertext, 'base64url'),
    })
    return { enc, ciphertext }
  }
  const secrets = canarySecrets(canaryValues, who)
  const sheet = {
    answers: canaryAnswers(canaryValues, who),
    sealedAnswers: { code: await sealed('code', secrets.code), word: await sealed('word', secrets.word) },
  }
  const submitKey = canaryValues.registerSecret(
    `the submit key of ${who}`,
    await stage.newSubmitKey(form, visitorSecret),
  )
  return { form, visitorSecret, submitKey, sheet }
}

const newRetrieval = async (stage: RecordedSite, canaryValues: CanaryValues, { form }: PreparedVisit, who: string) => {
  const { submissionId, retrieveKey } = await stage.newRetrieveKey(form)
  canaryValues.registerSecret(`the retrieve key of ${who}`, retrieveKey)
  return retrieveSubmission(stage.agent, { submissionId, retrieveKey })
}

/** A successful journey: submitted, retrieved, and the second use of each key refused. */
export const successfulVisit = async (stage: RecordedSite, canaryValues: CanaryValues): Promise<void> => {
  const visitor = await prepareVisit(stage, canaryValues, 'Ada')
  const { form, visitorSecret, submitKey, sheet } = visitor
  await stage.sendSuccessfully(submitForm(form, { visitorSecret, submitKey }, sheet))
  const retrieve = await newRetrieval(stage, canaryValues, visitor, 'Ada')
  expect(await stage.sendSuccessfully(retrieve)).toMatchObject({ ...sheet, sealedStatus: 'available' })
  expect(await replayAsProbe(canaryValues, retrieve)).toBe(404)
  expect(await replayAsProbe(canaryValues, submitForm(form, { visitorSecret, submitKey }, sheet))).toBe(404)
  expect(
    await replayAsProbe(
      canaryValues,
      openForm(form, canaryValues.registerSecret('the secret of a stranger', newVisitorSecret())),
    ),
  ).toBe(404)
}

/** Submits and waits until the sealed answers in the holding have expired. */
export const visitWithExpiredHolding = async (
  stage: RecordedSite,
  canaryValues: CanaryValues,
): Promise<PreparedVisit & { submissionId: string }> => {
  const visitor = await prepareVisit(stage, canaryValues, 'Bob')
  const { form, visitorSecret, submitKey, sheet } = visitor
  const { submissionId = '' } = await stage.sendSuccessfully(submitForm(form, { visitorSecret, submitKey }, sheet))
  await pause(holdingSeconds * 1_000 + 300)
  const retrieve = await newRetrieval(stage, canaryValues, visitor, 'Bob')
  expect(await stage.sendSuccessfully(retrieve)).toMatchObject({
    answers: sheet.answers,
    sealedAnswers: {},
    sealedStatus: 'gone',
  })
  return { ...visitor, submissionId }
}

/** Sends a step as a probe: its reply must not repeat a canary. */
const replayAsProbe = (canaryValues: CanaryValues, move: Parameters<RecordedSite['send']>[0]): Promise<number> =>
  canaryValues.probe(
    protocol[move.step].method,
    protocol[move.step].path.replace(/\{(\w+)\}/, (_, name: string) => move.path?.[name] ?? ''),
    {
      body: move.body ?? {},
      ...(move.accessToken !== undefined && { accessToken: move.accessToken }),
    },
  )

/** Tampered data is refused or fails, and no reply reveals it. */
export const visitAfterTampering = async (
  stage: RecordedSite,
  canaryValues: CanaryValues,
  { submitted, opened }: { submitted: PreparedVisit; opened: PreparedVisit },
): Promise<void> => {
  expect(await replayAsProbe(canaryValues, await newRetrieval(stage, canaryValues, submitted, 'Bob'))).toBe(404)
  const { form, visitorSecret, submitKey, sheet } = opened
  expect(await replayAsProbe(canaryValues, submitForm(form, { visitorSecret, submitKey }, sheet))).toBe(503)
  expect(await replayAsProbe(canaryValues, resumeForm(form, visitorSecret))).toBe(503)
}

/** Every kind of refusal, with canaries wherever a caller can put a value. */
export const refusedVisit = async (stage: RecordedSite, canaryValues: CanaryValues): Promise<void> => {
  const visitor = await prepareVisit(stage, canaryValues, 'Eve')
  const { form, visitorSecret, submitKey, sheet } = visitor
  const proof = { formId: form.formId, visitorSecret, submitKey }
  const { accessToken } = stage.agent
  const { newValue, newFieldName } = canaryValues
  const submit = (more: object) =>
    canaryValues.probe('POST', '/v1/visitor/submit', { body: { ...proof, ...sheet, ...more } })

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
    await submit({ answers: { ...sheet.answers, code: canaryValues.register('a code in clear', randomDigits(12)) } }),
  ).toBe(422)
  expect(await submit({ answers: { ...sheet.answers, [newFieldName('an id of no question')]: 'x' } })).toBe(422)
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

  await malformedRequests(canaryValues, accessToken)
  await malformedHeaders(canaryValues, accessToken)

  // The refusals spent nothing. In the end the conversation of the visitor's form closes.
  await stage.sendSuccessfully(resumeForm(form, visitorSecret))
  await stage.sendSuccessfully(closeConversation(stage.backend, form.conversationId))
  expect(await submit({})).toBe(404)
}

/** Invalid bodies, paths, queries and methods. */
const malformedRequests = async (
  { probe, newValue, newFieldName }: CanaryValues,
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
    siteId: 'acme',
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
    const heard: string[] = []
    const socket = connect(Number(port), hostname, () => {
      socket.end(`${canaryValues.newValue('no method')} / HTTP/1.1\r\n${canaryValues.newValue('no header')}\r\n\r\n`)
    })
    socket.setEncoding('utf8').on('data', (text) => heard.push(String(text)))
    socket.on('error', reject).on('close', () => resolve(heard.join('')))
  })
