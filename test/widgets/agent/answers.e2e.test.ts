/** What the agent reads on a form's card in Chromium, and what the desktop learns about it. */
import { describe, expect } from 'vitest'
import { messages } from '../../../widgets/agent/messages/en.ts'
import { agentTest } from '../../kit/fixtures.ts'
import { button } from '../../kit/pages/page.ts'

const test = agentTest()

describe('the answers', () => {
  test('show a card number in groups, and copy it without spaces', async ({ atDesk }) => {
    const desk = await atDesk({ permissions: ['clipboard-read', 'clipboard-write'] })
    const { agent, page } = desk
    await desk.receiveCard()
    await agent.showAnswers()
    await agent.reveal('Card number')
    expect(await agent.shownAnswer('Card number')).toBe('4111 1111 1111 1111Visa')
    await agent.copy('Card number')
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe('4111111111111111')
  })

  test('are masked again by the button that has revealed them all, which follows every single answer', async ({
    atDesk,
  }) => {
    const desk = await atDesk({ withClock: true })
    const { agent, page } = desk
    await desk.receiveCard()
    await agent.showAnswers()
    const hideAgain = agent.newestForm.find(button(messages.hideAgain))
    const revealAll = agent.newestForm.find(button(messages.revealAll))
    await agent.revealAll()
    expect(await agent.shownAnswer('Card number')).toContain('4111 1111')
    await hideAgain.click()
    expect(await agent.shownAnswer('Card number')).toBe('411111••••1111Visa')
    expect(await agent.shownAnswer('Name on the card')).toBe('Ada Lovelace')

    await agent.reveal('Card number')
    expect(await hideAgain.isVisible()).toBe(true)
    await page.clock.fastForward(30_000)
    await revealAll.waitUntil('visible')
    expect(await hideAgain.count()).toBe(0)
  })
})

test('a form is unread until its answers are viewed, although the service pushes the retrieval before its reply arrives', async ({
  atDesk,
}) => {
  let pushed: () => void = () => {}
  const retrieval = new Promise<void>((resolve) => {
    pushed = resolve
  })
  const desk = await atDesk({
    beforeLoad: async (context) => {
      for (const page of context.pages())
        page.on('websocket', (socket) =>
          socket.on('framereceived', ({ payload }) => {
            if (JSON.parse(String(payload)).event === 'submission-retrieved') pushed()
          }),
        )
      await context.route('**/v1/submissions/*/retrieve', async (route) => {
        const response = await route.fetch()
        await retrieval
        await route.fulfill({ response })
      })
    },
  })
  const { agent, site, conversationId } = desk
  await agent.waitUntilLive()
  // Sent by the agent's own program, so that this tab has no key for it.
  const sent = await site.sendForm({ conversationId })
  await agent.waitForStatus('Sent')
  await site.submitForm(await site.openForm(sent))
  await agent.waitForStatus('Answered')
  await agent.showAnswers()
  await agent.waitForStatus('Viewed')
  await expect.poll(async () => (await desk.eventsNamed('viewed')).length).toBe(1)
  expect((await desk.eventsNamed('unread')).map(({ count }) => count)).toEqual([1, 0])
})

test('after a reload, a form whose answers were viewed says that the off-the-record ones could be viewed once', async ({
  atDesk,
}) => {
  const desk = await atDesk()
  await desk.receiveCard()
  await desk.agent.showAnswers()
  await desk.agent.openOnce('Security code')
  const { agent } = await desk.openPanel(desk.conversationId)
  await agent.waitForText(messages.keyUsed('Security code'))
  await agent.waitForText(messages.keyUsedAskAgain)
  expect(await agent.page.find({ css: '.notice.warn' }).isVisible()).toBe(false)
})

describe('the preview of a form', () => {
  const question = (id: string, type: string, more: object = {}) => ({
    ...{ id, type, label: { en: id, de: id }, required: false, masked: false, offTheRecord: false },
    ...more,
  })

  test('has what the visitor sees: the context, the hints, the choice of no answer, in the language of the form', async ({
    stage,
    atDesk,
  }) => {
    const site = await stage.newBrandSite()
    const body = {
      ...{ defaultLocale: 'en', title: { en: 'Own form', de: 'Eigenes Formular' } },
      questions: [
        question('born', 'date'),
        question('expiry', 'card-expiry'),
        question('agreed', 'yes-no'),
        question('code', 'pin', { offTheRecord: true, masked: true, required: true }),
      ],
    }
    const token = site.administrator.accessToken
    expect((await site.request('PUT', '/v1/templates/own-form', { token, body })).status).toBe(200)
    const desk = await atDesk({ at: { site, conversationId: await site.newConversation() } })
    const { agent, frame } = desk
    await agent.chooseForm('Own form')
    await agent.addDetails()
    await agent.detail('Purpose').fill('Flight')
    await agent.detail('Amount').fill('1,200.50')
    const preview = frame.locator('.preview')
    await preview.getByText('Flight').waitFor()
    // The amount needs its currency.
    expect(await preview.locator('.context').textContent()).toBe('PurposeFlight')
    await agent.detail('Currency').choose('EUR')
    await preview.getByText('€1,200.50').waitFor()
    const texts = () => preview.locator('li').allTextContents()
    expect((await texts())[0]).toBe('born (optional)For example, March 27, 1985')
    expect((await texts()).join()).toContain('No answer')

    await frame.getByLabel('Language of the form').selectOption('de')
    await preview.getByText('Eigenes Formular').waitFor()
    expect(await preview.locator('.context').textContent()).toMatch(/^ZweckFlightBetrag1\.200,50\s€$/)
    const [born, expiry, agreed] = await preview.locator('.asked > li').allTextContents()
    expect(born).toBe('born (optional)Zum Beispiel 27. März 1985')
    expect(expiry).toMatch(/^expiry \(optional\)Monat und Jahr, zum Beispiel \d\d\/\d\d/)
    expect(agreed).toBe('agreed (optional)JaNeinKeine Angabe')
    expect(await preview.textContent()).toContain('Nie gespeichert. Nur Ihre Ansprechperson kann dies sehen, einmal.')
    expect(await preview.textContent()).not.toMatch(/optional\)\(|Never stored|No answer|example/)
    expect(desk.browserErrors).toEqual([])
  })
})
