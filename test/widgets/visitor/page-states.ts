/** Every state of the visitor's page, one after the other, for tests that look at each of them. */
import type { Page as PlaywrightPage } from 'playwright-core'
import { openForm } from '../../../contracts/steps/open-form.ts'
import { endedNotice, endingHeading } from '../../../widgets/visitor/end-messages.ts'
import type { Stage } from '../../kit/browser/stage.ts'
import { minutes, openVisit } from '../../kit/browser/visitor-window.ts'
import type { FormToSend, SentForm } from '../../kit/pages/sent-form.ts'
import type { Visitor } from '../../kit/pages/visitor.ts'

export interface ShownState {
  readonly name: string
  readonly page: PlaywrightPage
}

/** A valid answer to each required question of every-type.ts. */
const fillEverything = async (visitor: Visitor): Promise<void> => {
  await visitor.fillAll({
    ...{ 'full-name': 'Ada Lovelace', story: 'Zeile 1\nZeile 2', amount: '12.5', email: 'ada@example.com' },
    ...{ phone: '+43 1 901820', 'card-number': '4111 1111 1111 1111', 'card-expiry': '0539' },
    ...{ iban: 'DE89 3704 0044 0532 0130 00', 'national-id': 'C01X00T47' },
    ...{ 'card-verification-code': '737', pin: '1234' },
  })
  await visitor.fillDate('3', '9', '1985')
  await visitor.field('agreed').click()
  await visitor.field('brand').choose('golf')
}

const refusal = (code: string, status: number) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ code }),
})

type Send = (templateId?: string, form?: FormToSend) => Promise<SentForm>

export async function* pageStates(stage: Stage, sendForm: Send, formLocale: string): AsyncGenerator<ShownState> {
  const context = { purpose: 'Hotel in Köln, شقة', reference: 'R-17', amount: { value: '1200.50', currency: 'EUR' } }
  const send = async (templateId: string) => (await sendForm(templateId, { locale: formLocale, context })).link
  const { page, visitor } = await openVisit(stage, { formLocale, locale: formLocale, timezoneId: 'UTC' })
  const { words } = visitor
  const shown = (name: string, on = page): ShownState => ({ name, page: on })

  await page.goto(await send('every-type'))
  await page.locator('#open-form').waitFor()
  yield shown('start')
  await page.locator('#open-form').click()
  await visitor.waitForQuestions()
  yield shown('fill in')
  await visitor.review()
  yield shown('what is wrong')
  await page.context().setOffline(true)
  await visitor.waitForText(words.fillIn.offline)
  yield shown('offline')
  await page.context().setOffline(false)
  await visitor.decline()
  yield shown('decline?')
  await visitor.page.press('Escape')
  await fillEverything(visitor)
  await visitor.review()
  await visitor.waitForReview()
  yield shown('review')
  await page.route('**/v1/visitor/submit', (route) => route.fulfill(refusal('too-many-requests', 429)), { times: 1 })
  await visitor.send()
  await visitor.waitForText(words.review.later)
  yield shown('later')
  await page.route('**/v1/visitor/submit', (route) => route.fulfill(refusal('not-valid', 422)), { times: 1 })
  await visitor.send()
  await visitor.waitForText(words.fillIn.notTaken)
  yield shown('not taken')
  await visitor.review()
  await page.route('**/v1/visitor/submit', (route) => route.abort(), { times: 1 })
  await visitor.send()
  await visitor.waitForText(words.review.notArrived)
  yield shown('not arrived')
  await visitor.send()
  await visitor.waitForReceipt()
  yield shown('receipt')

  const link = await send('card-payment')
  await visitor.open('about:blank')
  await visitor.open(link)
  await visitor.decline()
  await visitor.confirmDecline()
  await visitor.waitForHeading(words.declined.heading)
  yield shown('declined')

  yield* statesWithoutForm(stage, { send, link, formLocale })
  yield* statesOfFailure(stage, { sendForm, formLocale })
  yield* statesOfTime(stage, { send, formLocale })
}

async function* statesWithoutForm(
  stage: Stage,
  { send, link, formLocale }: { send: (templateId: string) => Promise<string>; link: string; formLocale: string },
): AsyncGenerator<ShownState> {
  const { page, visitor } = await openVisit(stage, { formLocale, locale: formLocale })
  const { words } = visitor
  await visitor.open(link)
  await visitor.waitForHeading(words.notAvailable.heading)
  yield { name: 'not available', page }
  const [withoutKey = ''] = link.split('#')
  await visitor.open(`${withoutKey}#cut-off`)
  await visitor.waitForHeading(words.damagedLink.heading)
  yield { name: 'damaged link', page }
  const [withoutFingerprint = ''] = (await send('card-payment')).split(/\.(?=[^.]*$)/)
  await visitor.open('about:blank')
  await visitor.open(withoutFingerprint)
  await visitor.waitForHeading(words.distrust.heading)
  yield { name: 'not safe', page }
  await visitor.open('about:blank')
  await page.route('**/v1/visitor/open', (route) => route.abort())
  await visitor.open(await send('card-payment'))
  await visitor.waitForHeading(words.unreachable.heading)
  yield { name: 'unreachable', page }
  await page.unrouteAll()
  await page.route('**/v1/visitor/open', (route) => route.fulfill(refusal('too-many-requests', 429)))
  await visitor.tryAgain()
  await visitor.waitForText(words.unreachable.busy)
  yield { name: 'busy', page }
}

async function* statesOfFailure(
  stage: Stage,
  { sendForm, formLocale }: { sendForm: Send; formLocale: string },
): AsyncGenerator<ShownState> {
  const form = await sendForm('card-payment', { locale: formLocale })
  const { page, visitor } = await openVisit(stage, { formLocale, locale: formLocale })
  const { words } = visitor
  await visitor.open(form.link)
  await visitor.fillCard()
  await page.evaluate("HTMLDListElement.prototype.append = () => { throw new TypeError('broken') }")
  await visitor.review()
  await visitor.waitForText(words.unsupported.failedOpened)
  yield { name: 'failed while filling in', page }
  await form.cancel()
  await page.reload()
  await visitor.waitForHeading(endingHeading(words, 'cancelled'))
  yield { name: 'cancelled', page }
  for (const [name, script, text] of [
    ['failed', "SubtleCrypto.prototype.digest = () => { throw new TypeError('broken') }", words.unsupported.failed],
    ['too old', 'delete String.prototype.isWellFormed', words.unsupported.tooOld],
  ] as const) {
    await page.addInitScript(script)
    await page.reload()
    await visitor.waitForText(text)
    yield { name, page }
  }
}

async function* statesOfTime(
  stage: Stage,
  { send, formLocale }: { send: (templateId: string) => Promise<string>; formLocale: string },
): AsyncGenerator<ShownState> {
  const { page, visitor } = await openVisit(stage, { formLocale, locale: formLocale })
  const { words } = visitor
  await page.addInitScript("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })")
  await page.clock.install()
  const opened = page.waitForResponse('**/v1/visitor/open')
  await visitor.open(await send('card-payment'))
  const { formId, expiresAt } = openForm.reply.parse(await (await opened).json())
  await visitor.waitForText(words.fillIn.keepOpen)
  await visitor.fillCard()
  yield { name: 'nothing is kept', page }
  await visitor.review()
  await page.route('**/v1/visitor/{submit,resume}', (route) => route.abort())
  await visitor.send()
  const unknown = visitor.page.find({ text: words.review.unknown })
  while ((await unknown.count()) === 0) await page.clock.runFor(1_000)
  yield { name: 'unknown', page }
  await page.unrouteAll()
  await page.clock.runFor(11_000)
  await visitor.waitForText(words.review.notArrived)
  await visitor.back()
  await page.clock.fastForward(28.5 * minutes)
  await visitor.dialog.waitUntil('visible')
  yield { name: 'more time?', page }
  // The longest time is used up: the service gives no more than there was.
  await page.route('**/v1/visitor/extend', (route) => route.fulfill({ json: { formId, expiresAt } }))
  await visitor.takeMoreTime()
  await visitor.waitForText(words.moreTime.longest)
  yield { name: 'longest', page }
  await page.clock.fastForward(2 * minutes)
  await visitor.waitForText(endedNotice(words, 'expired'))
  yield { name: 'ended', page }
}
