// full: takes minutes in a browser
/** The agent panel in Chromium: searching, statuses, repeated questions, lost replies and copying. */
import type { BrowserContext } from 'playwright-core'
import { describe, expect } from 'vitest'
import { SubmissionId } from '../../../contracts/identifiers.ts'
import { receiptNumber } from '../../../contracts/receipt-number.ts'
import { agentTest } from '../../kit/fixtures.ts'
import { button } from '../../kit/pages/page.ts'
import { cardSheet, reasonToDistrust, securityCode } from '../../kit/pages/sent-form.ts'

const test = agentTest()

describe('the form search', () => {
  test('searches titles in every language and ignores accents, and the questions are shown in the visitor’s language', async ({
    atDesk,
  }) => {
    const desk = await atDesk({ visitorLocale: 'fr-CA' })
    const { agent } = desk
    await agent.openPicker()
    await desk.frame.getByLabel('Search forms').fill('verification d’identite')
    await agent.waitForText('Forms found: 1')
    expect(await desk.frame.getByRole('radio').count()).toBe(1)
    expect(await desk.frame.getByRole('radio', { name: 'Identity check' }).isChecked()).toBe(true)
    expect(await desk.frame.getByLabel('Language of the form').inputValue()).toBe('fr')

    await desk.frame.locator('.asked').getByText('Date de naissance').waitFor()
    await desk.frame.getByLabel('Language of the form').selectOption('de')
    await desk.frame.locator('.asked').getByText('Geburtsdatum').waitFor()
  })
})

describe('the status of a form', () => {
  test('shows that the visitor has declined, or that the form was cancelled and its link no longer works', async ({
    atDesk,
  }) => {
    const desk = await atDesk()
    const { agent } = desk
    await agent.sendForm()
    const form = await desk.openForm()
    await form.decline()
    await agent.waitForStatus('Declined')
    expect(await desk.eventsNamed('declined')).toHaveLength(1)

    await agent.sendAgain()
    await desk.linkOf(1)
    await agent.waitForStatus('Sent')
    await agent.cancel()
    await agent.waitForStatus('Cancelled')
    await expect(desk.openForm(1)).rejects.toThrow('not-available')
  })

  test('becomes `expired` at the expiry without a push, after which the form can be resent', async ({ atDesk }) => {
    const desk = await atDesk({ withClock: true, settings: { formMinutes: 1 } })
    const { agent } = desk
    await agent.waitUntilLive()
    await agent.sendForm()
    // The service's clock stands still, so the test alters its reply as its clock would.
    await desk.context.route('**/forms?limit=100', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: (await response.text()).replace('"status":"sent"', '"status":"expired"') })
    })
    await desk.page.clock.fastForward('01:05')
    await agent.waitForStatus('Expired')
    expect(await desk.eventsNamed('expired')).toHaveLength(1)
    expect(await agent.newestForm.find(button('Send again')).isVisible()).toBe(true)
  })
})

describe('the context of a form', () => {
  test('is stated by the agent under *Add details*, with errors beside the fields, and is shown on the form’s card', async ({
    atDesk,
  }) => {
    const desk = await atDesk()
    const { agent, frame } = desk
    await agent.chooseForm('Card payment')
    await agent.addDetails()
    await agent.detail('Purpose').fill('Hotel, card 4111 1111 1111 1111')
    await agent.detail('Amount').fill('1,234.5')
    await agent.sendButton.click()
    const error = (label: string) => agent.detail(label).attribute('aria-describedby')
    const focused = () => agent.page.evaluate('document.activeElement.id')
    await expect.poll(focused).toBe('context-purpose')
    expect(await frame.locator(`#${await error('Purpose')}`).textContent()).toBe('Don’t enter a card number here')
    expect(await frame.locator(`#${await error('Currency')}`).textContent()).toBe('Choose a currency')
    expect(await desk.eventsNamed('sent')).toEqual([])

    await agent.detail('Purpose').fill('Hotel')
    expect(await error('Purpose')).toBeNull()
    await agent.detail('Currency').choose('EUR')
    await agent.detail('Reference').fill('R-17')
    await agent.sendForm()
    const context = { purpose: 'Hotel', reference: 'R-17', amount: { value: '1234.50', currency: 'EUR' } }
    const shown = ['Purpose', 'Hotel', 'Amount', '€1,234.50', 'Reference', 'R-17']
    expect(await agent.shownContext()).toEqual(shown)
    // The next form does not get this context by mistake.
    await agent.addDetails()
    expect(await agent.detail('Purpose').value()).toBe('')
    expect(await agent.detail('Currency').value()).toBe('EUR')

    await agent.sendAgain()
    const link = await desk.linkOf(1)
    const form = await desk.openForm(1)
    expect(form.form.context).toEqual(context)
    expect(await reasonToDistrust(link, form.form)).toBe('none')
    const submissionId = await form.submitCard()
    await agent.waitForAnswers()
    await agent.newestForm.find({ text: receiptNumber(SubmissionId.parse(submissionId)) }).waitUntil('visible')
    await agent.showAnswers()
    await agent.openOnce('Security code')
    await expect.poll(() => agent.shownAnswer('Security code')).toBe(securityCode)
    expect(await agent.shownContext()).toEqual(shown)
    expect(desk.browserErrors).toEqual([])
  })
})

describe('the answers', () => {
  test('that were discarded can be requested again with a form that asks only their question', async ({ atDesk }) => {
    const desk = await atDesk({ withClock: true })
    const { agent } = desk
    await desk.receiveCard()
    await agent.showAnswers()
    await agent.openOnce('Security code')
    await expect.poll(() => agent.shownAnswer('Security code')).toBe(securityCode)
    await desk.page.clock.fastForward(60_000)
    await agent.askAgainThis()

    const form = await desk.openForm(1)
    expect(form.form.template.questions.map(({ id }) => id)).toEqual(['card-verification-code'])
    await agent.newestForm.find({ text: 'completes an earlier form' }).waitUntil('visible')
    await form.submit({}, { 'card-verification-code': '123' })
    await agent.waitForStatus('Answered')
    await agent.showAnswers()
    await agent.openOnce('Security code')
    await expect.poll(() => agent.shownAnswer('Security code')).toBe('123')
    expect(await agent.newestForm.find({ css: '.answer' }).count()).toBe(1)
  })

  test('are retrieved again if the reply was lost, and the panel says that the sealed answer is gone', async ({
    atDesk,
  }) => {
    let losses = 0
    const beforeLoad = (context: BrowserContext) =>
      context.route('**/retrieve', async (route) => {
        losses += 1
        if (losses > 1) return route.continue()
        await route.fetch()
        await route.abort()
      })
    const desk = await atDesk({ beforeLoad })
    const { agent } = desk
    await desk.receiveCard()
    expect(losses).toBe(2)
    await agent.showAnswers()
    expect(await agent.shownAnswer('Card number')).toBe('411111••••1111Visa')
    expect(await agent.shownAnswer('Security code')).toBe('No longer available. Ask for it again.')
    expect(await agent.newestForm.find(button('Ask this question again')).isVisible()).toBe(true)
  })

  test('are copied one by one or all at once; the button says so for two seconds, and a note about the clipboard is shown once', async ({
    atDesk,
  }) => {
    const desk = await atDesk({ permissions: ['clipboard-read', 'clipboard-write'], withClock: true })
    const { agent } = desk
    const note = 'Other programs on this computer can read the clipboard'
    const clipboard = () => desk.page.evaluate('navigator.clipboard.readText()')
    await desk.receiveCard()
    await agent.showAnswers()
    const copy = desk.frame.getByRole('button', { name: 'Copy: Card number' })
    const placeBefore = await copy.boundingBox()
    await copy.click()
    // On the card, where the agent looks, and below the answers, so that a second press hits the same button.
    await agent.newestForm.find({ text: note }).waitUntil('visible')
    expect(await copy.textContent()).toBe('Copied')
    expect((await copy.boundingBox())?.y).toBe(placeBefore?.y)
    expect(await clipboard()).toBe(cardSheet['card-number'].replaceAll(' ', ''))
    expect(await agent.shownAnswer('Card number')).toBe('411111••••1111Visa')
    await desk.page.clock.fastForward(2_000)
    await expect.poll(() => copy.textContent()).toBe('Copy')

    await agent.hideAnswers()
    await agent.showAnswers()
    await agent.copyAll()
    await desk.frame.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await clipboard()).toBe(
      [
        'Name on the card: Ada Lovelace',
        `Card number: ${cardSheet['card-number'].replaceAll(' ', '')}`,
        `Expiry date: ${cardSheet['card-expiry']}`,
        `Billing ZIP or postal code: ${cardSheet['postal-code']}`,
      ].join('\n'),
    )
    expect(await agent.newestForm.find({ text: note }).count()).toBe(0)
  })

  test('are revealed all at once, except those that are off the record, and one submission is retrieved once', async ({
    atDesk,
  }) => {
    let retrievals = 0
    const beforeLoad = (context: BrowserContext) =>
      context.route('**/retrieve', (route) => {
        retrievals += 1
        return route.continue()
      })
    const desk = await atDesk({ beforeLoad, withClock: true })
    const { agent } = desk
    await desk.receiveCard()
    await agent.showAnswers()
    await agent.revealAll()
    expect(await agent.shownAnswer('Card number')).toBe('4111 1111 1111 1111Visa')
    expect(await agent.shownAnswer('Security code')).toBe('Hidden. You can view it once.')
    await desk.page.clock.fastForward(30_000)
    await expect.poll(() => agent.shownAnswer('Card number')).toBe('411111••••1111Visa')
    expect(retrievals).toBe(1)
  })
})

describe('new answers', () => {
  test('are counted for the desktop until the agent views them, and their card is scrolled into view', async ({
    atDesk,
  }) => {
    const desk = await atDesk()
    const { agent } = desk
    await desk.page.evaluate(() => {
      const scrolls: unknown[] = []
      Object.assign(window, { scrolls })
      addEventListener('message', ({ data }) => {
        if (data.message === 'scroll-to') scrolls.push(data.top)
      })
    })
    await desk.receiveCard()
    await desk.receiveCard()
    const counts = async () => (await desk.eventsNamed('unread')).map(({ count }) => count)
    await expect.poll(counts).toEqual([1, 2])
    expect(await desk.page.evaluate<readonly number[]>('scrolls')).toHaveLength(2)
    await agent.showAnswers()
    await expect.poll(counts).toEqual([1, 2, 1])
  })

  test('make a sound only after the agent has switched it on', async ({ atDesk }) => {
    const desk = await atDesk()
    await desk.frame.evaluate(() => {
      const started: number[] = []
      Object.assign(window, { started })
      OscillatorNode.prototype.start = function () {
        started.push(this.frequency.value)
      }
    })
    const started = () => desk.frame.evaluate('started.length')
    await desk.receiveCard()
    expect(await started()).toBe(0)
    await desk.frame.getByLabel('Play a sound for new answers').check()
    await desk.receiveCard()
    // Once as an example, and once for the new answers.
    expect(await started()).toBe(2)
  })
})
