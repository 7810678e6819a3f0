// full: takes minutes in a browser
/** What the agent panel says when something is not as it should be, and how the agent can continue. */
import type { BrowserContext } from 'playwright-core'
import { describe, expect } from 'vitest'
import { createSealingKey } from '../../../widgets/shared/agent-sealing-key.ts'
import type { Desk, Panel } from '../../kit/browser/agent-desk.ts'
import { agentTest } from '../../kit/fixtures.ts'
import { reasonToDistrust, securityCode } from '../../kit/pages/sent-form.ts'
import { newVisitorSecret } from '../../kit/site.ts'

const test = agentTest()

/** From here on no timer of the page runs. */
const stopClock = async ({ page }: Desk) => page.clock.pauseAt((await page.evaluate<number>('Date.now()')) + 1_000)

const openPanels = async (desk: Desk, conversations: readonly string[]): Promise<readonly Panel[]> => {
  const panels: Panel[] = []
  for (const conversation of conversations) panels.push(await desk.openPanel(conversation))
  return panels
}

describe('a conversation', () => {
  test('shows the status of a colleague’s form, but not its answers', async ({ stage, atDesk }) => {
    const site = await stage.newBrandSite()
    const colleague = await site.signIn('agent', 'agent-8')
    const conversationId = await site.newConversation('agent-8')
    const body = { templateId: 'bank-account' }
    const { openKey } = await colleague.reply('send-form', { path: { conversationId }, body })
    await site.backend.reply('put-conversation', { path: { conversationId }, body: { agentId: 'agent-7' } })
    const desk = await atDesk({ at: { site, conversationId }, withClock: true })
    const { agent } = desk
    await agent.waitUntilLive()
    await agent.waitForText('Sent by a colleague (agent-8). Only they can see the answers.')
    expect(await desk.frame.locator('.forms').getByRole('button').count()).toBe(0)

    // The service pushes this to the sender only, so the panel polls.
    await site.visitor.reply('open-form', { body: { openKey, visitorSecret: newVisitorSecret() } })
    await desk.page.clock.runFor(31_000)
    await agent.waitForStatus('Opened')
    expect(await desk.frame.locator('.forms').getByRole('button').count()).toBe(0)
  })

  test('that is transferred lets the sender read the answers to their forms, but not send more forms', async ({
    atDesk,
  }) => {
    const desk = await atDesk()
    const { agent } = desk
    await desk.receiveCard()
    await desk.assignConversation('agent-8')
    await agent.waitForText('A colleague has this conversation now')
    expect(await agent.openButton.isVisible()).toBe(false)
    await agent.showAnswers()
    await agent.openOnce('Security code')
    await expect.poll(() => agent.shownAnswer('Security code')).toBe(securityCode)
  })

  test('that is closed while answers are revealed removes the answers when the push arrives, before the next poll', async ({
    atDesk,
  }) => {
    // The page's clock stands still: no poll of the panel runs.
    const desk = await atDesk({ withClock: true })
    const { agent } = desk
    await agent.waitUntilLive()
    await desk.receiveCard()
    await agent.showAnswers()
    await agent.reveal('Card number')
    await agent.openOnce('Security code')
    await expect.poll(() => agent.shownAnswer('Security code')).toBe(securityCode)
    await stopClock(desk)
    await desk.site.closeConversation(desk.conversationId)
    await agent.waitForText('This conversation has ended.')
    expect(await agent.answerCount()).toBe(0)
    expect(await desk.frame.content()).not.toContain('1111')
    expect(await desk.frame.getByRole('button').count()).toBe(0)
  })

  test('that is transferred while answers are revealed hides the answers when the push arrives, and the sender can reveal them again', async ({
    atDesk,
  }) => {
    const desk = await atDesk({ withClock: true })
    const { agent } = desk
    await agent.waitUntilLive()
    await desk.receiveCard()
    await agent.showAnswers()
    await agent.reveal('Card number')
    await stopClock(desk)
    await desk.assignConversation('agent-8')
    await agent.waitForText('A colleague has this conversation now')
    expect(await agent.shownAnswer('Card number')).not.toContain('4111 1111 1111 1111')
    expect(await agent.shownAnswer('Name on the card')).toBe('••••')
    expect(await agent.openButton.isVisible()).toBe(false)
    await agent.reveal('Card number')
    expect(await agent.shownAnswer('Card number')).toContain('4111 1111 1111 1111')
  })
})

describe('a sign-in', () => {
  test('causes a warning two minutes before its idle timeout, and one click extends the sign-in', async ({
    atDesk,
  }) => {
    const desk = await atDesk({ withClock: true })
    const { agent } = desk
    await desk.receiveCard()
    await desk.page.clock.fastForward('12:50')
    expect(await agent.signOutWarning.text()).toBe('')
    await desk.page.clock.fastForward('00:10')
    await agent.waitForText('You’ll be signed out in 2 minutes.')
    const stayed = desk.page.waitForResponse((response) => response.url().endsWith('/v1/session/stay'))
    await agent.staySignedIn()
    expect((await stayed).status()).toBe(200)
    await expect.poll(() => agent.signOutWarning.text()).toBe('')
    await agent.showAnswers()
  })

  test('that is missing makes the panel ask the agent to sign in on the desktop, and the panel continues afterwards', async ({
    openDesk,
  }) => {
    const desk = await openDesk({ subject: '' })
    const { agent } = desk
    await agent.waitForText('You’re not signed in to your agent desktop.')
    expect(await desk.eventsNamed('error')).toMatchObject([{ code: 'not-signed-in' }])
    await desk.signIn('agent-7')
    await agent.continueAfterSignIn()
    await agent.waitUntilReady()
  })

  test('causes a message if it lacks the permission to use forms, or has only the permission to observe them', async ({
    openDesk,
  }) => {
    const desk = await openDesk({ profile: 'administrator', subject: 'admin' })
    const { agent } = desk
    await agent.waitForText('You don’t have permission to use secure forms.')
    expect(await desk.eventsNamed('error')).toMatchObject([{ code: 'not-permitted' }])

    const { site, conversationId } = desk
    await site.sendForm({ conversationId })
    const manager = await openDesk({ at: { site, conversationId }, profile: 'agent-manager', subject: 'manager' })
    await manager.agent.waitForText('Sent by a colleague (agent-7). Only they can see the answers.')
    await manager.agent.waitForText('You don’t have permission to use secure forms.')
    expect(await manager.frame.getByRole('button').count()).toBe(0)
  })
})

describe('a reloaded page', () => {
  const reload = async ({ frame, agent }: Desk) => {
    await frame.evaluate('location.reload()').catch(() => {})
    await agent.waitUntilReady()
  }

  test('retrieves the stored answers, and offers to request again only the answers that were sealed to the lost key', async ({
    atDesk,
  }) => {
    const desk = await atDesk()
    const { agent } = desk
    await desk.receiveCard()
    await reload(desk)
    await agent.showAnswers()
    expect(await agent.shownAnswer('Card number')).toBe('411111••••1111Visa')
    expect(await agent.shownAnswer('Security code')).toBe('No longer available. Ask for it again.')
    await agent.waitForText('Only the tab that sent this form could show this, once: Security code.')
    await agent.askAgainThis()
    const { form } = await desk.openForm(1)
    expect(form.template.questions.map(({ id }) => id)).toEqual(['card-verification-code'])
  })

  test('says that it cannot read the sealed answers of an open form, and can resend the form with a new key', async ({
    atDesk,
  }) => {
    const desk = await atDesk()
    const { agent } = desk
    await agent.sendForm()
    const first = await desk.linkOf(0)
    await reload(desk)
    await agent.waitForText('If you closed or reloaded that tab, send the form again.')
    await agent.sendAgain()
    const link = await desk.linkOf(1)
    expect(link.split('.').at(-1)).not.toBe(first.split('.').at(-1))
    await (await desk.openForm(1)).submitCard()
    await agent.waitForStatus('Answered')
    await agent.showAnswers()
    await agent.openOnce('Security code')
    await expect.poll(() => agent.shownAnswer('Security code')).toBe(securityCode)
  })

  test('can resend a form that another tab sent, with the fingerprint of its questions and its purpose', async ({
    atDesk,
  }) => {
    const desk = await atDesk({ visitorLocale: 'es' })
    const { agent } = desk
    const context = { purpose: 'Hotel', amount: { value: '120.50', currency: 'EUR' } }
    const { sealingKey } = await createSealingKey()
    const only = ['card-number', 'card-verification-code']
    const { site, conversationId } = desk
    await site.sendForm({ conversationId, templateId: 'card-payment', locale: 'fr', only, context, sealingKey })
    await reload(desk)
    await agent.sendAgain()
    const link = await desk.linkOf(0)
    const opened = await desk.openForm()
    expect(opened.form).toMatchObject({ template: { locale: 'es' }, context })
    expect(await reasonToDistrust(link, opened.form)).toBe('none')
    await opened.submit({ 'card-number': '4111111111111111' }, { 'card-verification-code': '737' })
    await agent.waitForStatus('Answered')
    await agent.showAnswers()
    await agent.openOnce('Security code')
    await expect.poll(() => agent.shownAnswer('Security code')).toBe('737')
  })
})

describe('a second tab of the same agent', () => {
  test('says before and after the submission that the security code opens in the tab that sent the form', async ({
    atDesk,
  }) => {
    const desk = await atDesk()
    await desk.agent.waitUntilLive()
    await desk.agent.sendForm()
    const { agent: second } = await desk.openPanel(desk.conversationId)
    await second.waitUntilLive()
    const note = { text: 'Opens only in the tab that sent this form: Security code.' }
    const advice = { text: 'send the form again.' }
    await second.newestForm.find(note).waitUntil('visible')
    await second.newestForm.find(advice).waitUntil('visible')
    await (await desk.openForm()).submitCard()
    await desk.agent.waitForAnswers()
    await second.newestForm.find(advice).waitUntil('gone')
    expect(await second.newestForm.find(note).isVisible()).toBe(true)
    expect(await desk.agent.newestForm.find(note).count()).toBe(0)
    // The tab that sent the form still has the code.
    await desk.agent.showAnswers()
    await desk.agent.openOnce('Security code')
    await expect.poll(() => desk.agent.shownAnswer('Security code')).toBe(securityCode)
  })
})

describe('a service', () => {
  const steps = '**/v1/**'

  test('that cannot be reached at the start causes a message, and the panel retries on request', async ({
    openDesk,
  }) => {
    const desk = await openDesk({ beforeLoad: (context) => context.route(steps, (route) => route.abort()) })
    const { agent } = desk
    await agent.waitForText('We can’t reach the service right now.')
    expect(await desk.eventsNamed('error')).toMatchObject([{ code: 'unreachable' }])
    await desk.context.unroute(steps)
    await agent.lookAgain()
    await agent.waitUntilReady()
  })

  test('that does not list the templates leaves the panel usable, and the panel retries on request', async ({
    openDesk,
  }) => {
    const templates = '**/v1/templates*'
    const desk = await openDesk({ beforeLoad: (context) => context.route(templates, (route) => route.abort()) })
    const { agent } = desk
    await agent.openPicker()
    await agent.waitForText('We couldn’t load the forms.')
    await agent.waitForText('No forms sent yet.')
    await desk.context.unroute(templates)
    await agent.lookAgain()
    await agent.sendButton.waitUntil('visible')
    await expect.poll(() => agent.page.evaluate('document.activeElement?.id')).toBe('search')
  })

  test('without push makes the panel poll every ten seconds, and say so', async ({ atDesk }) => {
    const noTicket = '**/v1/events/ticket'
    const beforeLoad = (context: BrowserContext) => context.route(noTicket, (route) => route.abort())
    const desk = await atDesk({ withClock: true, beforeLoad })
    const { agent } = desk
    await desk.page.clock.runFor(5_000)
    await agent.waitForText('No live connection. Updates every 10 seconds.')
    await agent.sendForm()
    const form = await desk.openForm()
    await desk.page.clock.runFor(11_000)
    await agent.waitForStatus('Opened')
    await form.submitCard()
    await desk.page.clock.runFor(11_000)
    await agent.waitForAnswers()
    await desk.context.unroute(noTicket)
    // In small steps: a socket that does not open within ten seconds of the page's time is closed.
    const isLive = async () => {
      await desk.page.clock.runFor(1_000)
      return desk.frame.locator('[data-state=live]').count()
    }
    await expect.poll(isLive, { timeout: 30_000 }).toBe(1)
  })

  test('can be unreachable for a time without losing changes, because the panel shows them when it reconnects', async ({
    atDesk,
  }) => {
    let drop = () => {}
    const desk = await atDesk({
      beforeLoad: (context) =>
        context.routeWebSocket('**/v1/events', (socket) => {
          socket.connectToServer()
          drop = () => socket.close()
        }),
    })
    const { agent } = desk
    await agent.waitUntilLive()
    await agent.sendForm()
    let letTicketsPass = () => {}
    const held = new Promise<void>((resolve) => {
      letTicketsPass = resolve
    })
    await desk.context.route('**/v1/events/ticket', async (route) => {
      await held
      await route.continue()
    })
    drop()
    await agent.waitForText('Connecting…')
    await desk.openForm()
    letTicketsPass()
    await agent.waitUntilLive()
    await agent.waitForStatus('Opened')
  })

  test('that stores a form but loses the reply lists the form, and resending it returns a link', async ({ atDesk }) => {
    const desk = await atDesk()
    const { agent } = desk
    await desk.context.route('**/forms', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await agent.chooseForm('Card payment')
    await agent.sendButton.click()
    await agent.waitForText('We can’t tell whether the form was sent.')
    await agent.waitForStatus('Sent')
    expect(await desk.eventsNamed('sent')).toEqual([])
    await agent.sendAgain()
    await desk.openForm(0)
  })
})

test('three concurrent conversations stay separate, and activity in one prevents the idle warning in all', async ({
  atDesk,
}) => {
  const desk = await atDesk({ withClock: true, viewport: { width: 420, height: 1_400 } })
  const { site, page } = desk
  const conversations = [desk.conversationId, await site.newConversation(), await site.newConversation()]
  const panels = [desk, ...(await openPanels(desk, conversations.slice(1)))]
  const names = ['Ada Lovelace', 'Grace Hopper', 'Katherine Johnson']
  for (const { agent } of panels) {
    await agent.waitUntilReady()
    await agent.sendForm('Bank account details')
  }
  for (const [index, conversation] of conversations.entries()) {
    const sent = (await desk.eventsNamed('sent')).findIndex((event) => event.conversation === conversation)
    const answers = { 'account-holder': names[index] ?? '', iban: 'DE89370400440532013000', 'may-use-account': 'yes' }
    await (await desk.openForm(sent)).submit(answers)
  }
  for (const [index, { agent }] of panels.entries()) {
    await agent.waitForAnswers()
    expect(await agent.page.find({ css: '.forms > li' }).count()).toBe(1)
    await agent.showAnswers()
    expect(await agent.shownAnswer('Account holder')).toBe(names[index])
  }
  const submitted = (await desk.eventsNamed('submitted')).map(({ conversation }) => conversation)
  expect(submitted.toSorted()).toEqual(conversations.toSorted())

  await page.clock.fastForward('10:00')
  const stayed = page.waitForResponse((response) => response.url().endsWith('/v1/session/stay'))
  await panels.at(-1)?.agent.reveal('IBAN')
  await stayed
  await page.clock.fastForward('05:00')
  for (const { agent } of panels) {
    expect(await agent.signOutWarning.text()).toBe('')
    expect(await agent.answerCount()).toBeGreaterThan(0)
  }
})
