// full: takes minutes in a browser
/** The visitor's page in the chat around it: the messages to the chat, and what is visible. */
import { describe, expect } from 'vitest'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'
import { playwrightPage } from '../../kit/browser/playwright-page.ts'
import { minutes, openInChat } from '../../kit/browser/visitor-window.ts'
import { visitorTest as test } from '../../kit/fixtures.ts'
import { visitorOn } from '../../kit/pages/visitor.ts'
import { withoutRandomValues } from '../../kit/random-values.ts'

describe('the chat that embeds the page', () => {
  test('receives only states and ids, as does the agent’s desktop, and never an answer', async ({
    stage,
    send,
    visit,
  }) => {
    const form = await send()
    const { page } = await visit()
    const reported: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/progress')) reported.push(request.postData() ?? '')
    })
    const frame = await openInChat(stage, page, form.link)
    const visitor = await visitorOn(playwrightPage(frame))
    await visitor.fill('cardholder-name', 'Ada Lovelace')
    await visitor.fill('card-number', '4111 1111 1111 1112')
    await page.waitForResponse('**/v1/visitor/progress')
    await visitor.fill('card-number', '4111 1111 1111 1111')
    await page.waitForResponse('**/v1/visitor/progress')
    await visitor.fillCard()
    await visitor.review()
    await visitor.send()
    await visitor.waitForReceipt()

    const received = await page.evaluate<readonly Record<string, unknown>[]>('received')
    const events = received.filter(({ message }) => message === 'event')
    expect(events.every(({ formId, origin }) => formId === form.formId && origin === stage.service.origin)).toBe(true)
    const progress = events.filter(({ event }) => event === 'progress').map(({ questions }) => questions)
    const empty = { 'card-expiry': 'empty', 'card-verification-code': 'empty', 'postal-code': 'empty' }
    expect(progress.slice(0, 2)).toEqual([
      { 'cardholder-name': 'valid', 'card-number': 'invalid', ...empty },
      { 'cardholder-name': 'valid', 'card-number': 'valid', ...empty },
    ])
    expect(reported.map((body) => JSON.parse(body).questions).slice(0, 2)).toEqual(progress.slice(0, 2))
    expect([events[0]?.event, events.at(-1)?.event]).toEqual(['opened', 'submitted'])
    expect(received.filter(({ message }) => message === 'height').length).toBeGreaterThan(0)
    expect(received.filter(({ message }) => message === 'scroll-to').length).toBeGreaterThan(0)
    const text = JSON.stringify(received)
    for (const prefix of ['sfo_', 'sfs_']) expect(text).not.toContain(prefix)
    const rest = withoutRandomValues(text)
    for (const answer of ['4111', 'Lovelace', '737', '05/39', '0539']) expect(rest).not.toContain(answer)
    expect(reported.join('')).not.toContain('Lovelace')
  })

  test('is notified if the form is declined or not available', async ({ stage, send, visit }) => {
    const form = await send()
    const { page } = await visit()
    const frame = await openInChat(stage, page, form.link)
    const visitor = await visitorOn(playwrightPage(frame))
    await visitor.decline()
    await visitor.confirmDecline()
    await visitor.waitForHeading(visitor.words.declined.heading)
    const events = () =>
      page.evaluate<readonly string[]>('received.filter(({ event }) => event).map(({ event, code }) => code ?? event)')
    expect(await events()).toEqual(['opened', 'declined'])
    await page.reload()
    await page.frameLocator('iframe').getByRole('heading', { name: visitor.words.declined.heading }).waitFor()
    expect(await events()).toEqual(['declined'])
    const other = await send()
    await other.cancel()
    await openInChat(stage, page, other.link)
    await page.frameLocator('iframe').getByRole('heading', { name: visitor.words.notAvailable.heading }).waitFor()
    expect(await events()).toEqual(['not-available'])
  })

  test.for([
    ['nothing', 'expired'],
    ['the answers, which another tab has sent', 'submitted'],
  ] as const)(
    'is notified once if the time is up and the service has %s',
    async ([_, status], { stage, send, visit }) => {
      const { formId, link } = await send()
      const { page } = await visit()
      await page.clock.install({ time: stage.service.clock.now() })
      await openInChat(stage, page, link)
      await page.frameLocator('iframe').locator('#question-card-number').waitFor()
      const receipt = { submissionId: crypto.randomUUID(), submittedAt: new Date().toISOString() }
      const reply = { formId, siteName: 'Acme', status, ...(status === 'submitted' && receipt) }
      await page.route('**/v1/visitor/resume', (route) => route.fulfill({ json: reply }))
      const events = () => page.evaluate<readonly string[]>('received.flatMap(({ event }) => event ?? [])')
      expect(await events()).toEqual(['opened'])
      await page.clock.fastForward(31 * minutes)
      await expect.poll(events).toEqual(['opened', status])
      await page.clock.runFor(1 * minutes)
      expect(await events()).toEqual(['opened', status])
    },
  )

  test.for([
    [720, 400, 0.9],
    [720, 400, 0.02],
    [390, 400, 0.5],
    [390, 844, 0.5],
  ] as const)(
    'shows a whole dialog in a window of %d by %d at any scroll position',
    async ([width, height, at], { stage, send, visit }) => {
      const form = await send()
      const { page } = await visit({ viewport: { width, height } })
      const frame = await openInChat(stage, page, form.link)
      await page.evaluate(`frame.height = 2000, frame.width = ${width - 16}`)
      const button = frame.getByRole('button', { name: (await loadVisitorMessages(['en'])).fillIn.decline })
      const top = (await button.boundingBox())?.y ?? 0
      await page.evaluate(`scrollTo(0, ${top - at * height})`)
      await button.focus()
      await page.keyboard.press('Enter')
      const dialog = frame.getByRole('dialog')
      await dialog.waitFor()
      const isInSight = async () => {
        const box = (await dialog.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
        return box.y >= 0 && box.y + box.height <= height && box.x >= 16 && box.x + box.width <= width - 16
      }
      await expect.poll(isInSight).toBe(true)
      // A second press of the same key declines nothing.
      await page.keyboard.press('Enter')
      expect(await dialog.count()).toBe(0)
      expect(await button.count()).toBe(1)
    },
  )

  test('shows a dialog near the pressed button in a tall frame, and receives a request to scroll to each new screen', async ({
    stage,
    send,
    visit,
  }) => {
    const form = await send('every-type')
    const { page } = await visit()
    const frame = await openInChat(stage, page, form.link)
    const visitor = await visitorOn(playwrightPage(frame))
    await page.evaluate("document.querySelector('iframe').height = 3000")
    await visitor.decline()
    const asked = await frame.getByRole('dialog').boundingBox()
    const pressed = await frame.locator('main .buttons .plain').boundingBox()
    expect(Math.abs((asked?.y ?? 0) - (pressed?.y ?? 0))).toBeLessThan(300)
    await page.keyboard.press('Escape')
    await visitor.review()
    await frame.locator('.summary:focus').waitFor()
    const tops = await page.evaluate<readonly number[]>(
      "received.filter(({ message }) => message === 'scroll-to').map(({ top }) => top)",
    )
    expect(tops.at(-1)).toBeLessThan(200)
  })
})
