/** Every state of the agent panel, one after the other, on a window of 320 pixels, the narrowest of WCAG 1.4.10. */
import type { BrowserContext } from 'playwright-core'
import { messages as english } from '../../../widgets/agent/messages/en.ts'
import type { Messages } from '../../../widgets/agent/messages/messages.ts'
import { type Desk, type DeskOptions, openDesk } from '../../kit/browser/agent-desk.ts'
import type { Stage } from '../../kit/browser/stage.ts'

export interface PanelState {
  readonly name: string
  readonly desk: Desk
}

const narrow = { viewport: { width: 320, height: 900 } }

/** In the order in which the picker lists them at first. */
const templateIds = ['bank-account', 'card-payment', 'identity-check']

const openNarrowDesk = async (stage: Stage, options: DeskOptions): Promise<Desk> => {
  const desk = await openDesk(stage, { ...narrow, ...options })
  await desk.agent.waitUntilReady()
  return desk
}

export async function* panelStates(stage: Stage, locale = 'en', words: Messages = english): AsyncGenerator<PanelState> {
  const desk = await openNarrowDesk(stage, { locale, words, withClock: true })
  const { agent, page, frame, site } = desk
  const send = async (template: number) => {
    const before = (await desk.eventsNamed('sent')).length
    await agent.openPicker()
    // The last used form comes first, so choose by its value.
    await frame.locator(`input[value="${templateIds[template]}"]`).check()
    await agent.sendButton.click()
    return desk.openForm(before)
  }
  yield { name: 'nothing sent', desk }
  await agent.openPicker()
  await agent.page.find({ css: '.asked li' }).waitUntil('visible')
  yield { name: 'choosing', desk }

  await agent.addDetails()
  await agent.detail(words.details.purpose).fill('4111 1111 1111 1111')
  await agent.detail(words.details.amount).fill('1')
  await agent.sendButton.click()
  await agent.waitForText(words.details.noCardNumber)
  yield { name: 'wrong details', desk }
  await agent.detail(words.details.purpose).fill('Hotel in Köln')
  await agent.detail(words.details.currency).choose('EUR')

  await (await send(0)).decline()
  await (await send(2)).report({ 'full-name': 'valid' })
  await (await send(1)).submitCard()
  await agent.waitForAnswers()
  yield { name: 'listing', desk }

  await agent.showAnswers()
  // The labels are in the language of the panel, as far as the template has it.
  const [, cardNumber = '', , securityCode = ''] = await agent.newestForm.find({ css: 'dt' }).texts()
  await agent.reveal(cardNumber)
  await agent.copy(cardNumber)
  await agent.openOnce(securityCode)
  await agent.newestForm.find({ text: words.openedOnce }).waitUntil('visible')
  yield { name: 'showing answers', desk }
  await page.clock.fastForward(60_000)
  await agent.newestForm.find({ text: words.forgotten }).waitUntil('visible')
  yield { name: 'forgotten', desk }

  await page.clock.fastForward('12:30')
  await agent.signOutWarning.find({ text: words.stay }).waitUntil('visible')
  yield { name: 'warning', desk }
  await site.closeConversation(desk.conversationId)
  await agent.waitForText(words.over)
  yield { name: 'over', desk }
  await page.clock.fastForward('16:00')
  await agent.waitForText(words.signedOutIdle)
  yield { name: 'signed out', desk }
  await desk.context.close()

  const denied = await openDesk(stage, { ...narrow, locale, words, profile: 'administrator', subject: 'admin' })
  await denied.agent.waitForText(words.notPermitted)
  yield { name: 'not permitted', desk: denied }
  await denied.context.close()

  const beforeLoad = (context: BrowserContext) => context.route('**/v1/events/ticket', (route) => route.abort())
  const withoutPush = await openNarrowDesk(stage, { locale, words, beforeLoad, withClock: true })
  await withoutPush.page.clock.runFor(5_000)
  await withoutPush.agent.waitForText(words.withoutPush)
  yield { name: 'without push', desk: withoutPush }
}
