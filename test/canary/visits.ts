/** A visit to a local run in which every value is a canary: a journey that succeeds, and everything that is refused. */
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { FormId, QuestionId } from '../../contracts/identifiers.ts'
import { protocol } from '../../contracts/protocol.ts'
import { createSealingKey } from '../../widgets/shared/agent-sealing-key.ts'
import { sealAnswer } from '../../widgets/shared/seal-answer.ts'
import { newVisitorSecret, type Stage, signIn } from '../e2e/own-process/recorded-site.ts'
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
import { type Cage, digits, type Knock } from './canary-values.ts'

export const holdingSeconds = 5

export interface Visitor {
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
export const visitorReady = async (stage: Stage, cage: Cage, who: string): Promise<Visitor> => {
  const key = await createSealingKey()
  const conversationId = await stage.conversation()
  const sent = await stage.done(sendForm(stage.agent, conversationId, { templateId, sealingKey: key.sealingKey }))
  const openKey = cage.keepSecret(`the open key of ${who}`, sent.openKey)
  const form = { conversationId, formId: sent.formId ?? '', openKey }
  const visitorSecret = cage.keepSecret(`the visitor secret of ${who}`, newVisitorSecret())
  await stage.done(openForm(form, visitorSecret))
  const sealed = async (questionId: 'code' | 'word', answer: string) => {
    const place = { formId: FormId.parse(form.formId), templateVersion: 1, questionId: QuestionId.parse(questionId) }
    const { enc, ciphertext } = await sealAnswer(answer, { sealingKey: key.sealingKey, ...place })
    cage.keep(`the encapsulation of the ${questionId} of ${who}`, enc, { decoded: Buffer.from(enc, 'base64url') })
    cage.keep(`the sealed ${questionId} of ${who}`, ciphertext, { decoded: Buffer.from(ciphertext, 'base64url') })
    return { enc, ciphertext }
  }
  const secrets = canarySecrets(cage, who)
  const sheet = {
    answers: canaryAnswers(cage, who),
    sealedAnswers: { code: await sealed('code', secrets.code), word: await sealed('word', secrets.word) },
  }
  const submitKey = cage.keepSecret(`the submit key of ${who}`, await stage.submitKey(form, visitorSecret))
  return { form, visitorSecret, submitKey, sheet }
}

const retrieval = async (stage: Stage, cage: Cage, { form }: Visitor, who: string) => {
  const { submissionId, retrieveKey } = await stage.retrieveKey(form)
  cage.keepSecret(`the retrieve key of ${who}`, retrieveKey)
  return retrieveSubmission(stage.agent, { submissionId, retrieveKey })
}

/** All goes well: submitted, retrieved, and the second use of each key refused. */
export const goodVisit = async (stage: Stage, cage: Cage): Promise<void> => {
  const visitor = await visitorReady(stage, cage, 'Ada')
  const { form, visitorSecret, submitKey, sheet } = visitor
  await stage.done(submitForm(form, { visitorSecret, submitKey }, sheet))
  const retrieve = await retrieval(stage, cage, visitor, 'Ada')
  expect(await stage.done(retrieve)).toMatchObject({ ...sheet, sealedStatus: 'available' })
  expect(await again(cage, retrieve)).toBe(404)
  expect(await again(cage, submitForm(form, { visitorSecret, submitKey }, sheet))).toBe(404)
  expect(await again(cage, openForm(form, cage.keepSecret('the secret of a stranger', newVisitorSecret())))).toBe(404)
}

/** Submitted and left lying until the holding has forgotten the sealed answers. */
export const visitThatWaits = async (stage: Stage, cage: Cage): Promise<Visitor & { submissionId: string }> => {
  const visitor = await visitorReady(stage, cage, 'Bob')
  const { form, visitorSecret, submitKey, sheet } = visitor
  const { submissionId = '' } = await stage.done(submitForm(form, { visitorSecret, submitKey }, sheet))
  await pause(holdingSeconds * 1_000 + 300)
  const retrieve = await retrieval(stage, cage, visitor, 'Bob')
  expect(await stage.done(retrieve)).toMatchObject({ answers: sheet.answers, sealedAnswers: {}, sealedStatus: 'gone' })
  return { ...visitor, submissionId }
}

/** A move as a knock: its reply is one that must repeat nothing. */
const again = (cage: Cage, move: Parameters<Stage['play']>[0]): Promise<number> =>
  cage.knock(
    protocol[move.step].method,
    protocol[move.step].path.replace(/\{(\w+)\}/, (_, name: string) => move.path?.[name] ?? ''),
    {
      body: move.body ?? {},
      ...(move.accessToken !== undefined && { accessToken: move.accessToken }),
    },
  )

/** What was tampered with is refused or fails, and neither tells of it. */
export const visitAfterTampering = async (
  stage: Stage,
  cage: Cage,
  { submitted, opened }: { submitted: Visitor; opened: Visitor },
): Promise<void> => {
  expect(await again(cage, await retrieval(stage, cage, submitted, 'Bob'))).toBe(404)
  const { form, visitorSecret, submitKey, sheet } = opened
  expect(await again(cage, submitForm(form, { visitorSecret, submitKey }, sheet))).toBe(503)
  expect(await again(cage, resumeForm(form, visitorSecret))).toBe(503)
}

/** Everything that is refused, with canaries wherever a caller can put something. */
export const refusedVisit = async (stage: Stage, cage: Cage): Promise<void> => {
  const visitor = await visitorReady(stage, cage, 'Eve')
  const { form, visitorSecret, submitKey, sheet } = visitor
  const proof = { formId: form.formId, visitorSecret, submitKey }
  const { accessToken } = stage.agent
  const { fresh, freshField } = cage
  const submit = (more: object) => cage.knock('POST', '/v1/visitor/submit', { body: { ...proof, ...sheet, ...more } })

  // Wrong answers, and answers where they do not belong.
  const wrong = {
    name: `${fresh('a name with a bell')}\u0007`,
    mail: fresh('no address'),
    phone: fresh('no phone'),
    amount: fresh('no amount'),
    document: `${fresh('a document of many letters')}${fresh('and more of them')}`,
    card: cage.keep('a mistyped card', `${digits(14)}x`),
  }
  expect(await submit({ answers: wrong })).toBe(422)
  expect(await submit({ answers: { ...sheet.answers, code: cage.keep('a code in clear', digits(12)) } })).toBe(422)
  expect(await submit({ answers: { ...sheet.answers, [freshField('an id of no question')]: 'x' } })).toBe(422)
  expect(await submit({ sealedAnswers: { name: { enc: fresh('no enc'), ciphertext: fresh('no ciphertext') } } })).toBe(
    422,
  )
  expect(await submit({ answers: fresh('a text for an object') })).toBe(422)
  expect(await submit({ [freshField('an unknown field')]: fresh('its value') })).toBe(422)
  expect(await submit({ [cage.keep('a code in the place of a name', digits(12))]: 'x' })).toBe(422)
  expect(await submit({ answers: { [cage.keep('a card in the place of an id', '378282246310005')]: 'x' } })).toBe(422)
  expect(await submit({ formId: fresh('no form id') })).toBe(422)
  expect(await submit({ visitorSecret: fresh('no visitor secret') })).toBe(422)

  // Keys: guessed, for another action, of another person.
  const guessed = (prefix: string) => cage.keepSecret('a guessed key', `${prefix}${newVisitorSecret()}`)
  const retrieve = (key: string, knock: Knock = { accessToken }) =>
    cage.knock('POST', `/v1/submissions/${crypto.randomUUID()}/retrieve`, { body: { retrieveKey: key }, ...knock })
  const stranger = cage.keepSecret('the secret of a stranger', newVisitorSecret())
  expect(await submit({ submitKey: guessed('sfs_') })).toBe(404)
  expect(await submit({ submitKey: form.openKey })).toBe(404)
  expect(await submit({ visitorSecret: stranger })).toBe(404)
  expect(await submit({ submitKey: fresh('no key at all') })).toBe(404)
  expect(await retrieve(guessed('sfr_'))).toBe(404)
  expect(await retrieve(submitKey)).toBe(404)
  expect(await retrieve(guessed('sfr_'), {})).toBe(401)
  const open = (openKey: string) => cage.knock('POST', '/v1/visitor/open', { body: { openKey, visitorSecret } })
  expect(await open(submitKey)).toBe(404)
  expect(await open(guessed('sfo_'))).toBe(404)

  await strangeRequests(cage, accessToken)
  await strangeHeaders(cage, accessToken)

  // What was refused spent nothing, and in the end the visitor's form is closed over their head.
  await stage.done(resumeForm(form, visitorSecret))
  await stage.done(closeConversation(stage.backend, form.conversationId))
  expect(await submit({})).toBe(404)
}

/** Bodies, paths, queries and methods that are none. */
const strangeRequests = async ({ knock, fresh, freshField }: Cage, accessToken: string): Promise<void> => {
  const submit = (body: string | Buffer, headers = {}) => knock('POST', '/v1/visitor/submit', { body, headers })
  expect(await submit(`{"answers":{"name":"${fresh('malformed JSON')}`)).toBe(422)
  expect(
    await submit(Buffer.concat([Buffer.from(`{"formId":"${fresh('no UTF-8')}`), Buffer.from([0xff, 0x22, 0x7d])])),
  ).toBe(422)
  expect(await submit(`{"__proto__":{"${fresh('a prototype')}":"${fresh('its value')}"}}`)).toBe(422)
  expect(await submit(`"${fresh('a body too large').repeat(4_000)}"`)).toBe(413)
  expect(await submit(`name=${fresh('a form post')}`, { 'Content-Type': 'application/x-www-form-urlencoded' })).toBe(
    415,
  )
  expect(await submit('{}', { 'Content-Type': `application/json; charset=${fresh('no charset')}` })).toBe(415)

  expect(await knock('GET', `/v1/forms/${fresh('no form id in a path')}`, { accessToken })).toBe(422)
  expect(await knock('GET', `/${fresh('a path')}?${fresh('a parameter')}=${fresh('its value')}`)).toBe(404)
  expect(await knock('GET', `/v1/templates?cursor=${fresh('no cursor')}`, { accessToken })).toBe(422)
  expect(await knock('GET', `/v1/templates?${freshField('an unknown parameter')}=1`, { accessToken })).toBe(422)
  expect(await knock('PATCH', '/v1/visitor/open', { body: { openKey: fresh('a key in a wrong method') } })).toBe(405)
  const path = `/v1/submissions/${fresh('no submission id')}/retrieve`
  expect(await knock('POST', path, { accessToken, body: { retrieveKey: fresh('no retrieve key') } })).toBe(422)
  const token = {
    siteId: 'acme',
    subject: 'agent-7',
    [freshField('an unknown field of a sign-in')]: fresh('its value'),
  }
  expect(await knock('POST', '/dev/token', { body: token })).toBe(422)
}

const strangeHeaders = async ({ knock, fresh, keep }: Cage, accessToken: string): Promise<void> => {
  const get = (headers: Knock['headers'] = {}) => knock('GET', `/v1/forms/${crypto.randomUUID()}`, { headers })
  const named = ['User-Agent', 'Cookie', 'Origin', 'Referer', 'X-Forwarded-For', 'X-Request-Id', 'X-Amzn-Trace-Id']
  const strange = Object.fromEntries(named.map((name) => [name, fresh(`the header ${name}`)]))
  expect(await get({ ...strange, Authorization: `Bearer ${accessToken}`, [fresh('a header')]: 'x' })).toBe(404)
  const tampered = `${accessToken.slice(0, -8)}${fresh('the end of a token')}`
  for (const bearer of [keep('a tampered token', tampered), fresh('no token'), `a.${fresh('a claim')}.b`]) {
    expect(await get({ Authorization: `Bearer ${bearer}` })).toBe(401)
  }
  expect(await get({ Authorization: `Basic ${fresh('a password')}` })).toBe(401)
  expect(await get({ Host: `${fresh('a host')}.example` })).toBe(403)
}

/** What is not even HTTP. Answers with what came back. */
export const speakNonsense = (origin: string, cage: Cage): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin)
    const heard: string[] = []
    const socket = connect(Number(port), hostname, () => {
      socket.end(`${cage.fresh('no method')} / HTTP/1.1\r\n${cage.fresh('no header')}\r\n\r\n`)
    })
    socket.setEncoding('utf8').on('data', (text) => heard.push(String(text)))
    socket.on('error', reject).on('close', () => resolve(heard.join('')))
  })
