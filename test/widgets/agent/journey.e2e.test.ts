/** The agent panel in a real Chromium, inside a desktop of another origin: from the choice of a form to the answers. */
import { afterEach, describe, expect, test } from 'vitest'
import type { AgentDesktop } from './agent-desktop.ts'
import { atDesk, desk } from './desk-of-test.ts'
import { cardAnswers, securityCode } from './desktop-scene.ts'
import {
  answerRow,
  newestForm,
  press,
  reasonToDistrust,
  receiveCardAnswers,
  sendForm,
  shownAnswer,
  waitForLink,
  waitForStatus,
} from './panel-actions.ts'

afterEach(() => expect(desk?.browserErrors ?? []).toEqual([]))

const live = () => desk.panel.getByText('Live', { exact: true }).waitFor()

describe('choosing a form', () => {
  test('searches in every language of the title and without accents, and shows what will be asked in the visitor’s', async () => {
    await atDesk({ visitorLocale: 'fr-CA' })
    await desk.panel.getByLabel('Search forms').fill('verification d’identite')
    await desk.panel.getByText('Forms found: 1').waitFor()
    expect(await desk.panel.getByRole('radio').count()).toBe(1)
    expect(await desk.panel.getByRole('radio', { name: 'Identity check' }).isChecked()).toBe(true)
    expect(await desk.panel.getByLabel('Language of the form').inputValue()).toBe('fr')

    await desk.panel.locator('.asked').getByText('Date de naissance').waitFor()
    await desk.panel.getByLabel('Language of the form').selectOption('de')
    await desk.panel.locator('.asked').getByText('Geburtsdatum').waitFor()
  })

  test('sends it in the language chosen, with a link that carries the fingerprint of the tab’s own key', async () => {
    await atDesk({ visitorLocale: 'es' })
    const link = await sendForm(desk)
    expect(link).toMatch(/#sfo_[\w-]{43}\.[\w-]{43}$/)
    const [sent] = await desk.eventsNamed('sent')
    expect(sent).toMatchObject({ templateId: 'card-payment', title: 'Pago con tarjeta' })
    const { form } = await desk.scene.openLink(link)
    expect(form.template.locale).toBe('es')
    expect(await reasonToDistrust(link, form)).toBe('none')
  })
})

describe('the status of a form', () => {
  test('is pushed over the socket at every step, before anything is asked', async () => {
    const pushed: unknown[] = []
    const beforeLoad = async (context: AgentDesktop['context']) => {
      context.on('page', (page) =>
        page.on('websocket', (socket) =>
          socket.on('framereceived', ({ payload }) => pushed.push(JSON.parse(String(payload)).event)),
        ),
      )
    }
    await atDesk({ beforeLoad })
    await live()
    const link = await sendForm(desk)
    const asked: string[] = []
    desk.page.on('request', (request) => {
      if (request.method() === 'GET') asked.push(request.url())
    })
    const isShown = async (words: string, event: string) => {
      await waitForStatus(desk, words)
      expect(pushed).toContain(event)
      expect(asked).toEqual([])
    }
    const opened = await desk.scene.openLink(link)
    await isShown('Opened by the visitor.', 'form-opened')
    const progress = {
      'cardholder-name': 'valid',
      'card-number': 'invalid',
      'card-expiry': 'valid',
      'postal-code': 'empty',
    }
    await desk.scene.report(opened, progress)
    await isShown('Filling in: 2 of 5.', 'form-progress')
    await desk.scene.submitCard(opened)
    await isShown('Submitted. The answers are here, only for you.', 'form-submitted')

    expect(await desk.eventsNamed('opened')).toHaveLength(1)
    expect((await desk.eventsNamed('progress')).at(-1)?.questions).toEqual(progress)
    expect(await desk.eventsNamed('submitted')).toHaveLength(1)
    expect((await desk.eventsNamed('retrieved'))[0]?.submissionId).toMatch(/^[\da-f-]{36}$/)
    expect(JSON.stringify(await desk.page.evaluate('told'))).not.toContain('1111')
  })

  test('tells that the visitor would rather not, and that a form was cancelled, whose link is dead then', async () => {
    await atDesk()
    const form = await desk.scene.openLink(await sendForm(desk))
    await desk.scene.decline(form)
    await waitForStatus(desk, 'The visitor would rather not.')
    expect(await desk.eventsNamed('declined')).toHaveLength(1)

    await press(desk, 'Send again')
    const link = await waitForLink(desk, 1)
    await waitForStatus(desk, 'Sent. Not opened yet.')
    await press(desk, 'Cancel')
    await waitForStatus(desk, 'Cancelled. Its link is dead.')
    await expect(desk.scene.openLink(link)).rejects.toThrow()
  })

  test('is expired once its time is over, though nobody pushes that, and the form can be sent again', async () => {
    await atDesk({ withClock: true, settings: { formMinutes: 1 } })
    await live()
    await sendForm(desk)
    // Time in the service goes on as it does, so its answer is put forward as the browser's clock is.
    await desk.context.route('**/forms?limit=100', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: (await response.text()).replace('"status":"sent"', '"status":"expired"') })
    })
    await desk.page.clock.fastForward('01:05')
    await waitForStatus(desk, 'Expired before it was submitted.')
    expect(await desk.eventsNamed('expired')).toHaveLength(1)
    expect(await newestForm(desk).getByRole('button', { name: 'Send again' }).isVisible()).toBe(true)
  })
})

describe('the answers', () => {
  test('are fetched at once, shown masked, revealed one by one and hidden again after 30 seconds', async () => {
    await atDesk({ withClock: true })
    await receiveCardAnswers(desk)
    expect(await newestForm(desk).textContent()).not.toContain('1111')
    await press(desk, 'Show the answers')
    await waitForStatus(desk, 'Seen.')
    expect(await shownAnswer(desk, 'Card number')).toBe('411111••••1111Visa')
    expect(await shownAnswer(desk, 'Name on the card')).toBe('••••')
    expect(await shownAnswer(desk, 'Expiry date')).toBe('••/••')

    await press(desk, 'Reveal: Card number')
    expect(await shownAnswer(desk, 'Card number')).toBe('4111111111111111Visa')
    expect(await shownAnswer(desk, 'Name on the card')).toBe('••••')
    await desk.page.clock.fastForward(29_000)
    expect(await shownAnswer(desk, 'Card number')).toBe('4111111111111111Visa')
    await desk.page.clock.fastForward(1_000)
    await expect.poll(() => shownAnswer(desk, 'Card number')).toBe('411111••••1111Visa')
    await press(desk, 'Put away')
    expect(await newestForm(desk).locator('.answer').count()).toBe(0)
  })

  test('that are off the record wait sealed as long as the agent is busy, open once, and are forgotten after a minute', async () => {
    await atDesk({ withClock: true })
    await receiveCardAnswers(desk)
    // Far longer than the service holds them. The agent is busy elsewhere, but there.
    for (let minutes = 0; minutes < 10; minutes += 5) {
      await desk.page.clock.fastForward('05:00')
      await desk.panel.getByLabel('Search forms').press('Escape')
      await desk.panel.getByLabel('Search forms').click()
    }
    await press(desk, 'Show the answers')
    expect(await shownAnswer(desk, 'Security code')).toBe('Sealed for this tab. Opens once.')
    await press(desk, 'Open once: Security code')
    await expect.poll(() => shownAnswer(desk, 'Security code')).toBe(securityCode)
    await newestForm(desk).getByText('Opened this once with this tab’s own key.').waitFor()

    await desk.page.clock.fastForward(30_000)
    await expect.poll(() => shownAnswer(desk, 'Security code')).toBe('••••')
    await press(desk, 'Reveal: Security code')
    expect(await shownAnswer(desk, 'Security code')).toBe(securityCode)
    await desk.page.clock.fastForward(30_000)
    await expect.poll(() => shownAnswer(desk, 'Security code')).toBe('Forgotten, as promised.')
    expect(await answerRow(desk, 'Security code').getByRole('button').count()).toBe(0)
  })

  test('that were forgotten are asked for again, that question only, by a form that completes the first', async () => {
    await atDesk({ withClock: true })
    await receiveCardAnswers(desk)
    await press(desk, 'Show the answers')
    await press(desk, 'Open once: Security code')
    await expect.poll(() => shownAnswer(desk, 'Security code')).toBe(securityCode)
    await desk.page.clock.fastForward(60_000)
    await press(desk, 'Send again, this question only')

    const form = await desk.scene.openLink(await waitForLink(desk, 1))
    expect(form.form.template.questions.map(({ id }) => id)).toEqual(['card-verification-code'])
    await newestForm(desk).getByText('completes an earlier form').waitFor()
    await desk.scene.submit(form, {}, { 'card-verification-code': '123' })
    await waitForStatus(desk, 'Submitted. The answers are here, only for you.')
    await press(desk, 'Show the answers')
    await press(desk, 'Open once: Security code')
    await expect.poll(() => shownAnswer(desk, 'Security code')).toBe('123')
    expect(await newestForm(desk).locator('.answer').count()).toBe(1)
  })

  test('are fetched again when the reply is lost; what was sealed went with it, which the row says', async () => {
    let losses = 0
    const beforeLoad = (context: AgentDesktop['context']) =>
      context.route('**/retrieve', async (route) => {
        losses += 1
        if (losses > 1) return route.continue()
        await route.fetch()
        await route.abort()
      })
    await atDesk({ beforeLoad })
    await receiveCardAnswers(desk)
    expect(losses).toBe(2)
    await press(desk, 'Show the answers')
    await newestForm(desk).locator('.answer').first().waitFor()
    expect(await shownAnswer(desk, 'Card number')).toBe('411111••••1111Visa')
    expect(await shownAnswer(desk, 'Security code')).toBe('Gone: it is handed out once and kept nowhere.')
    expect(await newestForm(desk).getByRole('button', { name: 'Send again, this question only' }).isVisible()).toBe(
      true,
    )
    desk.browserErrors.splice(0)
  })

  test('are copied one by one, and the notice says honestly what that means', async () => {
    await atDesk({ permissions: ['clipboard-read', 'clipboard-write'] })
    await receiveCardAnswers(desk)
    await press(desk, 'Show the answers')
    const copy = newestForm(desk).getByRole('button', { name: 'Copy: Card number' })
    const placeBefore = await copy.boundingBox()
    await copy.click()
    // On the card, where the agent looks, and below the answers, so that a second press hits the same button.
    await newestForm(desk).getByText('Programs on this computer can read the clipboard').waitFor()
    expect(await copy.boundingBox()).toEqual(placeBefore)
    expect(await desk.page.evaluate('navigator.clipboard.readText()')).toBe(
      cardAnswers['card-number'].replaceAll(' ', ''),
    )
    expect(await shownAnswer(desk, 'Card number')).toBe('411111••••1111Visa')
  })

  test('are hidden when the tab is', async () => {
    await atDesk()
    await receiveCardAnswers(desk)
    await press(desk, 'Show the answers')
    await press(desk, 'Reveal: Card number')
    // A browser without a window shows every tab, so the tab is told that it is hidden.
    await desk.panel.evaluate(`
      Object.defineProperty(document, 'hidden', { configurable: true, value: true })
      document.dispatchEvent(new Event('visibilitychange'))
    `)
    expect(await shownAnswer(desk, 'Card number')).toBe('411111••••1111Visa')
  })
})
