/** The agent panel in Chromium, inside a desktop of another origin: from the choice of a form to the answers. */
import type { BrowserContext } from 'playwright-core'
import { describe, expect } from 'vitest'
import { agentTest } from '../../kit/fixtures.ts'
import { button } from '../../kit/pages/page.ts'
import { reasonToDistrust, securityCode } from '../../kit/pages/sent-form.ts'

const test = agentTest()

describe('the status of a form', () => {
  test('is pushed over the socket at every step, without a request', async ({ atDesk }) => {
    const pushed: unknown[] = []
    const beforeLoad = async (context: BrowserContext) => {
      for (const page of context.pages())
        page.on('websocket', (socket) =>
          socket.on('framereceived', ({ payload }) => pushed.push(JSON.parse(String(payload)).event)),
        )
    }
    const desk = await atDesk({ beforeLoad, visitorLocale: 'es' })
    const { agent, page, browserErrors } = desk
    await agent.waitUntilLive()
    await agent.sendForm()
    const link = await desk.linkOf(0)
    expect(link).toMatch(/#sfo_[\w-]{43}\.[\w-]{43}$/)
    const requests: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'GET') requests.push(request.url())
    })
    const isShown = async (text: string, event: string) => {
      await agent.waitForStatus(text)
      expect(pushed).toContain(event)
      expect(requests).toEqual([])
    }
    const opened = await desk.openForm()
    expect(opened.form.template.locale).toBe('es')
    expect(await reasonToDistrust(link, opened.form)).toBe('none')
    await isShown('Opened', 'form-opened')
    const progress = {
      'cardholder-name': 'valid',
      'card-number': 'invalid',
      'card-expiry': 'valid',
      'postal-code': 'empty',
    } as const
    await opened.report(progress)
    await isShown('Filling in 2 of 5', 'form-progress')
    await opened.submitCard()
    await isShown('Answered', 'form-submitted')

    expect(await desk.eventsNamed('opened')).toHaveLength(1)
    expect((await desk.eventsNamed('progress')).at(-1)?.questions).toEqual(progress)
    expect(await desk.eventsNamed('submitted')).toHaveLength(1)
    await expect
      .poll(async () => (await desk.eventsNamed('retrieved')).map(({ submissionId }) => submissionId))
      .toEqual([expect.stringMatching(/^[\da-f-]{36}$/)])
    expect(browserErrors).toEqual([])
  })
})

describe('the answers', () => {
  test('are retrieved immediately; those that are masked stay masked until they are revealed, for 30 seconds', async ({
    atDesk,
  }) => {
    const desk = await atDesk({ withClock: true })
    const { agent, page } = desk
    await desk.receiveCard()
    expect(await agent.newestForm.text()).not.toContain('1111')
    await agent.showAnswers()
    await agent.waitForStatus('Viewed')
    expect(await agent.shownAnswer('Card number')).toBe('411111••••1111Visa')
    // The template does not mask these, and their types need no mask.
    expect(await agent.shownAnswer('Name on the card')).toBe('Ada Lovelace')
    expect(await agent.page.find(button('Reveal: Name on the card')).count()).toBe(0)
    // No more of a card number than its first six and last four digits.
    expect(await agent.newestForm.text()).not.toMatch(/\d{7}/)

    await agent.reveal('Card number')
    expect(await agent.shownAnswer('Card number')).toBe('4111 1111 1111 1111Visa')
    expect(await agent.newestForm.find({ css: '.value:not([translate=no])' }).count()).toBe(0)
    await page.clock.fastForward(29_000)
    expect(await agent.shownAnswer('Card number')).toBe('4111 1111 1111 1111Visa')
    await page.clock.fastForward(1_000)
    await expect.poll(() => agent.shownAnswer('Card number')).toBe('411111••••1111Visa')
    expect(await agent.shownAnswer('Name on the card')).toBe('Ada Lovelace')
    await agent.hideAnswers()
    expect(await agent.answerCount()).toBe(0)
    expect(desk.browserErrors).toEqual([])
  })

  test('that are off the record stay sealed until the agent opens them, can be opened once, and are discarded after a minute', async ({
    atDesk,
  }) => {
    const desk = await atDesk({ withClock: true })
    const { agent, page } = desk
    await desk.receiveCard()
    // Far longer than the service holds them. The agent works elsewhere on the desktop.
    for (let minutes = 0; minutes < 10; minutes += 5) {
      await page.clock.fastForward('05:00')
      await agent.openButton.click()
    }
    await agent.showAnswers()
    expect(await agent.shownAnswer('Security code')).toBe('Hidden. You can view it once.')
    await agent.openOnce('Security code')
    await expect.poll(() => agent.shownAnswer('Security code')).toBe(securityCode)
    await agent.newestForm.find({ text: 'Visible for 1 minute, then removed.' }).waitUntil('visible')

    await page.clock.fastForward(30_000)
    await expect.poll(() => agent.shownAnswer('Security code')).toBe('••••')
    await agent.reveal('Security code')
    expect(await agent.shownAnswer('Security code')).toBe(securityCode)
    await page.clock.fastForward(30_000)
    await expect.poll(() => agent.shownAnswer('Security code')).toBe('Removed for security.')
    expect(await agent.answerRow('Security code').find({ css: 'button' }).count()).toBe(0)
    expect(desk.browserErrors).toEqual([])
  })

  test('are hidden when the tab is hidden', async ({ atDesk }) => {
    const desk = await atDesk()
    const { agent } = desk
    await desk.receiveCard()
    await agent.showAnswers()
    await agent.reveal('Card number')
    // A browser without a window shows every tab, so the test hides it.
    await agent.page.evaluate(`{
      Object.defineProperty(document, 'hidden', { configurable: true, value: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }`)
    expect(await agent.shownAnswer('Card number')).toBe('411111••••1111Visa')
  })
})

describe('a template that was changed after the panel read it', () => {
  test('abuse 43: is not sent, but the panel shows the questions of the new version, and sends this version on the next click', async ({
    atDesk,
  }) => {
    const desk = await atDesk()
    const { agent, site } = desk
    const seen = await site.agent.reply('get-template', { path: { templateId: 'card-payment' } })
    const { version, ...draft } = seen
    const questions = seen.questions.map((question) =>
      question.type === 'card-verification-code'
        ? { ...question, label: { ...question.label, en: 'Secret' } }
        : question,
    )
    await agent.chooseForm('Card payment')
    const asked = agent.page.find({ css: '.asked li' })
    await agent.page.find({ css: '.asked' }).find({ text: 'Security code' }).waitUntil('visible')
    const body = { ...draft, questions }
    const token = site.administrator.accessToken
    const put = await site.request('PUT', '/v1/templates/card-payment', { token, body })
    expect(put.status).toBe(200)

    await agent.sendButton.click()
    await agent.waitForText('This form was just changed')
    await agent.page.find({ css: '.asked' }).find({ text: 'Secret' }).waitUntil('visible')
    const secret = (await asked.texts()).find((text) => text.includes('Secret'))
    expect(secret).toContain('Never stored')
    expect(await desk.eventsNamed('sent')).toEqual([])
    expect(await agent.newestForm.count()).toBe(0)

    await agent.sendButton.click()
    const link = await desk.linkOf(0)
    const { form } = await desk.openForm()
    expect(form.template.version).toBe(version + 1)
    expect(await reasonToDistrust(link, form)).toBe('none')
  })
})
