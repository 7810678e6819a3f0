/** Every state of the visitor's page, one after the other, for whoever wants to look at each of them. */
import type { Page } from 'playwright-core'
import { openForm } from '../../../contracts/steps/open-form.ts'
import { endedNotice } from '../../../widgets/visitor/end-messages.ts'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'
import { buttonsIn, field, headingIn, typeCard } from './form-actions.ts'
import type { VisitorEnvironment } from './visitor-environment.ts'

export interface ShownState {
  readonly name: string
  readonly page: Page
}

/** A right answer to each question of every-type.ts that needs one. */
const typeEverything = async (page: Page, locale: string): Promise<void> => {
  const { day, month, year } = (await loadVisitorMessages([locale])).field
  await field(page, 'full-name').fill('Ada Lovelace')
  await field(page, 'story').fill('Zeile 1\nZeile 2')
  await field(page, 'amount').fill('12.5')
  await field(page, 'email').fill('ada@example.com')
  await field(page, 'phone').fill('+43 1 901820')
  for (const [name, value] of [
    [day, '3'],
    [month, '9'],
    [year, '1985'],
  ] as const)
    await page.getByRole('textbox', { name, exact: true }).fill(value)
  await field(page, 'agreed').check()
  await field(page, 'brand').selectOption('golf')
  await field(page, 'card-number').fill('4111 1111 1111 1111')
  await field(page, 'card-expiry').fill('0539')
  await field(page, 'iban').fill('DE89 3704 0044 0532 0130 00')
  await field(page, 'national-id').fill('C01X00T47')
  await field(page, 'card-verification-code').fill('737')
  await field(page, 'pin').fill('1234')
}

const minutes = 60_000

const refusal = (code: string, status: number) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ code }),
})

export async function* pageStates(stage: VisitorEnvironment, locale: string): AsyncGenerator<ShownState> {
  const words = await loadVisitorMessages([locale])
  const buttons = await buttonsIn(locale)
  const { page, context } = await stage.visit({ locale, timezoneId: 'UTC' })
  const shown = (name: string, on = page): ShownState => ({ name, page: on })

  await page.goto((await stage.send('every-type', locale)).link)
  await buttons.review(page).waitFor()
  yield shown('fill in')
  await buttons.review(page).click()
  yield shown('what is wrong')
  await context.setOffline(true)
  await page.getByText(words.fillIn.offline).waitFor()
  yield shown('offline')
  await context.setOffline(false)
  await buttons.decline(page).click()
  yield shown('decline?')
  await page.keyboard.press('Escape')
  await typeEverything(page, locale)
  await buttons.review(page).click()
  await headingIn(page, words.review.heading).waitFor()
  yield shown('review')
  await page.route('**/v1/visitor/submit', (route) => route.fulfill(refusal('too-many-requests', 429)), { times: 1 })
  await buttons.send(page).click()
  await page.getByText(words.review.later).waitFor()
  yield shown('later')
  await page.route('**/v1/visitor/submit', (route) => route.fulfill(refusal('not-valid', 422)), { times: 1 })
  await buttons.send(page).click()
  await page.getByText(words.fillIn.notTaken).waitFor()
  yield shown('not taken')
  await buttons.review(page).click()
  await page.route('**/v1/visitor/submit', (route) => route.abort(), { times: 1 })
  await buttons.send(page).click()
  await page.getByText(words.review.notArrived).waitFor()
  yield shown('not arrived')
  await buttons.send(page).click()
  await page.getByText(words.receipt.text).waitFor()
  yield shown('receipt')

  const { link } = await stage.send('card-payment', locale)
  await page.goto('about:blank')
  await page.goto(link)
  await buttons.decline(page).click()
  await buttons.reallyDecline(page).click()
  await headingIn(page, words.declined.heading).waitFor()
  yield shown('declined')

  const stranger = await stage.visit({ locale })
  await stranger.page.goto(link)
  await headingIn(stranger.page, words.notAvailable.heading).waitFor()
  yield shown('not available', stranger.page)
  const [withoutKey = ''] = link.split('#')
  await stranger.page.goto(`${withoutKey}#cut-off`)
  await headingIn(stranger.page, words.damagedLink.heading).waitFor()
  yield shown('damaged link', stranger.page)
  const [withoutFingerprint = ''] = (await stage.send('card-payment', locale)).link.split(/\.(?=[^.]*$)/)
  await stranger.page.goto('about:blank')
  await stranger.page.goto(withoutFingerprint)
  await headingIn(stranger.page, words.distrust.heading).waitFor()
  yield shown('not safe', stranger.page)
  await stranger.page.goto('about:blank')
  await stranger.page.route('**/v1/visitor/open', (route) => route.abort())
  await stranger.page.goto((await stage.send('card-payment', locale)).link)
  await headingIn(stranger.page, words.unreachable.heading).waitFor()
  yield shown('unreachable', stranger.page)
  await stranger.page.unrouteAll()
  await stranger.page.route('**/v1/visitor/open', (route) => route.fulfill(refusal('too-many-requests', 429)))
  await buttons.again(stranger.page).click()
  await stranger.page.getByText(words.unreachable.busy).waitFor()
  yield shown('busy', stranger.page)
  await stranger.context.close()

  const slow = await stage.visit({ locale })
  await slow.page.addInitScript(
    "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })",
  )
  await slow.page.clock.install()
  const opened = slow.page.waitForResponse('**/v1/visitor/open')
  await slow.page.goto((await stage.send('card-payment', locale)).link)
  const { formId, expiresAt } = openForm.reply.parse(await (await opened).json())
  await slow.page.getByText(words.fillIn.keepOpen).waitFor()
  await typeCard(slow.page)
  yield shown('nothing is kept', slow.page)
  await buttons.review(slow.page).click()
  await slow.page.route('**/v1/visitor/{submit,resume}', (route) => route.abort())
  await buttons.send(slow.page).click()
  const unknown = slow.page.getByText(words.review.unknown)
  while ((await unknown.count()) === 0) await slow.page.clock.runFor(1_000)
  yield shown('unknown', slow.page)
  await slow.page.unrouteAll()
  await slow.page.clock.runFor(11_000)
  await slow.page.getByText(words.review.notArrived).waitFor()
  await buttons.back(slow.page).click()
  await slow.page.clock.fastForward(28.5 * minutes)
  await slow.page.getByRole('dialog').waitFor()
  yield shown('more time?', slow.page)
  // The day is over: what is given is what there was.
  await slow.page.route('**/v1/visitor/extend', (route) => route.fulfill({ json: { formId, expiresAt } }))
  await buttons.moreTime(slow.page).click()
  await slow.page.getByText(words.moreTime.longest).waitFor()
  yield shown('longest', slow.page)
  await slow.page.clock.fastForward(2 * minutes)
  await slow.page.getByText(endedNotice(words, 'expired')).waitFor()
  yield shown('ended', slow.page)
  await slow.context.close()
  await context.close()
}
