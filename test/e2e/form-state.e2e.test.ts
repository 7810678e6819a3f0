/** What a form's state answers: every cell of the contract's table. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Reply, statusAndCode, textField } from '../kit/http-client.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'
import { bankAnswers, newScene, newSecret, type OpenedForm, type Scene } from './scene.ts'

let target: LocalService
let scene: Scene
let colleague: string
let stranger: Scene

const minute = 60_000

beforeAll(async () => {
  target = await startMemoryService()
  scene = await newScene(target)
  stranger = await newScene(target)
  colleague = await scene.token('agent', 'agent-8')
  // So that a form can be over while a key to it still lives.
  const body = { name: 'A', formMinutes: 1, submitKeySeconds: 120 }
  const token = await scene.token('administrator', 'root')
  expect((await scene.request('PATCH', '/v1/site', { token, body })).status).toBe(200)
})

afterAll(async () => {
  await target.close()
})

const states = [
  'sent',
  'resent',
  'opened',
  'submitted',
  'retrieved',
  'declined',
  'cancelled',
  'expired',
  'closed',
] as const
type State = (typeof states)[number] | 'submitted and closed'

/** A form with what its visitor holds: the secret that it was opened with, and a submit key that has not been used. */
interface VisitorForm extends OpenedForm {
  readonly submitKey: string
}

const formsByState: Record<State, () => Promise<VisitorForm>> = {
  sent: async () => ({ ...(await scene.sent()), visitorSecret: newSecret(), submitKey: `sfs_${newSecret()}` }),
  async resent() {
    const form = await formsByState.opened()
    await scene.post(`/v1/forms/${form.formId}/resend`, {}, scene.agent)
    return form
  },
  async opened() {
    const form = await scene.opened({}, { to: await scene.newConversation() })
    return { ...form, submitKey: await scene.submitKeyFor(form) }
  },
  async submitted() {
    const form = await formsByState.opened()
    textField(await scene.submitWith(form, await scene.submitKeyFor(form)), 'submissionId')
    return form
  },
  async retrieved() {
    const form = await formsByState.submitted()
    const issued = await scene.issueRetrieveKey(form.formId)
    const { submissionId, retrieveKey } = Object(issued.body)
    textField(await scene.retrieveWith(submissionId, retrieveKey), 'submittedAt')
    return form
  },
  async declined() {
    const form = await formsByState.opened()
    textField(await scene.post('/v1/visitor/decline', scene.proofOf(form)), 'formId')
    return form
  },
  async cancelled() {
    const form = await formsByState.opened()
    textField(await scene.post(`/v1/forms/${form.formId}/cancel`, {}, scene.agent), 'formId')
    return form
  },
  async expired() {
    const form = await formsByState.opened()
    target.clock.advance(minute)
    // The agent has been busy elsewhere all the while.
    await scene.post('/v1/session/stay', {}, scene.agent)
    await scene.post('/v1/session/stay', {}, colleague)
    await stranger.post('/v1/session/stay', {}, stranger.agent)
    return form
  },
  async closed() {
    const form = await formsByState.opened()
    await scene.close(form.conversationId)
    return form
  },
  async 'submitted and closed'() {
    const form = await formsByState.submitted()
    await scene.close(form.conversationId)
    return form
  },
}

const visitorCall =
  (path: string, more: object = {}) =>
  (form: VisitorForm) =>
    scene.post(`/v1/visitor/${path}`, { formId: form.formId, visitorSecret: form.visitorSecret, ...more })
const agentCall =
  (path: string) =>
  (form: VisitorForm, by = scene.agent) =>
    scene.post(`/v1/forms/${form.formId}/${path}`, {}, by)

const visitorSteps = {
  'resume-form': visitorCall('resume'),
  'extend-form': visitorCall('extend'),
  'report-progress': visitorCall('progress', { questions: { iban: 'valid' } }),
  'issue-submit-key': visitorCall('submit-key'),
  'submit-form': (form: VisitorForm) =>
    visitorCall('submit', { submitKey: form.submitKey, answers: bankAnswers })(form),
  'decline-form': visitorCall('decline'),
} as const
const agentSteps = {
  'cancel-form': agentCall('cancel'),
  'resend-form': agentCall('resend'),
  'issue-retrieve-key': agentCall('retrieve-key'),
} as const
const steps = { ...visitorSteps, ...agentSteps }
type Step = keyof typeof steps

/** What is not named here is 404 `not-available`. */
const table: Readonly<Record<Step, Partial<Record<State, number>>>> = {
  'resume-form': {
    opened: 200,
    submitted: 200,
    retrieved: 200,
    declined: 200,
    cancelled: 200,
    expired: 200,
    closed: 200,
    'submitted and closed': 200,
  },
  'extend-form': { opened: 200 },
  'report-progress': { opened: 204 },
  'issue-submit-key': { opened: 201, submitted: 409, retrieved: 409 },
  'submit-form': { opened: 201, submitted: 409 },
  'decline-form': { opened: 200, declined: 200, submitted: 409, retrieved: 409 },
  'cancel-form': {
    sent: 200,
    resent: 200,
    opened: 200,
    cancelled: 200,
    submitted: 409,
    retrieved: 409,
    declined: 409,
    expired: 409,
  },
  'resend-form': {
    sent: 201,
    resent: 201,
    opened: 201,
    expired: 201,
    declined: 201,
    submitted: 409,
    retrieved: 409,
    cancelled: 409,
  },
  'issue-retrieve-key': {
    submitted: 201,
    retrieved: 201,
    sent: 409,
    resent: 409,
    opened: 409,
    declined: 409,
    cancelled: 409,
    expired: 409,
  },
}

const stepNames = Object.keys(table).filter((name): name is Step => Object.hasOwn(steps, name))
const allStates: readonly State[] = [...states, 'submitted and closed']
const expectedCases = stepNames.flatMap((step) =>
  allStates.map((state) => ({ step, state, answer: table[step][state] ?? 404 })),
)

const viewOf = (form: VisitorForm): Promise<Reply> =>
  scene.request('GET', `/v1/forms/${form.formId}`, { token: scene.agent })
const expectedRefusals: Readonly<Record<number, string>> = { 404: '404 not-available', 409: '409 conflict' }

describe('what a form’s state answers', () => {
  test('is asked for every step in every state', () => {
    expect(expectedCases).toHaveLength(9 * 10)
  })

  test.each(expectedCases)('$step of a form that is $state answers $answer', async ({ step, state, answer }) => {
    const form = await formsByState[state]()
    const before = (await viewOf(form)).body
    const reply = await steps[step](form)
    expect(statusAndCode(reply)).toBe(expectedRefusals[answer] ?? `${answer} done`)
    if (answer < 400) return
    expect((await viewOf(form)).body).toEqual(before)
    // Asked again it answers the same: nothing was spent by asking.
    expect(statusAndCode(await steps[step](form))).toBe(statusAndCode(reply))
  })

  test.each(allStates)('another visitor learns nothing of a form that is %s', async (state) => {
    const form = { ...(await formsByState[state]()), visitorSecret: newSecret() }
    for (const [step, ask] of Object.entries(visitorSteps)) {
      expect([step, statusAndCode(await ask(form))]).toEqual([step, '404 not-available'])
    }
  })

  test.each(allStates)('another agent and another site learn nothing of a form that is %s', async (state) => {
    const form = await formsByState[state]()
    for (const [step, ask] of Object.entries(agentSteps)) {
      expect([step, statusAndCode(await ask(form, colleague))]).toEqual([step, '404 not-available'])
      expect([step, statusAndCode(await ask(form, stranger.agent))]).toEqual([step, '404 not-available'])
    }
  })
})

describe('what resume-form shows the bound browser', () => {
  const shown: Partial<Record<State, string>> = {
    ...{ opened: 'opened', submitted: 'submitted', retrieved: 'submitted', 'submitted and closed': 'submitted' },
    ...{ declined: 'declined', cancelled: 'cancelled', expired: 'expired', closed: 'closed' },
  }

  test.each(Object.entries(shown))('of a form that is %s: %s', async (state, status) => {
    const [found] = allStates.filter((each) => each === state)
    if (found === undefined) throw new Error(`no such state: ${state}`)
    const form = await formsByState[found]()
    const { body } = await visitorSteps['resume-form'](form)
    const { formId } = form
    expect(body).toMatchObject({ formId, siteName: expect.any(String), status })
    const more = { opened: ['template', 'expiresAt'], submitted: ['submissionId', 'submittedAt'] }[status] ?? []
    expect(Object.keys(Object(body)).sort()).toEqual(['formId', 'siteName', 'status', ...more].sort())
    const brief = await scene.post('/v1/visitor/resume', { ...scene.proofOf(form), brief: true })
    expect(brief.body).toEqual({ formId, status })
  })

  test('the first of its endings: what was declined or cancelled stays that when its conversation is closed', async () => {
    for (const state of ['declined', 'cancelled'] as const) {
      const form = await formsByState[state]()
      await scene.close(form.conversationId)
      expect((await visitorSteps['resume-form'](form)).body).toMatchObject({ status: state })
    }
    const form = await formsByState.closed()
    target.clock.advance(minute)
    expect((await visitorSteps['resume-form'](form)).body).toMatchObject({ status: 'closed' })
  })

  test('nothing of a form that was sent again, until this browser has opened it anew', async () => {
    const form = await formsByState.opened()
    const resent = await scene.post(`/v1/forms/${form.formId}/resend`, {}, scene.agent)
    expect(statusAndCode(await visitorSteps['resume-form'](form))).toBe('404 not-available')
    await scene.open(textField(resent, 'openKey'), form.visitorSecret)
    expect((await visitorSteps['resume-form'](form)).body).toMatchObject({ status: 'opened' })
  })

  test('nothing once it has been erased', async () => {
    const form = await formsByState.closed()
    const administrator = await scene.token('administrator', 'eraser')
    const body = { conversationId: form.conversationId }
    expect((await scene.post('/v1/erasures', body, administrator)).status).toBe(200)
    expect(statusAndCode(await visitorSteps['resume-form'](form))).toBe('404 not-available')
  })
})

describe('what the sender sees', () => {
  test.each(allStates)('of a form that is %s', async (state) => {
    const form = await formsByState[state]()
    const statuses: Partial<Record<State, string>> = {
      resent: 'sent',
      closed: 'opened',
      'submitted and closed': 'submitted',
    }
    const view = Object((await viewOf(form)).body)
    expect(view.status).toBe(statuses[state] ?? state)
    expect('submissionId' in view).toBe(state === 'submitted' || state === 'retrieved')
  })
})

describe('abuse 18: what ended a form ended its keys', () => {
  test('a form that was resent is bound anew, and the earlier browser is out', async () => {
    const form = await formsByState.opened()
    const resent = await scene.post(`/v1/forms/${form.formId}/resend`, {}, scene.agent)
    expect(statusAndCode(await scene.open(form.openKey, form.visitorSecret))).toBe('404 not-available')
    const visitorSecret = newSecret()
    expect(statusAndCode(await scene.open(textField(resent, 'openKey'), visitorSecret))).toBe('200 done')
    expect(statusAndCode(await scene.submitWith(form, form.submitKey))).toBe('404 not-available')
    expect(statusAndCode(await scene.submitWith({ ...form, visitorSecret }, form.submitKey))).toBe('404 not-available')
    const again = { ...form, visitorSecret }
    expect(statusAndCode(await scene.submitWith(again, await scene.submitKeyFor(again)))).toBe('201 done')
  })

  test('the same browser opens again with the new key, and its old submit key stays dead', async () => {
    const form = await formsByState.opened()
    const resent = await scene.post(`/v1/forms/${form.formId}/resend`, {}, scene.agent)
    expect(statusAndCode(await scene.open(textField(resent, 'openKey'), form.visitorSecret))).toBe('200 done')
    expect(statusAndCode(await scene.submitWith(form, form.submitKey))).toBe('404 not-available')
  })

  test.each(['submitted', 'declined', 'cancelled', 'expired', 'closed'] as const)(
    'a form that is %s is not opened again',
    async (state) => {
      const form = await formsByState[state]()
      expect(statusAndCode(await scene.open(form.openKey, form.visitorSecret))).toBe('404 not-available')
    },
  )
})

describe('time', () => {
  test('a form ends at its end, to the millisecond', async () => {
    const form = await formsByState.opened()
    target.clock.advance(minute - 1)
    expect(statusAndCode(await visitorSteps['resume-form'](form))).toBe('200 done')
    expect((await viewOf(form)).body).toMatchObject({ status: 'opened' })
    target.clock.advance(1)
    expect((await visitorSteps['resume-form'](form)).body).toMatchObject({ status: 'expired' })
    expect((await viewOf(form)).body).toMatchObject({ status: 'expired' })
  })

  test('extending gives the form’s minutes from now, as often as asked, for a day from its opening', async () => {
    const patient = await newScene(target)
    const form = { ...(await patient.opened()), submitKey: '' }
    const openedAt = target.clock.now()
    const end = async () => Date.parse(textField(await visitorSteps['extend-form'](form), 'expiresAt')) - openedAt
    const day = 24 * 60 * minute
    for (let after = 0; after < day; after += 29 * minute) {
      target.clock.advanceTo(openedAt + after)
      expect([after, await end()]).toEqual([after, Math.min(after + 30 * minute, day)])
      expect([after, await end()]).toEqual([after, Math.min(after + 30 * minute, day)])
    }
    target.clock.advanceTo(openedAt + day - 1)
    expect(await end()).toBe(day)
    target.clock.advanceTo(openedAt + day)
    expect(statusAndCode(await visitorSteps['extend-form'](form))).toBe('404 not-available')
  })
})
