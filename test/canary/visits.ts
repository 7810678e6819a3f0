/** A visit to a local run in which every value is a canary: a journey that succeeds, and everything that is refused. */
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

/** Sends and opens a form and gets everything ready for its submission. */
export const prepareVisit = async (stage: RecordedSite, cage: CanaryValues, who: string): Promise<PreparedVisit> => {
  const key = await createSealingKey()
  const conversationId = await stage.newConversation()
  const sent = await stage.sendSuccessfully(
    sendForm(stage.agent, conversationId, { templateId, sealingKey: key.sealingKey }),
  )
  const openKey = cage.registerSecret(`the open key of ${who}`, sent.openKey)
  const form = { conversationId, formId: sent.formId ?? '', openKey }
  const visitorSecret = cage.registerSecret(`the visitor secret of ${who}`, newVisitorSecret())
  await stage.sendSuccessfully(openForm(form, visitorSecret))
  const sealed = async (questionId: 'code' | 'word', answer: string) => {
    const place = { formId: FormId.parse(form.formId), templateVersion: 1, questionId: QuestionId.parse(questionId) }
    const { enc, ciphertext } = await sealAnswer(answer, { sealingKey: key.sealingKey, ...place })
    cage.register(`the encapsulation of the ${questionId} of ${who}`, enc, { decoded: Buffer.from(enc, 'base64url') })
    cage.register(`the sealed ${questionId} of ${who}`, ciphertext, { decoded: Buffer.from(ciphertext, 'base64url') })
    return { enc, ciphertext }
  }
  const secrets = canarySecrets(cage, who)
  const sheet = {
    answers: canaryAnswers(cage, who),
    sealedAnswers: { code: await sealed('code', secrets.code), word: await sealed('word', secrets.word) },
  }
  const submitKey = cage.registerSecret(`the submit key of ${who}`, await stage.newSubmitKey(form, visitorSecret))
  return { form, visitorSecret, submitKey, sheet }
}

const newRetrieval = async (stage: RecordedSite, cage: CanaryValues, { form }: PreparedVisit, who: string) => {
  const { submissionId, retrieveKey } = await stage.newRetrieveKey(form)
  cage.registerSecret(`the retrieve key of ${who}`, retrieveKey)
  return retrieveSubmission(stage.agent, { submissionId, retrieveKey })
}

/** All goes well: submitted, retrieved, and the second use of each key refused. */
export const successfulVisit = async (stage: RecordedSite, cage: CanaryValues): Promise<void> => {
  const visitor = await prepareVisit(stage, cage, 'Ada')
  const { form, visitorSecret, submitKey, sheet } = visitor
  await stage.sendSuccessfully(submitForm(form, { visitorSecret, submitKey }, sheet))
  const retrieve = await newRetrieval(stage, cage, visitor, 'Ada')
  expect(await stage.sendSuccessfully(retrieve)).toMatchObject({ ...sheet, sealedStatus: 'available' })
  expect(await replayAsProbe(cage, retrieve)).toBe(404)
  expect(await replayAsProbe(cage, submitForm(form, { visitorSecret, submitKey }, sheet))).toBe(404)
  expect(
    await replayAsProbe(cage, openForm(form, cage.registerSecret('the secret of a stranger', newVisitorSecret()))),
  ).toBe(404)
}

/** Submitted and left lying until the holding has forgotten the sealed answers. */
export const visitWithExpiredHolding = async (
  stage: RecordedSite,
  cage: CanaryValues,
): Promise<PreparedVisit & { submissionId: string }> => {
  const visitor = await prepareVisit(stage, cage, 'Bob')
  const { form, visitorSecret, submitKey, sheet } = visitor
  const { submissionId = '' } = await stage.sendSuccessfully(submitForm(form, { visitorSecret, submitKey }, sheet))
  await pause(holdingSeconds * 1_000 + 300)
  const retrieve = await newRetrieval(stage, cage, visitor, 'Bob')
  expect(await stage.sendSuccessfully(retrieve)).toMatchObject({
    answers: sheet.answers,
    sealedAnswers: {},
    sealedStatus: 'gone',
  })
  return { ...visitor, submissionId }
}

/** A move as a knock: its reply is one that must repeat nothing. */
const replayAsProbe = (cage: CanaryValues, move: Parameters<RecordedSite['send']>[0]): Promise<number> =>
  cage.probe(
    protocol[move.step].method,
    protocol[move.step].path.replace(/\{(\w+)\}/, (_, name: string) => move.path?.[name] ?? ''),
    {
      body: move.body ?? {},
      ...(move.accessToken !== undefined && { accessToken: move.accessToken }),
    },
  )

/** What was tampered with is refused or fails, and neither tells of it. */
export const visitAfterTampering = async (
  stage: RecordedSite,
  cage: CanaryValues,
  { submitted, opened }: { submitted: PreparedVisit; opened: PreparedVisit },
): Promise<void> => {
  expect(await replayAsProbe(cage, await newRetrieval(stage, cage, submitted, 'Bob'))).toBe(404)
  const { form, visitorSecret, submitKey, sheet } = opened
  expect(await replayAsProbe(cage, submitForm(form, { visitorSecret, submitKey }, sheet))).toBe(503)
  expect(await replayAsProbe(cage, resumeForm(form, visitorSecret))).toBe(503)
}

/** Everything that is refused, with canaries wherever a caller can put something. */
export const refusedVisit = async (stage: RecordedSite, cage: CanaryValues): Promise<void> => {
  const visitor = await prepareVisit(stage, cage, 'Eve')
  const { form, visitorSecret, submitKey, sheet } = visitor
  const proof = { formId: form.formId, visitorSecret, submitKey }
  const { accessToken } = stage.agent
  const { newValue, newFieldName } = cage
  const submit = (more: object) => cage.probe('POST', '/v1/visitor/submit', { body: { ...proof, ...sheet, ...more } })

  // Wrong answers, and answers where they do not belong.
  const wrong = {
    name: `${newValue('a name with a bell')}\u0007`,
    mail: newValue('no address'),
    phone: newValue('no phone'),
    amount: newValue('no amount'),
    document: `${newValue('a document of many letters')}${newValue('and more of them')}`,
    card: cage.register('a mistyped card', `${randomDigits(14)}x`),
  }
  expect(await submit({ answers: wrong })).toBe(422)
  expect(
    await submit({ answers: { ...sheet.answers, code: cage.register('a code in clear', randomDigits(12)) } }),
  ).toBe(422)
  expect(await submit({ answers: { ...sheet.answers, [newFieldName('an id of no question')]: 'x' } })).toBe(422)
  expect(
    await submit({ sealedAnswers: { name: { enc: newValue('no enc'), ciphertext: newValue('no ciphertext') } } }),
  ).toBe(422)
  expect(await submit({ answers: newValue('a text for an object') })).toBe(422)
  expect(await submit({ [newFieldName('an unknown field')]: newValue('its value') })).toBe(422)
  expect(await submit({ [cage.register('a code in the place of a name', randomDigits(12))]: 'x' })).toBe(422)
  expect(await submit({ answers: { [cage.register('a card in the place of an id', '378282246310005')]: 'x' } })).toBe(
    422,
  )
  expect(await submit({ formId: newValue('no form id') })).toBe(422)
  expect(await submit({ visitorSecret: newValue('no visitor secret') })).toBe(422)

  // Keys: guessed, for another action, of another person.
  const guessed = (prefix: string) => cage.registerSecret('a guessed key', `${prefix}${newVisitorSecret()}`)
  const retrieve = (key: string, knock: ProbeRequest = { accessToken }) =>
    cage.probe('POST', `/v1/submissions/${crypto.randomUUID()}/retrieve`, { body: { retrieveKey: key }, ...knock })
  const stranger = cage.registerSecret('the secret of a stranger', newVisitorSecret())
  expect(await submit({ submitKey: guessed('sfs_') })).toBe(404)
  expect(await submit({ submitKey: form.openKey })).toBe(404)
  expect(await submit({ visitorSecret: stranger })).toBe(404)
  expect(await submit({ submitKey: newValue('no key at all') })).toBe(404)
  expect(await retrieve(guessed('sfr_'))).toBe(404)
  expect(await retrieve(submitKey)).toBe(404)
  expect(await retrieve(guessed('sfr_'), {})).toBe(401)
  const open = (openKey: string) => cage.probe('POST', '/v1/visitor/open', { body: { openKey, visitorSecret } })
  expect(await open(submitKey)).toBe(404)
  expect(await open(guessed('sfo_'))).toBe(404)

  await malformedRequests(cage, accessToken)
  await malformedHeaders(cage, accessToken)

  // What was refused spent nothing, and in the end the visitor's form is closed over their head.
  await stage.sendSuccessfully(resumeForm(form, visitorSecret))
  await stage.sendSuccessfully(closeConversation(stage.backend, form.conversationId))
  expect(await submit({})).toBe(404)
}

/** Bodies, paths, queries and methods that are none. */
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

/** What is not even HTTP. Answers with what came back. */
export const sendNonHttp = (origin: string, cage: CanaryValues): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const heard: string[] = []
    const socket = connect(Number(port), hostname, () => {
      socket.end(`${cage.newValue('no method')} / HTTP/1.1\r\n${cage.newValue('no header')}\r\n\r\n`)
    })
    socket.setEncoding('utf8').on('data', (text) => heard.push(String(text)))
    socket.on('error', reject).on('close', () => resolve(heard.join('')))
  })
