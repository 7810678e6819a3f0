/** What the agent panel says when things are not as they should be, and the way on that it offers. */
import { describe, expect, test } from 'vitest'
import { createSealingKey } from '../../../widgets/shared/agent-sealing-key.ts'
import type { AgentDesktop } from './agent-desktop.ts'
import { atDesk, desk, openDesk, stage } from './desk-of-test.ts'
import { newDesktopScene, securityCode } from './desktop-scene.ts'
import {
  newestForm,
  press,
  reasonToDistrust,
  receiveCardAnswers,
  sendForm,
  shownAnswer,
  waitForLink,
  waitForStatus,
} from './panel-actions.ts'

const waitForText = (words: string) => desk.panel.getByText(words).first().waitFor()
/** From here on nothing that the page plans by itself runs. */
const stopClock = async () => desk.page.clock.pauseAt((await desk.page.evaluate<number>('Date.now()')) + 1_000)
const waitUntilLive = () => desk.panel.getByText('Live', { exact: true }).waitFor()
const buttons = async () => (await newestForm(desk).getByRole('button').allTextContents()).filter((text) => text !== '')

describe('the conversation', () => {
  test('has a colleague’s form in it: its status is there, its answers are for the colleague alone', async () => {
    const scene = await newDesktopScene(stage)
    await scene.putConversation(scene.conversationId, 'agent-8')
    const form = await scene.sent({}, { by: await scene.token('agent', 'agent-8') })
    await scene.putConversation(scene.conversationId, 'agent-7')
    await atDesk({ scene, withClock: true })
    await waitUntilLive()
    await waitForText('Sent by a colleague (agent-8). Only they can see the answers.')
    expect(await buttons()).toEqual([])

    // Nobody pushes this to agent-7, so it is asked for.
    await scene.open(form.openKey, `${'a'.repeat(42)}A`)
    await desk.page.clock.runFor(31_000)
    await waitForStatus(desk, 'Opened by the visitor.')
    expect(await buttons()).toEqual([])
  })

  test('goes to a colleague: what was sent from here can still be read, nothing can be sent', async () => {
    await atDesk()
    await receiveCardAnswers(desk)
    await desk.scene.putConversation(desk.scene.conversationId, 'agent-8')
    await waitForText('The conversation is with a colleague now.')
    expect(await desk.panel.getByRole('button', { name: 'Send', exact: true }).isVisible()).toBe(false)
    await press(desk, 'Show the answers')
    await press(desk, 'Open once: Security code')
    await expect.poll(() => shownAnswer(desk, 'Security code')).toBe(securityCode)
  })

  test('is closed: what the tab holds is not shown any more, and gone from it', async () => {
    await atDesk()
    await receiveCardAnswers(desk)
    await desk.scene.close()
    await waitForText('The conversation is over.')
    expect(await newestForm(desk).locator('.answer').count()).toBe(0)
    expect(await desk.panel.getByRole('button').count()).toBe(0)
  })

  test('is closed while answers are revealed: the push removes them, before the panel asks by itself', async () => {
    // The page's clock stands still: no poll of the panel runs.
    await atDesk({ withClock: true })
    await waitUntilLive()
    await receiveCardAnswers(desk)
    await press(desk, 'Show the answers')
    await press(desk, 'Reveal: Card number')
    await press(desk, 'Open once: Security code')
    await expect.poll(() => shownAnswer(desk, 'Security code')).toBe(securityCode)
    await stopClock()
    await desk.scene.close()
    await waitForText('The conversation is over.')
    expect(await newestForm(desk).locator('.answer').count()).toBe(0)
    expect(await desk.panel.content()).not.toContain('1111')
    expect(await desk.panel.getByRole('button').count()).toBe(0)
  })

  test('is transferred while answers are revealed: the push hides them, and the sender may reveal them again', async () => {
    await atDesk({ withClock: true })
    await waitUntilLive()
    await receiveCardAnswers(desk)
    await press(desk, 'Show the answers')
    await press(desk, 'Reveal: Card number')
    await stopClock()
    await desk.scene.putConversation(desk.scene.conversationId, 'agent-8')
    await waitForText('The conversation is with a colleague now.')
    expect(await shownAnswer(desk, 'Card number')).not.toContain('4111111111111111')
    expect(await desk.panel.getByRole('button', { name: 'Send', exact: true }).isVisible()).toBe(false)
    await press(desk, 'Reveal: Card number')
    expect(await shownAnswer(desk, 'Card number')).toContain('4111111111111111')
  })
})

test('what was submitted is erased: it leaves the screen at once', async () => {
  await atDesk()
  await waitUntilLive()
  await receiveCardAnswers(desk)
  await press(desk, 'Show the answers')
  await newestForm(desk).locator('.answer').first().waitFor()
  const { scene } = desk
  const body = { conversationId: scene.conversationId }
  expect((await scene.post('/v1/erasures', body, scene.administrator)).status).toBe(200)
  await waitForText('This is not available any more')
  expect(await newestForm(desk).locator('.answer').count()).toBe(0)
  // The conversation goes on.
  await sendForm(desk)
})

describe('the sign-in', () => {
  const warning = () => desk.panel.locator('.warning')
  const answersAreGone = async () => {
    expect(await desk.panel.locator('.answer').count()).toBe(0)
    expect(await desk.panel.content()).not.toContain('1111')
  }

  test('is about to end for idleness: a warning two minutes before, and one press stays', async () => {
    await atDesk({ withClock: true })
    await receiveCardAnswers(desk)
    await desk.page.clock.fastForward('12:50')
    expect(await warning().textContent()).toBe('')
    await desk.page.clock.fastForward('00:10')
    await warning().getByText('Time left until you are signed out: 2 minutes.').waitFor()
    const stayed = desk.page.waitForResponse((response) => response.url().endsWith('/v1/session/stay'))
    await press(desk, 'Stay signed in')
    expect((await stayed).status()).toBe(200)
    await expect.poll(() => warning().textContent()).toBe('')
    await press(desk, 'Show the answers')
  })

  test('ended for idleness: every answer is gone, and after signing in the panel goes on', async () => {
    await atDesk({ withClock: true })
    await receiveCardAnswers(desk)
    await press(desk, 'Show the answers')
    await press(desk, 'Reveal: Card number')
    await desk.page.clock.fastForward('14:10')
    await warning().getByText('1 minute.').waitFor()
    await desk.page.clock.fastForward('01:00')
    await waitForText('You were signed out because nothing was done for a while.')
    await answersAreGone()
    expect(await desk.eventsNamed('signed-out')).toHaveLength(1)
    await desk.signIn()
    await press(desk, 'Go on after signing in')
    await waitForStatus(desk, 'Seen.')
  })

  test('was ended elsewhere: the panel is told at once and forgets everything', async () => {
    await atDesk()
    await waitUntilLive()
    await receiveCardAnswers(desk)
    await press(desk, 'Show the answers')
    await desk.scene.post('/v1/session/sign-out', {}, desk.token())
    await waitForText('You are signed out. Every answer has been removed from this page.')
    await answersAreGone()
    expect(await desk.eventsNamed('signed-out')).toHaveLength(1)
  })

  test('is not there: the panel says whose matter that is, and goes on once somebody is', async () => {
    await openDesk({ subject: '' })
    await waitForText('The agent desktop around this panel has nobody signed in.')
    expect(await desk.eventsNamed('error')).toMatchObject([{ code: 'not-signed-in' }])
    await desk.signIn('agent-7')
    await press(desk, 'Go on after signing in')
    await desk.panel.getByRole('button', { name: 'Send', exact: true }).waitFor()
  })

  test('has a profile that may not use secure forms, or may only watch them', async () => {
    await openDesk({ profile: 'administrator', subject: 'admin' })
    await waitForText('Your profile does not allow secure forms.')
    expect(await desk.eventsNamed('error')).toMatchObject([{ code: 'not-permitted' }])

    const { scene } = desk
    await desk.context.close()
    await scene.sent()
    await openDesk({ scene, profile: 'agent-manager', subject: 'manager' })
    await waitForText('Sent by a colleague (agent-7). Only they can see the answers.')
    await waitForText('Your profile does not allow secure forms.')
    expect(await desk.panel.getByRole('button').count()).toBe(0)
  })
})

describe('a template that was changed after the panel has read it', () => {
  test('abuse 43: sends nothing, shows what the new version asks, and sends that on the next press', async () => {
    await atDesk()
    const { scene, panel } = desk
    const seen = await scene.template('card-payment')
    const relabelled = seen.questions.map((question) =>
      question.type === 'card-verification-code'
        ? { ...question, label: { ...question.label, en: 'Secret' } }
        : question,
    )
    await panel.getByRole('radio', { name: 'Card payment', exact: true }).check()
    await panel.locator('.asked').getByText('Security code').waitFor()
    const { version: _, ...draft } = { ...seen, questions: relabelled }
    await scene.request('PUT', '/v1/templates/card-payment', { token: scene.administrator, body: draft })

    await press(desk, 'Send')
    await panel.getByText('This form was changed in the meantime').first().waitFor()
    expect(await panel.locator('.asked li').getByText('Secret').locator('..').textContent()).toContain('off the record')
    expect(await desk.eventsNamed('sent')).toEqual([])
    expect(await panel.locator('.forms > li').count()).toBe(0)

    await press(desk, 'Send')
    const link = await waitForLink(desk, 0)
    const { form } = await scene.openLink(link)
    expect(form.template.version).toBe(seen.version + 1)
    expect(await reasonToDistrust(link, form)).toBe('none')
  })
})

describe('a page that was loaded anew', () => {
  const reload = async () => {
    await desk.panel.evaluate('location.reload()').catch(() => {})
    await desk.panel.getByRole('button', { name: 'Send', exact: true }).waitFor()
  }

  test('reads what is stored, and asks again for just what was sealed to the key that is gone', async () => {
    await atDesk()
    await receiveCardAnswers(desk)
    await reload()
    await press(desk, 'Read the answers')
    expect(await shownAnswer(desk, 'Card number')).toBe('411111••••1111Visa')
    expect(await shownAnswer(desk, 'Security code')).toBe('Gone: it is handed out once and kept nowhere.')
    await waitForText(
      'This page was loaded anew or signed out, so it no longer has the key for what is off the record.',
    )
    await press(desk, 'Send again, this question only')
    const { form } = await desk.scene.openLink(await waitForLink(desk, 1))
    expect(form.template.questions.map(({ id }) => id)).toEqual(['card-verification-code'])
  })

  test('says of a form that is still out that it could not read all of it, and sends it again with a new key', async () => {
    await atDesk()
    const first = await sendForm(desk)
    await reload()
    await newestForm(desk).getByText('Send the form again: only then can you read all of it.').waitFor()
    await press(desk, 'Send again')
    const link = await waitForLink(desk, 1)
    expect(link.split('.').at(-1)).not.toBe(first.split('.').at(-1))
    await desk.scene.submitCard(await desk.scene.openLink(link))
    await waitForStatus(desk, 'Submitted. The answers are here, only for you.')
    await press(desk, 'Show the answers')
    await press(desk, 'Open once: Security code')
    await expect.poll(() => shownAnswer(desk, 'Security code')).toBe(securityCode)
  })

  test('sends a form again that it did not send, with the fingerprint of what that form asks and what it is for', async () => {
    await atDesk({ visitorLocale: 'es' })
    const context = { purpose: 'Hotel', amount: { value: '120.50', currency: 'EUR' } }
    const { sealingKey } = await createSealingKey()
    const only = ['card-number', 'card-verification-code']
    await desk.scene.sent({ templateId: 'card-payment', locale: 'fr', only, context, sealingKey })
    await reload()
    await press(desk, 'Send again')
    const link = await waitForLink(desk, 0)
    const opened = await desk.scene.openLink(link)
    expect(opened.form).toMatchObject({ template: { locale: 'es' }, context })
    expect(await reasonToDistrust(link, opened.form)).toBe('none')
    await desk.scene.submit(opened, { 'card-number': '4111111111111111' }, { 'card-verification-code': '737' })
    await waitForStatus(desk, 'Submitted. The answers are here, only for you.')
    await press(desk, 'Show the answers')
    await press(desk, 'Open once: Security code')
    await expect.poll(() => shownAnswer(desk, 'Security code')).toBe('737')
  })
})

describe('the service', () => {
  const steps = '**/v1/**'

  test('cannot be reached at the start: it says so, and looks again when asked to', async () => {
    const scene = await newDesktopScene(stage)
    await openDesk({ scene, beforeLoad: (context) => context.route(steps, (route) => route.abort()) })
    await waitForText('The service cannot be reached just now.')
    expect(await desk.eventsNamed('error')).toMatchObject([{ code: 'unreachable' }])
    await desk.context.unroute(steps)
    await press(desk, 'Look again')
    await desk.panel.getByRole('button', { name: 'Send', exact: true }).waitFor()
  })

  test('does not tell which forms there are: the panel goes on without them, and looks again when asked to', async () => {
    const templates = '**/v1/templates*'
    await openDesk({ beforeLoad: (context) => context.route(templates, (route) => route.abort()) })
    await waitForText('The forms to choose from cannot be had just now.')
    await waitForText('Nothing has been sent yet.')
    await desk.context.unroute(templates)
    await press(desk, 'Look again')
    await desk.panel.getByRole('button', { name: 'Send', exact: true }).waitFor()
  })

  test('has no push: the panel says that it asks every ten seconds, and does', async () => {
    const noTicket = '**/v1/events/ticket'
    const beforeLoad = (context: AgentDesktop['context']) => context.route(noTicket, (route) => route.abort())
    await atDesk({ withClock: true, beforeLoad })
    await desk.page.clock.runFor(5_000)
    await waitForText('No live connection. This page asks every ten seconds instead.')
    const form = await desk.scene.openLink(await sendForm(desk))
    await desk.page.clock.runFor(11_000)
    await waitForStatus(desk, 'Opened by the visitor.')
    await desk.scene.submitCard(form)
    await desk.page.clock.runFor(11_000)
    await waitForStatus(desk, 'Submitted. The answers are here, only for you.')
    await desk.context.unroute(noTicket)
    await desk.page.clock.runFor(30_000)
    await waitUntilLive()
  })

  test('loses the connection: what happened meanwhile is there once it is back', async () => {
    let drop = () => {}
    await atDesk({
      beforeLoad: (context) =>
        context.routeWebSocket('**/v1/events', (socket) => {
          socket.connectToServer()
          drop = () => socket.close()
        }),
    })
    await waitUntilLive()
    const link = await sendForm(desk)
    let letTicketsPass = () => {}
    const held = new Promise<void>((resolve) => {
      letTicketsPass = resolve
    })
    await desk.context.route('**/v1/events/ticket', async (route) => {
      await held
      await route.continue()
    })
    drop()
    await waitForText('Connecting…')
    await desk.scene.openLink(link)
    letTicketsPass()
    await waitUntilLive()
    await waitForStatus(desk, 'Opened by the visitor.')
  })

  test('does not answer to a sending: the form is in the list all the same, and gets a link by being sent again', async () => {
    await atDesk()
    await desk.context.route('**/forms', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await desk.panel.getByLabel('Card payment', { exact: true }).check()
    await press(desk, 'Send')
    await waitForText('The service did not answer, so it is not certain that the form went out.')
    await waitForStatus(desk, 'Sent. Not opened yet.')
    expect(await desk.eventsNamed('sent')).toEqual([])
    await press(desk, 'Send again')
    await desk.scene.openLink(await waitForLink(desk, 0))
  })
})
