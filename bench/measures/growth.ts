/** P8: whether stored forms make a form, a list or an erasure more expensive. */
import { randomUUID } from 'node:crypto'
import { runningClock } from '../../local/memory/clock.ts'
import { putSubmissions } from '../../test/kit/many-submissions.ts'
import { noon, startDatabaseService } from '../../test/kit/service.ts'
import { storageCalls } from '../../test/kit/storage-calls.ts'
import { prepareForms } from '../form.ts'
import { cpuOf, ratioOf } from '../interleaved.ts'
import type { Measure, Reading } from '../measure.ts'

const submissionsPerConversation = 10
const maxErasureRequests = 200

/**
 * A fifth as fast as the real time. A request of an erasure works for five seconds by this clock, so few requests are
 * interrupted on a slow machine too, and each ends before the local server's limit of 30 seconds.
 */
const slowClock = () => runningClock(noon, () => performance.now() / 5)

/** Starts a service that already has so many submitted forms. Returns it with its site. */
const serviceWith = async (forms: number) => {
  const service = await startDatabaseService({ clock: slowClock() })
  const prepared = await prepareForms(service)
  const { siteId } = prepared.site
  const shared = { siteId, visitorRef: 'seeded', submissions: submissionsPerConversation, at: service.clock.now() }
  await putSubmissions(service, { ...shared, conversations: Math.ceil(forms / submissionsPerConversation) })
  return { service, ...prepared }
}

type Seeded = Awaited<ReturnType<typeof serviceWith>>

/** Returns the number of requests for each form with which the agent lists all forms of one conversation. */
const listingCalls = async ({ service, site }: Seeded, forms: number): Promise<number> => {
  const put = { siteId: site.siteId, visitorRef: randomUUID(), conversations: 1, state: 'active' as const }
  const [first] = await putSubmissions(service, { ...put, submissions: forms, at: service.clock.now() })
  const conversationId = first?.conversationId ?? ''
  const observer = await site.signIn('agent-manager', 'manager')
  let listed = 0
  const calls = await storageCalls(service, async () => {
    let cursor: string | undefined
    do {
      const query: Record<string, string> = cursor === undefined ? {} : { cursor }
      const page = await observer.reply('list-forms', { path: { conversationId }, query })
      listed += page.forms.length
      cursor = page.cursor
    } while (cursor !== undefined)
  })
  if (listed !== forms) throw new Error(`${listed} of ${forms} forms were listed`)
  return calls.length / forms
}

/** Returns the number of requests for each submission with which all submissions of one visitor are erased. */
const erasureCalls = async ({ service, site }: Seeded, submissions: number): Promise<number> => {
  const visitorRef = randomUUID()
  const conversations = submissions / submissionsPerConversation
  const at = service.clock.now()
  const put = { siteId: site.siteId, visitorRef, conversations, submissions: submissionsPerConversation, at }
  await putSubmissions(service, put)
  const administrator = await site.signIn('administrator', 'ada')
  const calls = await storageCalls(service, async () => {
    // A long erasure takes several requests. Each one ends after five seconds by the service's clock.
    for (let request = 0; request < maxErasureRequests; request++) {
      const { status } = await administrator.reply('erase', { body: { visitorRef } })
      if (status === 'done') return
    }
    throw new Error('An erasure did not end.')
  })
  return calls.length / submissions
}

const target = (name: string) => ({ name, unit: '×', kind: 'ratio', must: 1.15, aim: 1 }) as const

export const growth: Measure = {
  id: 'P8',
  inOwnProcess: true,
  targets: {
    calls: target('requests of a form with stored forms ÷ without'),
    cpu: target('CPU of a form with stored forms ÷ without'),
    list: target('requests for each row of a long list ÷ of a short one'),
    erasure: target('requests for each erased submission, many ÷ few'),
  },
  async run(scale) {
    const [stored, few, many] = scale === 'full' ? [100_000, 1_000, 10_000] : [1_000, 50, 250]
    const empty = await serviceWith(0)
    const seeded = await serviceWith(stored)
    try {
      const callsOf = async ({ service, performForm }: Seeded) => (await storageCalls(service, performForm)).length
      const cpu = await ratioOf({
        rounds: scale === 'full' ? 15 : 3,
        subject: () => cpuOf(async () => performForms(seeded)),
        control: () => cpuOf(async () => performForms(empty)),
      })
      const compared = async (callsFor: (forms: number) => Promise<number>): Promise<Reading> => ({
        value: (await callsFor(many)) / (await callsFor(few)),
        note: `${many} and ${few} rows`,
      })
      return {
        calls: { value: (await callsOf(seeded)) / (await callsOf(empty)), note: `${stored} stored forms` },
        cpu: { ...cpu, note: `${stored} stored forms; ${cpu.note}` },
        list: await compared((forms) => listingCalls(seeded, forms)),
        erasure: await compared((submissions) => erasureCalls(seeded, submissions)),
      }
    } finally {
      await empty.service.close()
      await seeded.service.close()
    }
  },
}

const performForms = async ({ performForm }: Seeded): Promise<void> => {
  for (let form = 0; form < 5; form++) await performForm()
}
