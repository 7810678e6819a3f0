/** The answer of each step in each state of a form: every cell of the contract's table. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statusAndCode } from '../kit/http-client.ts'
import { type LocalService, startMemoryService } from '../kit/service.ts'
import { type Caller, newSite, newVisitorSecret, type OpenedForm, proofOf, type Site, unknownKey } from '../kit/site.ts'

let service: LocalService
let site: Site
let colleague: Caller
let otherSite: Site

const minute = 60_000

beforeAll(async () => {
  service = await startMemoryService()
  site = await newSite(service)
  otherSite = await newSite(service)
  colleague = await site.signIn('agent', 'agent-8')
  // A submit key that outlives its form.
  await site.changeSettings({ formMinutes: 1, submitKeySeconds: 120 })
})

afterAll(async () => {
  await service.close()
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

/** A form with the secret of its visitor's browser and an unspent submit key. */
interface VisitorForm extends OpenedForm {
  readonly submitKey: string
}

const openForm = async (): Promise<VisitorForm> => {
  const form = await site.openForm()
  return { ...form, submitKey: await site.issueSubmitKey(form) }
}
const events: Readonly<Record<Exclude<State, 'sent' | 'opened'>, (form: VisitorForm) => Promise<unknown>>> = {
  resent: (form) => site.events.resent(form),
  submitted: (form) => site.events.submitted(form),
  retrieved: (form) => site.events.retrieved(form),
  declined: (form) => site.events.declined(form),
  cancelled: (form) => site.events.cancelled(form),
  async expired() {
    service.clock.advance(minute)
    for (const agent of [site.agent, colleague, otherSite.agent]) await agent.reply('stay-signed-in')
  },
  closed: (form) => site.events.closed(form),
  async 'submitted and closed'(form) {
    await site.events.submitted(form)
    await site.events.closed(form)
  },
}
const formThatIs = async (state: State): Promise<VisitorForm> => {
  if (state === 'sent')
    return { ...(await site.sendForm()), visitorSecret: newVisitorSecret(), submitKey: `sfs_${unknownKey()}` }
  const form = await openForm()
  if (state !== 'opened') await events[state](form)
  return form
}

const visitorCall =
  (step: 'resume-form' | 'extend-form' | 'issue-submit-key' | 'decline-form') => (form: VisitorForm) =>
    site.visitor.call(step, { body: proofOf(form) })
const agentCall =
  (step: 'cancel-form' | 'resend-form' | 'issue-retrieve-key') =>
  ({ formId }: VisitorForm, by = site.agent) =>
    by.call(step, { path: { formId } })

const visitorSteps = {
  'resume-form': visitorCall('resume-form'),
  'extend-form': visitorCall('extend-form'),
  'report-progress': (form: VisitorForm) =>
    site.visitor.call('report-progress', { body: { ...proofOf(form), questions: { iban: 'valid' } } }),
  'issue-submit-key': visitorCall('issue-submit-key'),
  'submit-form': (form: VisitorForm) => site.attempt.submit(form, form.submitKey),
  'decline-form': visitorCall('decline-form'),
} as const
const agentSteps = {
  'cancel-form': agentCall('cancel-form'),
  'resend-form': agentCall('resend-form'),
  'issue-retrieve-key': agentCall('issue-retrieve-key'),
} as const
const steps = { ...visitorSteps, ...agentSteps }
type Step = keyof typeof steps

/** The states that are missing are answered with 404 `not-available`. */
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

const viewOf = ({ formId }: VisitorForm) => site.agent.reply('get-form', { path: { formId } })
const expectedRefusals: Readonly<Record<number, string>> = { 404: '404 not-available', 409: '409 conflict' }

describe('each step in each state of a form', () => {
  test('has an expected reply in the table of test cases', () => {
    expect(expectedCases).toHaveLength(9 * 10)
  })

  test.each(expectedCases)('$step returns $answer for a form that is $state', async ({ step, state, answer }) => {
    const form = await formThatIs(state)
    const before = await viewOf(form)
    const reply = await steps[step](form)
    expect(statusAndCode(reply)).toBe(expectedRefusals[answer] ?? `${answer} done`)
    if (answer < 400) return
    expect(await viewOf(form)).toEqual(before)
    // A repetition is refused alike: the refusal changed nothing.
    expect(statusAndCode(await steps[step](form))).toBe(statusAndCode(reply))
  })

  test.each(allStates)('returns `not-available` to another visitor for a form that is %s', async (state) => {
    const form = { ...(await formThatIs(state)), visitorSecret: newVisitorSecret() }
    for (const [step, ask] of Object.entries(visitorSteps)) {
      expect([step, statusAndCode(await ask(form))]).toEqual([step, '404 not-available'])
    }
  })

  test.each(allStates)(
    'returns `not-available` to another agent and another site for a form that is %s',
    async (state) => {
      const form = await formThatIs(state)
      for (const [step, ask] of Object.entries(agentSteps)) {
        expect([step, statusAndCode(await ask(form, colleague))]).toEqual([step, '404 not-available'])
        expect([step, statusAndCode(await ask(form, otherSite.agent))]).toEqual([step, '404 not-available'])
      }
    },
  )
})

describe('resume-form', () => {
  test('returns that a form was declined or cancelled, even if its conversation was closed later', async () => {
    for (const state of ['declined', 'cancelled'] as const) {
      const form = await formThatIs(state)
      await site.closeConversation(form.conversationId)
      expect((await visitorSteps['resume-form'](form)).reply).toMatchObject({ status: state })
    }
    const form = await formThatIs('closed')
    service.clock.advance(minute)
    expect((await visitorSteps['resume-form'](form)).reply).toMatchObject({ status: 'closed' })
  })
})

describe('get-form returns the status to the sender', () => {
  test.each(allStates)('of a form that is %s', async (state) => {
    const form = await formThatIs(state)
    const statuses: Partial<Record<State, string>> = {
      resent: 'sent',
      closed: 'opened',
      'submitted and closed': 'submitted',
    }
    const view = await viewOf(form)
    expect(view.status).toBe(statuses[state] ?? state)
    expect('submissionId' in view).toBe(state === 'submitted' || state === 'retrieved')
  })
})

describe('abuse 18: a resent form', () => {
  test('is bound to the next browser that opens it, and refuses the earlier browser', async () => {
    const form = await formThatIs('opened')
    const { openKey } = await site.agent.reply('resend-form', { path: { formId: form.formId } })
    expect(statusAndCode(await site.attempt.open(form.openKey, form.visitorSecret))).toBe('404 not-available')
    const visitorSecret = newVisitorSecret()
    expect(statusAndCode(await site.attempt.open(openKey, visitorSecret))).toBe('200 done')
    expect(statusAndCode(await site.attempt.submit(form, form.submitKey))).toBe('404 not-available')
    expect(statusAndCode(await site.attempt.submit({ ...form, visitorSecret }, form.submitKey))).toBe(
      '404 not-available',
    )
    const again = { ...form, visitorSecret }
    await site.submitForm(again)
  })

  test('can be opened by the same browser with the new open key, but not submitted with the earlier submit key', async () => {
    const form = await formThatIs('opened')
    const { openKey } = await site.agent.reply('resend-form', { path: { formId: form.formId } })
    expect(statusAndCode(await site.attempt.open(openKey, form.visitorSecret))).toBe('200 done')
    expect(statusAndCode(await site.attempt.submit(form, form.submitKey))).toBe('404 not-available')
  })
})

describe('the expiry of a form', () => {
  test('is exact to the millisecond', async () => {
    const form = await formThatIs('opened')
    service.clock.advance(minute - 1)
    expect(statusAndCode(await visitorSteps['resume-form'](form))).toBe('200 done')
    expect(await viewOf(form)).toMatchObject({ status: 'opened' })
    service.clock.advance(1)
    expect((await visitorSteps['resume-form'](form)).reply).toMatchObject({ status: 'expired' })
    expect(await viewOf(form)).toMatchObject({ status: 'expired' })
  })
})
